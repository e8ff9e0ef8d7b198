import { DateTime } from 'luxon';
import type { Instant, Span } from './items.ts';
import type { Settings } from './settings.ts';
import { DAY } from './spans.ts';

/** Delta windows are fixed at their first call; this much further they reach, and monthly they are renewed. */
const CURSOR_MARGIN = 40 * DAY;
const CURSOR_LIFE = 30 * DAY;
const NEXT_DAYS = 14 * DAY;

/** The span kept in step: whole UTC days, so that it slides once a day. */
export const windowOf = (
  now: Instant,
  settings: Pick<Settings, 'windowPastDays' | 'windowFutureMonths'>,
): Span => {
  const today = DateTime.fromMillis(now, { zone: 'utc' }).startOf('day');
  return {
    start: today.minus({ days: settings.windowPastDays }).toMillis(),
    end: today.plus({ months: settings.windowFutureMonths, days: 1 }).toMillis(),
  };
};

/** The window of a new cursor. */
export const cursorWindow = (window: Span): Span => ({
  start: window.start,
  end: window.end + CURSOR_MARGIN,
});

/** Whether a cursor's window has been outgrown, at either end. `spread` in [0, 1) scatters the fleet over the month. */
export const cursorOutgrown = (cursor: Span, now: Instant, window: Span, spread: number): boolean =>
  cursor.start > window.start ||
  cursor.end < window.end ||
  now - cursor.start > CURSOR_LIFE + windowPast(window, now) + spread * 5 * DAY;

const windowPast = (window: Span, now: Instant): number => now - window.start;

/** Disjoint parts of `span` in its order, none longer than `longest` milliseconds. */
export const partsOf = ({ start, end }: Span, longest: number): Span[] => {
  const parts: Span[] = [];
  for (let from = start; from < end; from += longest)
    parts.push({ start: from, end: Math.min(from + longest, end) });
  return parts;
};

/**
 * Disjoint parts of the window, none longer than `longest` (what TIMIFY lists in one call), nearest days first: the next
 * 14 days, then onward, then what is past.
 */
export const slicesOf = (window: Span, now: Instant, longest: number): Span[] => {
  const today = DateTime.fromMillis(now, { zone: 'utc' }).startOf('day').toMillis();
  const soon = Math.min(today + NEXT_DAYS, window.end);
  return [
    ...partsOf({ start: today, end: soon }, longest),
    ...partsOf({ start: soon, end: window.end }, longest),
    ...partsOf({ start: window.start, end: today }, longest),
  ];
};

/**
 * What came into the window since `before`, when the connection was last known to be looked at: as long as the days that
 * have passed since, however many.
 */
export const enteredSince = (
  before: Instant,
  window: Span,
  settings: Pick<Settings, 'windowPastDays' | 'windowFutureMonths'>,
): Span => ({ start: Math.min(windowOf(before, settings).end, window.end), end: window.end });
