import { refuse } from '../errors.ts';
import type { EventContent, Moment, Recurrence, RecurrencePattern } from '../model.ts';
import { seriesDays } from '../series/pattern.ts';
import { DAY, dayOfWall, parseDay } from '../time/dates.ts';
import { momentAt, momentOfWall, zoneIn } from '../time/moments.ts';
import type { RecurrenceInput } from './input.ts';

/** What a recurrence looks like when it comes back: every member is there, with zeros where it says nothing (facts: graph §8.2). */
const NO_DATE = '0001-01-01';

/** Completes a written recurrence; if `strict`, refuses one that cannot be a series. */
export function newRecurrence(
  input: RecurrenceInput,
  content: EventContent,
  mailboxZone: string,
  strict = true,
): Recurrence {
  const start = parseDay(input.range.startDate);
  if (start === undefined) throw refuse.property(`'${input.range.startDate}' is not a date.`);
  const zone = input.range.recurrenceTimeZone ?? content.start.zone;
  zoneIn(zone, mailboxZone);
  const recurrence: Recurrence = {
    pattern: fullPattern(input),
    range: {
      type: input.range.type,
      startDate: input.range.startDate,
      endDate: input.range.type === 'endDate' ? (input.range.endDate ?? NO_DATE) : NO_DATE,
      recurrenceTimeZone: zone,
      numberOfOccurrences: input.range.type === 'numbered' ? (input.range.numberOfOccurrences ?? 0) : 0,
    },
  };
  if (strict) refuseNonsense(recurrence);
  return recurrence;
}

function fullPattern({ pattern }: RecurrenceInput): RecurrencePattern {
  const byDays = ['weekly', 'relativeMonthly', 'relativeYearly'].includes(pattern.type);
  const yearly = pattern.type.endsWith('Yearly');
  const absolute = pattern.type.startsWith('absolute');
  const { daysOfWeek, dayOfMonth, month } = pattern;
  if (byDays && !daysOfWeek?.length) throw refuse.property('The recurrence pattern needs daysOfWeek.');
  if (absolute && !dayOfMonth) throw refuse.property('The recurrence pattern needs dayOfMonth.');
  if (yearly && !month) throw refuse.property('The recurrence pattern needs month.');
  return {
    type: pattern.type,
    interval: pattern.interval,
    month: yearly ? (month ?? 0) : 0,
    dayOfMonth: absolute ? (dayOfMonth ?? 0) : 0,
    daysOfWeek: byDays ? (daysOfWeek ?? []) : [],
    firstDayOfWeek: pattern.firstDayOfWeek ?? 'sunday',
    index: pattern.index ?? 'first',
  };
}

function refuseNonsense({ pattern, range }: Recurrence): void {
  if (range.type === 'endDate' && (parseDay(range.endDate) ?? -1) < (parseDay(range.startDate) ?? 0)) {
    throw refuse.property('The end of the recurrence range is before its start.');
  }
  if (range.type === 'numbered' && range.numberOfOccurrences < 1) {
    throw refuse.property('The recurrence range needs numberOfOccurrences.');
  }
  if (seriesDays({ pattern, range }).first === undefined) {
    throw refuse.property('The recurrence pattern has no occurrence inside its range.');
  }
}

/** Start and end of the master: those of its first occurrence (facts: graph §2.4), in the zone in which the series recurs. */
export function masterTimes(
  content: EventContent,
  recurrence: Recurrence,
  mailboxZone: string,
): EventContent {
  const zone = recurrence.range.recurrenceTimeZone;
  const like = { zone, iana: zoneIn(zone, mailboxZone) };
  const first = seriesDays(recurrence).first;
  // A time that the clocks of its own zone skip on that day is kept by its name: other days have it.
  const inZone = (moment: Moment): Moment =>
    content.isAllDay || moment.iana === like.iana ? moment : momentAt(moment.at, like);
  const [start, end] = [inZone(content.start), inZone(content.end)];
  const shift = first === undefined ? 0 : (first - dayOfWall(start.wall)) * DAY;
  return {
    ...content,
    start: momentOfWall(start.wall + shift, like),
    end: momentOfWall(end.wall + shift, like),
  };
}
