import type ICAL from 'ical.js';
import type { EventContent, Recurrence, RecurrencePattern } from '../model.ts';
import { seriesDays, weekdayName } from '../series/pattern.ts';
import { DAY, dayOfWall, dayText, parseDay, yearMonth } from '../time/dates.ts';
import { wallAt } from '../time/zones.ts';
import { patternOf } from './pattern.ts';
import type { IcsEvent, IcsTime } from './read.ts';

const NO_DATE = '0001-01-01';

/** The recurrence of an event, or undefined where Graph cannot express it; then it is expanded into single events. */
export function recurrenceOf(event: IcsEvent, content: EventContent): Recurrence | undefined {
  const { rule } = event;
  if (!rule || event.extra.length > 0) return undefined;
  const startDay = dayOfWall(content.start.wall);
  const pattern = patternOf(rule, startDay);
  if (!pattern) return undefined;
  const recurrence: Recurrence = {
    pattern,
    range: {
      type: rule.count ? 'numbered' : rule.until ? 'endDate' : 'noEnd',
      startDate: dayText(startDay),
      endDate: rule.until ? dayText(lastDay(rule.until, content)) : NO_DATE,
      recurrenceTimeZone: content.start.zone,
      numberOfOccurrences: rule.count ?? 0,
    },
  };
  return seriesDays(recurrence).first === startDay ? recurrence : undefined;
}

/** `UNTIL` is an instant, the range of Graph ends with a day. */
function lastDay(until: ICAL.Time, { start }: EventContent): number {
  const written = Date.UTC(until.year, until.month - 1, until.day, until.hour, until.minute, until.second);
  if (until.isDate) return dayOfWall(written);
  const wall = until.zone.tzid === 'UTC' ? wallAt(written, start.iana) : written;
  const tooLate = wall - dayOfWall(wall) * DAY < start.wall - dayOfWall(start.wall) * DAY;
  return dayOfWall(wall) - (tooLate ? 1 : 0);
}

/** The day of the series that a RECURRENCE-ID or EXDATE means. */
export function dateIn(time: IcsTime, content: EventContent, at: number): string {
  const wall = time.kind === 'date' || content.isAllDay ? time.wall : wallAt(at, content.start.iana);
  return dayText(dayOfWall(wall));
}

export interface ShiftedSeries {
  recurrence: Recurrence;
  /** Where a date of the series has gone: the occurrence with the same number. */
  dateFor(date: string): string;
}

/** Moves a series by whole weeks. Days and weeks move along; months and years follow from the new first day. */
export function shiftSeries(recurrence: Recurrence, weeks: number): ShiftedSeries {
  const by = weeks * 7;
  const move = (date: string) => (date === NO_DATE ? date : dayText((parseDay(date) ?? 0) + by));
  const { pattern, range } = recurrence;
  const start = (parseDay(range.startDate) ?? 0) + by;
  const moved: Recurrence = {
    pattern: patternFrom(pattern, start),
    range: { ...range, startDate: dayText(start), endDate: move(range.endDate) },
  };
  if (pattern.type === 'daily' || pattern.type === 'weekly') return { recurrence: moved, dateFor: move };
  return byNumber(recurrence, moved);
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'last'] as const;

function patternFrom(pattern: RecurrencePattern, start: number): RecurrencePattern {
  if (pattern.type === 'daily' || pattern.type === 'weekly') return pattern;
  const day = new Date(start * DAY).getUTCDate();
  const month = pattern.type.endsWith('Yearly') ? yearMonth(start).month : 0;
  if (pattern.type.startsWith('absolute')) return { ...pattern, month, dayOfMonth: day };
  return {
    ...pattern,
    month,
    index: ORDINALS[Math.ceil(day / 7) - 1] ?? 'last',
    daysOfWeek: [weekdayName(start)],
  };
}

const MOST = 1000;
const FAR = 4500 * 366;

function byNumber(before: Recurrence, moved: Recurrence): ShiftedSeries {
  const old = seriesDays(before).between(0, FAR, MOST);
  const unbounded = { ...moved, range: { ...moved.range, type: 'noEnd' as const } };
  const days = seriesDays(unbounded).between(0, FAR, old.length);
  const last = days.at(-1);
  const endDate = moved.range.type === 'endDate' && last !== undefined ? dayText(last) : moved.range.endDate;
  return {
    recurrence: { ...moved, range: { ...moved.range, endDate } },
    dateFor: (date) => {
      const day = days[old.indexOf(parseDay(date) ?? Number.NaN)];
      return day === undefined ? date : dayText(day);
    },
  };
}

/** How far an endless rule that Graph cannot express is written out. */
const EXPAND_DAYS = 3 * 366;

/** Wall times of the starts of a rule that becomes single events. */
export function expandRule(event: IcsEvent, until: number): number[] {
  const time = event.start;
  const base = event.rule ? iterate(event, Math.max(until, time.wall) + EXPAND_DAYS * DAY) : [time.wall];
  const walls = new Set([...base, ...event.extra.map((one) => one.wall)]);
  return [...walls].sort((a, b) => a - b);
}

function iterate(event: IcsEvent, until: number): number[] {
  const walls: number[] = [];
  const iterator = event.rule?.iterator(event.rawStart);
  for (let next = iterator?.next(); next && walls.length < MOST; next = iterator?.next()) {
    const wall = Date.UTC(next.year, next.month - 1, next.day, next.hour, next.minute, next.second);
    if (wall > until) break;
    walls.push(wall);
  }
  return walls;
}
