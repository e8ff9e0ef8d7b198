import type { EventContent, Moment, SeriesException, SeriesShape, StoredEvent } from '../model.ts';
import { DAY, dayOfWall, dayText, parseDay } from '../time/dates.ts';
import { momentOfWall } from '../time/moments.ts';
import { seriesDays } from './pattern.ts';

/** One thing that can be shown in a calendar: a single event, a master, an occurrence or an exception. */
export interface Instance {
  readonly kind: 'singleInstance' | 'seriesMaster' | 'occurrence' | 'exception';
  readonly event: StoredEvent;
  readonly content: EventContent;
  /** For occurrences and exceptions: the day in the series' zone, and the instant at which the pattern puts it. */
  readonly date?: string;
  readonly originalStart?: number;
  readonly exception?: SeriesException;
}

/** Half-open: `[start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function overlaps(content: Pick<EventContent, 'start' | 'end'>, span: Span): boolean {
  const start = content.start.at;
  const end = Math.max(start, content.end.at);
  return start < span.end && (end > span.start || start >= span.start);
}

/** The event itself: single or master. */
export function whole(event: StoredEvent): Instance {
  return { kind: event.recurrence ? 'seriesMaster' : 'singleInstance', event, content: event.content };
}

/** Wall times keep their zone, so an occurrence is at the same hour on both sides of a clock change. */
function occurrenceTimes(content: SeriesShape['content'], day: number): { start: Moment; end: Moment } {
  const startWall = day * DAY + (content.start.wall - dayOfWall(content.start.wall) * DAY);
  const endWall = startWall + (content.end.wall - content.start.wall);
  return { start: momentOfWall(startWall, content.start), end: momentOfWall(endWall, content.end) };
}

/** The occurrence of that date as the pattern makes it, or as an exception changed it; undefined where there is none. */
export function occurrence(event: StoredEvent, date: string): Instance | undefined {
  const day = parseDay(date);
  if (!event.recurrence || day === undefined || event.deletedDates.includes(date)) return undefined;
  const exception = event.exceptions[date];
  if (!exception && !seriesDays(event.recurrence).has(day)) return undefined;
  return instanceOn(event, day, exception);
}

function instanceOn(event: StoredEvent, day: number, exception: SeriesException | undefined): Instance {
  const times = occurrenceTimes(event.content, day);
  const content = exception
    ? { ...event.content, ...times, ...exception.overrides }
    : { ...event.content, ...times };
  return {
    kind: exception ? 'exception' : 'occurrence',
    event,
    content,
    date: dayText(day),
    originalStart: times.start.at,
    ...(exception ? { exception } : {}),
  };
}

/** Days that can hold an occurrence which touches the span, with room for zones and the length of one occurrence. */
function daysAround(content: SeriesShape['content'], span: Span): { from: number; to: number } {
  const length = Math.max(0, content.end.wall - content.start.wall);
  return { from: dayOfWall(span.start - length) - 1, to: dayOfWall(span.end) + 1 };
}

const expanded = new WeakMap<StoredEvent, Map<string, Instance[]>>();

/** All instances of an event inside the span, in order. Bounded by the span, and kept until the event changes. */
export function instancesIn(event: StoredEvent, span: Span): Instance[] {
  if (!event.recurrence) return overlaps(event.content, span) ? [whole(event)] : [];
  let spans = expanded.get(event);
  if (!spans) expanded.set(event, (spans = new Map<string, Instance[]>()));
  const name = `${span.start} ${span.end}`;
  let found = spans.get(name);
  if (!found) {
    if (spans.size >= 8) spans.clear();
    spans.set(name, (found = expand(event, span)));
  }
  return found;
}

function expand(event: StoredEvent, span: Span): Instance[] {
  if (!event.recurrence) return [];
  const { from, to } = daysAround(event.content, span);
  const gone = new Set(event.deletedDates);
  const found: Instance[] = [];
  for (const day of seriesDays(event.recurrence).between(from, to)) {
    const date = dayText(day);
    if (gone.has(date) || event.exceptions[date]) continue;
    const instance = instanceOn(event, day, undefined);
    if (overlaps(instance.content, span)) found.push(instance);
  }
  for (const [date, exception] of Object.entries(event.exceptions)) {
    const day = parseDay(date);
    if (day === undefined || gone.has(date)) continue;
    const instance = instanceOn(event, day, exception);
    if (overlaps(instance.content, span)) found.push(instance);
  }
  return found.sort((a, b) => a.content.start.at - b.content.start.at);
}

/** Whether anything of the event touches the span, without expanding a long series to the end. */
export function touches(event: StoredEvent, span: Span): boolean {
  return instancesIn(event, span).length > 0;
}

/** Dates on which a series as it once was would fall inside the span. */
export function datesOf(shape: SeriesShape, span: Span): string[] {
  const { from, to } = daysAround(shape.content, span);
  const gone = new Set(shape.deletedDates);
  return seriesDays(shape.recurrence)
    .between(from, to)
    .filter((day) => overlaps(occurrenceTimes(shape.content, day), span))
    .map(dayText)
    .filter((date) => !gone.has(date));
}
