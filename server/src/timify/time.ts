import { DateTime } from 'luxon';
import type { Instant, Span } from '../core/items.ts';
import { DAY, outward } from '../core/spans.ts';

/** Numbers above this are milliseconds, below seconds: 5 Nov 1966 in the one reading, the year 5138 in the other. */
const SECONDS_END = 1e11;

/**
 * Every spelling of an instant that TIMIFY uses: ISO with zone, a date with a bare `Z`, `YYYY-MM-DD HH:mm` in UTC,
 * epoch milliseconds as a string, epoch seconds as a number (observed). Null where it is none.
 */
export const instantOf = (value: unknown): Instant | null => {
  if (typeof value === 'number')
    return Number.isFinite(value) ? (Math.abs(value) < SECONDS_END ? value * 1000 : value) : null;
  if (typeof value !== 'string' || value === '') return null;
  if (/^\d{9,16}$/.test(value)) return instantOf(Number(value));
  const bareDay = /^(\d{4}-\d{2}-\d{2})Z?$/.exec(value)?.[1];
  const iso = bareDay ?? value.replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})/, '$1T$2');
  const read = DateTime.fromISO(iso, { zone: 'utc' });
  return read.isValid ? read.toMillis() : null;
};

/** `YYYY-MM-DD HH:mm` in UTC, the form of `datetime`, `from_time` and `to_time`. */
export const minuteText = (at: Instant): string =>
  DateTime.fromMillis(at, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm');

/** Disjoint parts on the five-minute grid, none longer than `days`, together at least `span`. */
export const chunksOf = (span: Span, days: number): Span[] => {
  const whole = outward(span);
  const parts: Span[] = [];
  for (let start = whole.start; start < whole.end; start += days * DAY) {
    parts.push({ start, end: Math.min(start + days * DAY, whole.end) });
  }
  return parts;
};

/** A zone that nobody knows counts as UTC rather than breaking every time of the resource. */
export const soundZone = (zone: string): string => (DateTime.utc().setZone(zone).isValid ? zone : 'utc');

export const localDay = (at: Instant, zone: string): string =>
  DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd');

export const nextDay = (day: string, by = 1): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ days: by }).toFormat('yyyy-MM-dd');

/**
 * The instant of a clock time on a local day; `24:00` is the next midnight. In the hour that autumn repeats, `begin`
 * takes the first and `end` the last of the two; in the hour that spring leaves out, the time just after the gap.
 */
export const clockTime = (day: string, time: string, zone: string, edge: 'begin' | 'end'): Instant => {
  const midnight = time === '24:00';
  const read = DateTime.fromISO(`${midnight ? nextDay(day) : day}T${midnight ? '00:00' : time}`, { zone });
  const both = read.getPossibleOffsets().map((one) => one.toMillis());
  return edge === 'begin' ? Math.min(...both) : Math.max(...both);
};

/** Whether the clock of `zone` shows the time of this instant at another instant, too. */
export const isShownTwice = (at: Instant, zone: string): boolean =>
  DateTime.fromMillis(at, { zone }).getPossibleOffsets().length > 1;
