import { DateTime } from 'luxon';
import type { Recurring } from './model.ts';

/** No series goes on for longer than this, whatever it says. */
const LONGEST_YEARS = 3;
const MOST_OCCURRENCES = 2_000;

const UNITS = { DAYS: 'days', WEEKS: 'weeks', MONTHS: 'months', YEARS: 'years' } as const;

function onMonthDay(month: DateTime, day: number): DateTime | undefined {
  const last = month.daysInMonth ?? 28;
  return day <= last ? month.set({ day }) : undefined;
}

/** The days of one period (a day, week, month or year) that the rule names, in order. */
function daysOfPeriod(rule: Recurring, first: DateTime, period: DateTime): DateTime[] {
  if (rule.frequency === 'DAYS') return [period];
  if (rule.frequency === 'WEEKS') {
    const monday = period.startOf('week');
    const days = rule.weekDays.length > 0 ? rule.weekDays : [first.weekday];
    return [...days].sort((a, b) => a - b).map((weekday) => monday.plus({ days: weekday - 1 }));
  }
  const monthDays = rule.monthDays.length > 0 ? rule.monthDays : [first.day];
  const months =
    rule.frequency === 'MONTHS'
      ? [period.startOf('month')]
      : (rule.yearMonths.length > 0 ? rule.yearMonths : [first.month]).map((month) =>
          period.set({ month, day: 1 }),
        );
  return months.flatMap((month) =>
    monthDays.map((day) => onMonthDay(month, day)).filter((day) => day !== undefined),
  );
}

function lastDay(rule: Recurring, first: DateTime): DateTime {
  const ends = [rule.repeatLastDay, rule.maxDay].filter((day) => day !== null);
  const limits = ends.map((day) => DateTime.fromISO(day, { zone: rule.timezone }).endOf('day'));
  return DateTime.min(first.plus({ years: LONGEST_YEARS }), ...limits);
}

/**
 * Instants at which a connected series begins, the first one given. It keeps the local clock time across a change of
 * summer time. Facts: timify §1.4 [O], §1.7 [O].
 */
export function occurrenceStarts(rule: Recurring, start: number): number[] {
  const first = DateTime.fromMillis(start, { zone: rule.timezone });
  const end = lastDay(rule, first);
  const most = Math.min(rule.repeatTimes ?? MOST_OCCURRENCES, MOST_OCCURRENCES);
  const starts: number[] = [];
  const clock = { hour: first.hour, minute: first.minute };

  for (let step = 0; starts.length < most; step += 1) {
    const anchor = rule.frequency === 'MONTHS' || rule.frequency === 'YEARS' ? first.set({ day: 1 }) : first;
    const period = anchor.plus({ [UNITS[rule.frequency]]: step * rule.period });
    if (period.startOf('day') > end && period.startOf('week') > end) break;
    for (const day of daysOfPeriod(rule, first, period)) {
      const at = day.set(clock);
      if (at >= first && at <= end && starts.length < most) starts.push(at.toMillis());
    }
  }
  return starts;
}
