import type ICAL from 'ical.js';
import type { RecurrencePattern, Weekday } from '../model.ts';
import { weekdayName } from '../series/pattern.ts';
import { DAY, daysInMonth } from '../time/dates.ts';

/** A rule of the file as a pattern of Graph, or undefined where Graph has none that falls on the same days. */

const DAYS: Record<string, Weekday> = {
  SU: 'sunday',
  MO: 'monday',
  TU: 'tuesday',
  WE: 'wednesday',
  TH: 'thursday',
  FR: 'friday',
  SA: 'saturday',
};
const BY_NUMBER = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const INDEX: Record<number, RecurrencePattern['index']> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  [-1]: 'last',
};

const PLAIN = { month: 0, dayOfMonth: 0, daysOfWeek: [], firstDayOfWeek: 'sunday', index: 'first' } as const;

export function patternOf(rule: ICAL.Recur, startDay: number): RecurrencePattern | undefined {
  const { BYSECOND, BYMINUTE, BYHOUR, BYYEARDAY, BYWEEKNO } = rule.parts;
  if (BYSECOND ?? BYMINUTE ?? BYHOUR ?? BYYEARDAY ?? BYWEEKNO) return undefined;
  switch (rule.freq) {
    case 'DAILY':
      return daily(rule);
    case 'WEEKLY':
      return weekly(rule, startDay);
    case 'MONTHLY':
      return rule.parts.BYMONTH ? undefined : monthly(rule, startDay);
    case 'YEARLY':
      return yearly(rule, startDay);
    default:
      return undefined;
  }
}

function daily(rule: ICAL.Recur): RecurrencePattern | undefined {
  const { BYDAY, BYMONTH, BYMONTHDAY, BYSETPOS } = rule.parts;
  if (BYMONTH ?? BYMONTHDAY ?? BYSETPOS) return undefined;
  if (!BYDAY) return { ...PLAIN, type: 'daily', interval: rule.interval };
  const days = daysOf(BYDAY);
  return rule.interval === 1 && days
    ? { ...PLAIN, type: 'weekly', interval: 1, daysOfWeek: days }
    : undefined;
}

function weekly(rule: ICAL.Recur, startDay: number): RecurrencePattern | undefined {
  const { BYDAY, BYMONTH, BYMONTHDAY, BYSETPOS } = rule.parts;
  if (BYMONTH ?? BYMONTHDAY ?? BYSETPOS) return undefined;
  const days = BYDAY ? daysOf(BYDAY) : [weekdayName(startDay)];
  const firstDayOfWeek = DAYS[BY_NUMBER[rule.wkst - 1] ?? 'MO'] ?? 'monday';
  return days && { ...PLAIN, type: 'weekly', interval: rule.interval, daysOfWeek: days, firstDayOfWeek };
}

/** `MO,TU` without numbers. */
function daysOf(byDay: readonly string[]): Weekday[] | undefined {
  const days = byDay.map((one) => DAYS[one]);
  return days.every((one) => one !== undefined) ? days : undefined;
}

function monthly(rule: ICAL.Recur, startDay: number): RecurrencePattern | undefined {
  const relative = relativeOf(rule);
  if (relative) return { ...PLAIN, ...relative, type: 'relativeMonthly', interval: rule.interval };
  const day = absoluteOf(rule, startDay);
  // Graph puts the 29th to 31st on the last day of short months, the rule leaves those months out.
  if (day === undefined || (day > 28 && day !== LAST)) return undefined;
  return { ...PLAIN, type: 'absoluteMonthly', interval: rule.interval, dayOfMonth: day === LAST ? 31 : day };
}

function yearly(rule: ICAL.Recur, startDay: number): RecurrencePattern | undefined {
  const months = rule.parts.BYMONTH ?? [new Date(startDay * DAY).getUTCMonth() + 1];
  const [month] = months;
  if (months.length !== 1 || month === undefined) return undefined;
  const relative = rule.parts.BYMONTH ? relativeOf(rule) : undefined;
  if (relative) return { ...PLAIN, ...relative, type: 'relativeYearly', interval: rule.interval, month };
  const day = absoluteOf(rule, startDay);
  // 29 February is the one day that is not in every year.
  if (day === undefined || day === LAST || day > daysInMonth(2023, month)) return undefined;
  return { ...PLAIN, type: 'absoluteYearly', interval: rule.interval, month, dayOfMonth: day };
}

const LAST = -1;

function absoluteOf(rule: ICAL.Recur, startDay: number): number | undefined {
  const { BYDAY, BYMONTHDAY, BYSETPOS } = rule.parts;
  if (BYDAY ?? BYSETPOS) return undefined;
  const days = BYMONTHDAY ?? [new Date(startDay * DAY).getUTCDate()];
  const [day] = days;
  return days.length === 1 && day !== undefined && (day > 0 || day === LAST) ? day : undefined;
}

/** `2TU`, or weekdays with a position. */
function relativeOf(rule: ICAL.Recur): Pick<RecurrencePattern, 'index' | 'daysOfWeek'> | undefined {
  const { BYDAY, BYMONTHDAY, BYSETPOS } = rule.parts;
  if (!BYDAY || BYMONTHDAY) return undefined;
  const [numbered] = BYDAY.length === 1 ? BYDAY : [];
  const parts = /^([+-]?\d+)([A-Z]{2})$/.exec(numbered ?? '');
  if (parts) {
    const index = BYSETPOS ? undefined : INDEX[Number(parts[1])];
    const day = DAYS[parts[2] ?? ''];
    return index && day && { index, daysOfWeek: [day] };
  }
  const [position] = BYSETPOS?.length === 1 ? BYSETPOS : [];
  const index = position === undefined ? undefined : INDEX[position];
  const days = daysOf(BYDAY);
  return index && days && { index, daysOfWeek: days };
}
