import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { contentChanges } from '../events/content.ts';
import { readEventInput, type EventInput, type RecurrenceInput } from '../events/input.ts';
import { announceCreated, announceUpdated } from '../events/meetings.ts';
import { masterTimes, newRecurrence } from '../events/recurrence.ts';
import { patchWhole, saveException } from '../events/write.ts';
import { iCalUId } from '../ids.ts';
import type { Recurrence, StoredEvent } from '../model.ts';
import { occurrence, whole, type Instance } from '../series/instances.ts';
import { seriesDays, weekdayName } from '../series/pattern.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { dayOfWall, dayText, parseDay } from '../time/dates.ts';

/** What Outlook's own windows do with a series, and no single call of Graph does. */

export interface Split {
  /** The old series, which ends before the cut; undefined where nothing is left of it. */
  head: StoredEvent | undefined;
  /** The new one, with another id and `iCalUId`. */
  tail: StoredEvent;
}

/**
 * "This and following": the range of the series is cut, and a new series goes on from that date with the changes. A series
 * that was counted is counted on.
 */
export function splitSeries(
  core: Core,
  mailbox: Mailbox,
  { event, date }: Instance,
  changes: Readonly<Record<string, unknown>>,
): Split {
  if (!event.recurrence || date === undefined) throw refuse.invalid('Not an occurrence of a series.');
  const input = readEventInput(changes);
  const day = parseDay(date) ?? 0;
  const earlier = seriesDays(event.recurrence).between(0, day - 1).length;
  if (earlier === 0) return { head: undefined, tail: patchWhole(core, mailbox, event, input) };
  const head = cutBefore(core, mailbox, event, day);
  announceUpdated(core, mailbox, whole(event), whole(head));
  const tail = goOn(core, mailbox, { event, recurrence: event.recurrence, day, earlier }, input);
  announceCreated(core, mailbox, tail);
  return { head, tail };
}

/** The series up to the day before. What was different before the cut stays or not, by switch. */
function cutBefore(core: Core, mailbox: Mailbox, event: StoredEvent, day: number): StoredEvent {
  const { recurrence } = event;
  const range = recurrence?.range;
  if (!recurrence || !range) return event;
  const cut: RecurrenceInput = {
    pattern: { ...recurrence.pattern, daysOfWeek: [...recurrence.pattern.daysOfWeek] },
    range: {
      type: 'endDate',
      startDate: range.startDate,
      endDate: dayText(day - 1),
      recurrenceTimeZone: range.recurrenceTimeZone,
    },
  };
  const head = patchWhole(core, mailbox, event, { recurrence: cut });
  if (core.world.switches.seriesSplit === 'exceptions-dropped') return head;
  const early = (date: string): boolean => (parseDay(date) ?? 0) < day;
  const exceptions = Object.fromEntries(Object.entries(event.exceptions).filter(([date]) => early(date)));
  const deletedDates = event.deletedDates.filter(early);
  if (Object.keys(exceptions).length === 0 && deletedDates.length === 0) return head;
  return mailbox.replace({ ...head, exceptions, deletedDates }, { op: 'whole' });
}

interface Rest {
  event: StoredEvent;
  recurrence: Recurrence;
  day: number;
  /** Occurrences before the cut. */
  earlier: number;
}

function goOn(core: Core, mailbox: Mailbox, rest: Rest, input: EventInput): StoredEvent {
  const { event, day } = rest;
  const { user } = mailbox;
  const first = occurrence(event, dayText(day))?.content ?? event.content;
  const own = event.exceptions[dayText(day)] ? event.content : first;
  const content = { ...own, start: first.start, end: first.end, ...contentChanges(input, own, user) };
  const recurrence = input.recurrence
    ? newRecurrence(input.recurrence, content, user.timeZone)
    : restOf(rest, dayOfWall(content.start.wall));
  const now = core.world.clock.now();
  return mailbox.add({
    key: core.world.random.hex(32),
    calendarId: event.calendarId,
    createdAt: now,
    modifiedAt: now,
    transactionId: null,
    uid: iCalUId(core.world.random.hex(32), now),
    content: masterTimes(content, recurrence, user.timeZone),
    recurrence,
    exceptions: {},
    deletedDates: [],
    extended: event.extended,
  });
}

/** The rule from the first day of the rest on. A weekly rule of one weekday follows that day. */
function restOf({ recurrence, earlier }: Rest, first: number): Recurrence {
  const { pattern, range } = recurrence;
  const daysOfWeek =
    pattern.type === 'weekly' && pattern.daysOfWeek.length === 1 ? [weekdayName(first)] : pattern.daysOfWeek;
  const numberOfOccurrences = range.type === 'numbered' ? range.numberOfOccurrences - earlier : 0;
  return {
    pattern: { ...pattern, daysOfWeek },
    range: { ...range, startDate: dayText(first), numberOfOccurrences },
  };
}

/**
 * Changes one occurrence past the rule about neighbours: other calendar programs, whose invitations arrive here, do not
 * know it (facts: graph §3.4 is about Graph's own PATCH).
 */
export function moveOccurrence(
  core: Core,
  mailbox: Mailbox,
  instance: Instance,
  changes: Readonly<Record<string, unknown>>,
): Instance {
  if (instance.date === undefined) throw refuse.invalid('Not an occurrence of a series.');
  const overrides = contentChanges(readEventInput(changes), instance.content, mailbox.user);
  return saveException(core, mailbox, instance, { overrides });
}
