import { DateTime } from 'luxon';
import type { DayRange, Instant, Item, OfficeEvent, Span } from './items.ts';
import { GRID } from './spans.ts';

/**
 * Text as it is compared: what a service changes slightly in the echo (line ends, spaces at line ends, blank lines
 * around, composed or decomposed letters, control characters) is not a change.
 */
export const normaliseText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    // Control characters but tab and line feed have no place in a title or a note.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b\ufeff]/g, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** A day event is those calendar days in `zone`, wherever the mailbox stands. */
export const daySpan = (days: DayRange, zone: string): Span => ({
  start: DateTime.fromISO(days.start, { zone }).toMillis(),
  end: DateTime.fromISO(days.end, { zone }).toMillis(),
});

/** What a clock on the wall shows at an instant, in milliseconds as if it were UTC. */
export const wallClock = (at: number, zone: string): number =>
  at + DateTime.fromMillis(at, { zone }).offset * 60_000;

/** The time around `at` whose clock times are shown twice, because the clock is put back in it; null: none is. */
const shownTwice = (at: Instant, zone: string): Span | null => {
  const moments = DateTime.fromMillis(at, { zone })
    .getPossibleOffsets()
    .map((one) => one.toMillis());
  const [first, last] = [Math.min(...moments), Math.max(...moments)];
  if (first === last) return null;
  const offset = wallClock(first, zone) - first;
  let change = Math.floor(first / GRID) * GRID;
  while (wallClock(change, zone) - change === offset) change += GRID;
  return { start: change - (last - first), end: change + (last - first) };
};

/** `span` as clock times can tell it: an edge inside the hour that autumn repeats goes outward to the edge of both. */
export const clockSpan = (span: Span, zone: string): Span => ({
  start: shownTwice(span.start, zone)?.start ?? span.start,
  end: shownTwice(span.end - 1, zone)?.end ?? span.end,
});

/** `span` cut at the midnights of `zone`. */
export const byDay = (span: Span, zone: string): Span[] => {
  const parts: Span[] = [];
  for (let { start } = span; start < span.end;) {
    const midnight = DateTime.fromMillis(start, { zone }).startOf('day').plus({ days: 1 }).toMillis();
    const end = Math.min(midnight, span.end);
    parts.push({ start, end });
    start = end;
  }
  return parts;
};

const plusDays = (day: string, days: number): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate() ?? day;

export const movedDays = (range: DayRange, start: number, end: number): DayRange => ({
  start: plusDays(range.start, start),
  end: plusDays(range.end, end),
});

/** The instants of an event: its own, or its calendar days in `zone`. */
export const spanOf = (event: Pick<OfficeEvent, 'span' | 'allDay'>, zone: string): Span =>
  event.allDay ? daySpan(event.allDay, zone) : event.span;

/** The instants that an item really takes: its own, or its calendar days in the connection's zone. */
export const trueSpan = (item: Item, zone: string): Span =>
  item.side === 'office' ? spanOf(item, zone) : item.span;

/** `private` and `confidential` are always anonymous (design §4, rule 7); `personal` by setting. */
export const isPrivate = (event: OfficeEvent, personal: 'anonymous' | 'normal'): boolean =>
  event.sensitivity === 'private' ||
  event.sensitivity === 'confidential' ||
  (event.sensitivity === 'personal' && personal === 'anonymous');
