import { DateTime } from 'luxon';
import type { Instant, Span } from './model.ts';
import type { Settings } from './settings.ts';
import { DAY } from './spans.ts';

/** Delta windows are fixed at their first call; this much further they reach, and monthly they are renewed. */
const CURSOR_MARGIN = 40 * DAY;
const CURSOR_LIFE = 30 * DAY;
const NEXT_DAYS = 14 * DAY;
const SLICE = 30 * DAY;

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

/** Whether a cursor's window has been outgrown. `spread` in [0, 1) scatters the fleet over the month. */
export const cursorOutgrown = (cursor: Span, now: Instant, window: Span, spread: number): boolean =>
  cursor.end < window.end || now - cursor.start > CURSOR_LIFE + windowPast(window, now) + spread * 5 * DAY;

const windowPast = (window: Span, now: Instant): number => now - window.start;

/** Disjoint parts of the window, nearest days first: the next 14 days, then onward, then what is past. */
export const slicesOf = (window: Span, now: Instant): Span[] => {
  const today = DateTime.fromMillis(now, { zone: 'utc' }).startOf('day').toMillis();
  const near = { start: today, end: Math.min(today + NEXT_DAYS, window.end) };
  const slices: Span[] = [near];
  for (let start = near.end; start < window.end; start += SLICE) {
    slices.push({ start, end: Math.min(start + SLICE, window.end) });
  }
  if (window.start < today) slices.push({ start: window.start, end: today });
  return slices;
};
