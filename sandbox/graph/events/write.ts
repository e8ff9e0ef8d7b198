import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { iCalUId } from '../ids.ts';
import type { EventContent, SeriesException, SeriesShape, StoredEvent } from '../model.ts';
import { occurrence, whole, type Instance } from '../series/instances.ts';
import { seriesDays } from '../series/pattern.ts';
import type { Calendar } from '../store/calendar.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { dayOfWall, parseDay } from '../time/dates.ts';
import { checked, contentChanges, mergeExtended, newContent } from './content.ts';
import type { EventInput } from './input.ts';
import { masterTimes, newRecurrence } from './recurrence.ts';

/** Creating and changing events inside one mailbox. Guests are told elsewhere (`meetings.ts`). */

export function createEvent(
  core: Core,
  mailbox: Mailbox,
  calendar: Calendar,
  input: EventInput,
): StoredEvent {
  const content = newContent(input, mailbox.user);
  const zone = mailbox.user.timeZone;
  const recurrence = input.recurrence ? newRecurrence(input.recurrence, content, zone) : null;
  const now = core.world.clock.now();
  return mailbox.add({
    key: core.world.random.hex(32),
    calendarId: calendar.id,
    createdAt: now,
    modifiedAt: now,
    transactionId: input.transactionId ?? null,
    uid: iCalUId(core.world.random.hex(32), now),
    content: recurrence ? masterTimes(content, recurrence, zone) : content,
    recurrence,
    exceptions: {},
    deletedDates: [],
    extended: mergeExtended([], input.singleValueExtendedProperties),
  });
}

/** Changes a single event or a whole series. A new pattern or new times drop what was different (facts: graph §3.4). */
export function patchWhole(core: Core, mailbox: Mailbox, event: StoredEvent, input: EventInput): StoredEvent {
  if (event.content.isAllDay && input.isAllDay === false && !(input.start && input.end)) {
    throw refuse.invalid('Start and end are required to make an all-day event a timed one.');
  }
  const zone = mailbox.user.timeZone;
  const changed = checked({ ...event.content, ...contentChanges(input, event.content, mailbox.user) });
  const recurrence =
    input.recurrence === undefined
      ? event.recurrence
      : input.recurrence && newRecurrence(input.recurrence, changed, zone);
  const content = recurrence ? masterTimes(changed, recurrence, zone) : changed;
  const next: StoredEvent = {
    ...withoutRaw(event, input),
    content,
    recurrence,
    modifiedAt: core.world.clock.now(),
    extended: mergeExtended(event.extended, input.singleValueExtendedProperties),
  };
  if (!reshaped(event, next)) return mailbox.replace(next, { op: 'whole' });
  const before = shapeOf(event);
  return mailbox.replace(
    { ...next, exceptions: {}, deletedDates: [] },
    { op: 'whole', ...(before && { before }) },
  );
}

function shapeOf(event: StoredEvent): SeriesShape | undefined {
  if (!event.recurrence) return undefined;
  return { content: event.content, recurrence: event.recurrence, deletedDates: event.deletedDates };
}

function reshaped(before: StoredEvent, after: StoredEvent): boolean {
  const shape = ({ content, recurrence }: StoredEvent) =>
    JSON.stringify([content.start, content.end, content.isAllDay, recurrence]);
  return Boolean(before.recurrence ?? after.recurrence) && shape(before) !== shape(after);
}

/** Once a person repairs a broken event, the repaired properties are as Graph would hold them. */
function withoutRaw(event: StoredEvent, input: EventInput): StoredEvent {
  const { raw, ...rest } = event;
  if (!raw) return event;
  const kept = Object.entries(raw).filter(([name]) => !(name in input));
  return kept.length === 0 ? rest : { ...rest, raw: Object.fromEntries(kept) };
}

/** Changes one occurrence, which makes it an exception (facts: graph §3.4). */
export function patchOccurrence(
  core: Core,
  mailbox: Mailbox,
  instance: Instance,
  input: EventInput,
): Instance {
  const { event, date } = instance;
  if (date === undefined) return instance;
  if (input.recurrence)
    throw refuse.invalid('An occurrence of a series cannot have a recurrence of its own.');
  const changes = contentChanges(input, instance.content, mailbox.user);
  const content = checked({ ...instance.content, ...changes });
  if (changes.start) refuseCrossing(event, date, content);
  return saveException(core, mailbox, instance, {
    overrides: changes,
    extended: mergeExtended(instance.exception?.extended ?? [], input.singleValueExtendedProperties),
  });
}

/** Lays changes over one occurrence. */
export function saveException(
  core: Core,
  mailbox: Mailbox,
  { event, date, exception }: Instance,
  change: Pick<SeriesException, 'overrides'> & Partial<Pick<SeriesException, 'extended'>>,
): Instance {
  if (date === undefined) return whole(event);
  const now = core.world.clock.now();
  const next: SeriesException = {
    overrides: { ...exception?.overrides, ...change.overrides },
    extended: change.extended ?? exception?.extended ?? [],
    version: event.version,
    createdAt: exception?.createdAt ?? now,
    modifiedAt: now,
  };
  const saved = mailbox.replace(
    { ...event, modifiedAt: now, exceptions: { ...event.exceptions, [date]: next } },
    { op: 'date', date },
  );
  return occurrence(saved, date) ?? whole(saved);
}

/** An occurrence may not be moved to or beyond the day of its neighbours (facts: graph §3.4). */
function refuseCrossing(event: StoredEvent, date: string, content: EventContent): void {
  const own = parseDay(date);
  if (!event.recurrence || own === undefined) return;
  const day = dayOfWall(content.start.wall);
  if (day === own) return;
  const [from, to] = day < own ? [day, own - 1] : [own + 1, day];
  if (seriesDays(event.recurrence).between(from, to, 1).length > 0) throw refuse.crossing();
}

/** Deletes one occurrence; the series only remembers the date (facts: graph §3.5). */
export function deleteOccurrence(core: Core, mailbox: Mailbox, { event, date }: Instance): StoredEvent {
  if (date === undefined) return event;
  const exceptions = Object.fromEntries(Object.entries(event.exceptions).filter(([other]) => other !== date));
  return mailbox.replace(
    {
      ...event,
      exceptions,
      deletedDates: [...event.deletedDates, date].sort(),
      modifiedAt: core.world.clock.now(),
    },
    { op: 'date', date },
  );
}
