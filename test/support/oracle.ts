/**
 * The days on which a series of Outlook falls, worked out by `ical.js` and by `rrule-temporal` alone: neither by the product
 * nor by the sandbox. Both follow RFC 5545, which leaves out the 31st of a short month; Outlook takes its last day, so the
 * rule is written that way: of the last days of the month, the last that is not too late.
 */
import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import { nextDay, type Pattern, type Series, type Weekday } from './series.ts';

const DAY = 86_400_000;

const NAMES: Record<Weekday, string> = {
  sunday: 'SU',
  monday: 'MO',
  tuesday: 'TU',
  wednesday: 'WE',
  thursday: 'TH',
  friday: 'FR',
  saturday: 'SA',
};
const POSITIONS = { first: 1, second: 2, third: 3, fourth: 4, last: -1 };

/** Of the last days of the month, the last that is not too late. */
const monthDay = (day: number): string[] => {
  if (day <= 28) return [`BYMONTHDAY=${day}`];
  const days = Array.from({ length: day - 27 }, (_, step) => 28 + step);
  return [`BYMONTHDAY=${days.join(',')}`, 'BYSETPOS=-1'];
};

/** `ical.js` takes no BYSETPOS of month days: the rule gives all of them, and the last of each month counts. */
const lastOfMonth = (days: readonly string[]): string[] =>
  days.filter((day, index) => days[index + 1]?.slice(0, 7) !== day.slice(0, 7));

const weekdays = ({ daysOfWeek = [] }: Pattern): string =>
  `BYDAY=${daysOfWeek.map((name) => NAMES[name]).join(',')}`;
const position = ({ index = 'first' }: Pattern): string => `BYSETPOS=${POSITIONS[index]}`;
const month = (pattern: Pattern): string => `BYMONTH=${pattern.month ?? 1}`;

const partsOf = (pattern: Pattern): string[] => {
  switch (pattern.type) {
    case 'daily':
      return ['FREQ=DAILY'];
    case 'weekly':
      return ['FREQ=WEEKLY', weekdays(pattern), `WKST=${NAMES[pattern.firstDayOfWeek ?? 'sunday']}`];
    case 'absoluteMonthly':
      return ['FREQ=MONTHLY', ...monthDay(pattern.dayOfMonth ?? 1)];
    case 'relativeMonthly':
      return ['FREQ=MONTHLY', weekdays(pattern), position(pattern)];
    case 'absoluteYearly':
      return ['FREQ=YEARLY', month(pattern), ...monthDay(pattern.dayOfMonth ?? 1)];
    case 'relativeYearly':
      return ['FREQ=YEARLY', month(pattern), weekdays(pattern), position(pattern)];
  }
};

export const ruleOf = (pattern: Pattern): string =>
  [...partsOf(pattern), `INTERVAL=${pattern.interval}`].join(';');

/** `ical.js` knows BYSETPOS of months alone: every so many years is every so many times twelve months. */
const inMonths = (series: Series): Series => {
  const { pattern, day } = series;
  if (!pattern.type.endsWith('Yearly')) return series;
  const type = pattern.type === 'absoluteYearly' ? 'absoluteMonthly' : 'relativeMonthly';
  const first = `${day.slice(0, 4)}-${String(pattern.month ?? 1).padStart(2, '0')}-01`;
  return { ...series, day: first, pattern: { ...pattern, type, interval: pattern.interval * 12 } };
};

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const textOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/**
 * Where the rule is counted from: the first of the month, or January, one interval before the start, so that a library
 * which gives its own first day away gives nothing that counts.
 */
const anchorOf = ({ day, pattern }: Series): string => {
  const start = new Date(at(day));
  const { interval, type } = pattern;
  if (type === 'daily') return textOf(at(day) - interval * DAY);
  if (type === 'weekly') return textOf(at(day) - interval * 7 * DAY);
  const months = type.endsWith('Monthly') ? interval : interval * 12;
  const first = type.endsWith('Monthly') ? start.getUTCMonth() : 0;
  return textOf(Date.UTC(start.getUTCFullYear(), first - months, 1));
};

const bounded = (series: Series, days: readonly string[], end: string): string[] => {
  const inside = days.filter(
    (day) => day >= series.day && day < end && (series.until === undefined || day <= series.until),
  );
  return series.times === undefined ? inside : inside.slice(0, series.times);
};

/** All days before `end`, by `ical.js`. */
export const daysByIcal = (series: Series, end: string): string[] => {
  const monthly = inMonths(series);
  const absolute = monthly.pattern.type === 'absoluteMonthly';
  const iterator: { next(): ICAL.Time | null | undefined } = ICAL.Recur.fromString(
    absolute ? ruleOf(monthly.pattern).replace('BYSETPOS=-1;', '') : ruleOf(monthly.pattern),
  ).iterator(ICAL.Time.fromDateString(anchorOf(monthly)));
  const days: string[] = [];
  for (let next = iterator.next(); next; next = iterator.next()) {
    const day = textOf(Date.UTC(next.year, next.month - 1, next.day));
    if (day >= nextDay(end, 31)) break;
    days.push(day);
  }
  return bounded(series, absolute ? lastOfMonth(days) : days, end);
};

/** The same by `rrule-temporal`. */
export const daysByTemporal = (series: Series, end: string): string[] => {
  const stamp = `${anchorOf(series).replaceAll('-', '')}T000000Z`;
  const rule = new RRuleTemporal({ rruleString: `DTSTART:${stamp}\nRRULE:${ruleOf(series.pattern)}` });
  const found = rule.between(new Date(at(series.day)), new Date(at(end)), true);
  return bounded(
    series,
    found.map((day) => day.toString().slice(0, 10)),
    end,
  );
};
