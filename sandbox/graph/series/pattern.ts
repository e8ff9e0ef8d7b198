import type { Recurrence, RecurrencePattern, Weekday } from '../model.ts';
import { dayNumber, daysInMonth, parseDay, weekdayOf, yearMonth } from '../time/dates.ts';

/**
 * The days on which a series falls (facts: graph §3.1, §8.1 no. 7). A pattern is a row of periods (days, weeks, months,
 * years); each period gives its days in order, so any window can be reached without walking from the start.
 */

const WEEKDAYS: readonly Weekday[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];
const INDEXES = ['first', 'second', 'third', 'fourth'];

export interface DayPattern {
  /** Number of the period (0 is the one of the start) that holds the day, rounded down. */
  periodOf(day: number): number;
  /** Its days, ascending. May name days before the start. */
  daysOf(period: number): number[];
}

export function weekdayNumber(name: Weekday): number {
  return WEEKDAYS.indexOf(name);
}

export function weekdayName(day: number): Weekday {
  return WEEKDAYS[weekdayOf(day)] ?? 'sunday';
}

export function dayPattern(pattern: RecurrencePattern, start: number): DayPattern {
  switch (pattern.type) {
    case 'daily':
      return {
        periodOf: (day) => Math.floor((day - start) / pattern.interval),
        daysOf: (period) => [start + period * pattern.interval],
      };
    case 'weekly':
      return weekly(pattern, start);
    case 'absoluteMonthly':
    case 'relativeMonthly':
      return monthly(pattern, start, pattern.interval, yearMonth(start).month);
    case 'absoluteYearly':
    case 'relativeYearly':
      return monthly(pattern, start, pattern.interval * 12, pattern.month);
  }
}

function weekly(pattern: RecurrencePattern, start: number): DayPattern {
  const first = weekdayNumber(pattern.firstDayOfWeek);
  const length = 7 * pattern.interval;
  const weekStart = start - ((weekdayOf(start) - first + 7) % 7);
  const steps = [...new Set(pattern.daysOfWeek.map((name) => (weekdayNumber(name) - first + 7) % 7))];
  steps.sort((a, b) => a - b);
  return {
    periodOf: (day) => Math.floor((day - weekStart) / length),
    daysOf: (period) => steps.map((step) => weekStart + period * length + step),
  };
}

/** Months since year 0, so that steps of months need no carrying. */
function monthly(pattern: RecurrencePattern, start: number, step: number, month: number): DayPattern {
  const first = yearMonth(start).year * 12 + month - 1;
  const dayIn = pattern.type.startsWith('absolute') ? absoluteDay : relativeDay;
  return {
    periodOf: (day) => {
      const { year, month: of } = yearMonth(day);
      return Math.floor((year * 12 + of - 1 - first) / step);
    },
    daysOf: (period) => {
      const at = first + period * step;
      const day = dayIn(pattern, Math.floor(at / 12), (at % 12) + 1);
      return day === undefined ? [] : [day];
    },
  };
}

/** Outlook puts the 31st, and 29 February, on the last day of a shorter month instead of leaving it out. */
function absoluteDay(pattern: RecurrencePattern, year: number, month: number): number {
  return dayNumber(year, month, Math.min(pattern.dayOfMonth, daysInMonth(year, month)));
}

/** With several weekdays the first (or last, second, …) day that is one of them. */
function relativeDay(pattern: RecurrencePattern, year: number, month: number): number | undefined {
  const wanted = new Set(pattern.daysOfWeek.map(weekdayNumber));
  const first = dayNumber(year, month, 1);
  const fits: number[] = [];
  for (let day = first; day < first + daysInMonth(year, month); day++) {
    if (wanted.has(weekdayOf(day))) fits.push(day);
  }
  return pattern.index === 'last' ? fits.at(-1) : fits[INDEXES.indexOf(pattern.index)];
}

export interface SeriesDays {
  /** Days from `from` to `to`, both included, at most `limit` of them. */
  between(from: number, to: number, limit?: number): number[];
  /** Whether the series falls on that day. */
  has(day: number): boolean;
  first: number | undefined;
}

/** No series of Outlook is longer than its calendar; a guard for patterns that never fall on a day. */
const FAR = dayNumber(4500, 1, 1);
const EMPTY_PERIODS = 600;

const cache = new WeakMap<Recurrence, SeriesDays>();

export function seriesDays(recurrence: Recurrence): SeriesDays {
  let days = cache.get(recurrence);
  if (!days) cache.set(recurrence, (days = build(recurrence)));
  return days;
}

function build({ pattern, range }: Recurrence): SeriesDays {
  const start = parseDay(range.startDate) ?? 0;
  const periods = dayPattern(pattern, start);
  const last = range.type === 'endDate' ? (parseDay(range.endDate) ?? FAR) : FAR;
  const end = range.type === 'numbered' ? nth(periods, start, range.numberOfOccurrences) : last;
  const between = (from: number, to: number, limit = Infinity) =>
    collect(periods, { from: Math.max(from, start), to: Math.min(to, end), limit });
  return { between, has: (day) => between(day, day).length > 0, first: between(start, FAR, 1)[0] };
}

function collect(periods: DayPattern, span: { from: number; to: number; limit: number }): number[] {
  const found: number[] = [];
  let empty = 0;
  for (let period = periods.periodOf(span.from); empty < EMPTY_PERIODS; period++) {
    const days = periods.daysOf(period);
    const [first] = days;
    if (first !== undefined && first > span.to) break;
    empty = first === undefined ? empty + 1 : 0;
    for (const day of days) {
      if (day >= span.from && day <= span.to) found.push(day);
      if (found.length >= span.limit) return found;
    }
    if (span.from > span.to) break;
  }
  return found;
}

function nth(periods: DayPattern, start: number, count: number): number {
  return count < 1
    ? start - 1
    : (collect(periods, { from: start, to: FAR, limit: count }).at(-1) ?? start - 1);
}
