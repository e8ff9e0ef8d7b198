import type { Core } from '../core.ts';
import { GraphFault, refuse } from '../errors.ts';
import { contentChanges, mergeExtended } from '../events/content.ts';
import { defaultContent } from '../events/defaults.ts';
import { readEventInput, type EventInput } from '../events/input.ts';
import { masterTimes, newRecurrence } from '../events/recurrence.ts';
import { iCalUId } from '../ids.ts';
import type { EventContent, Recipient, Recurrence, ResponseStatus, StoredEvent } from '../model.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { momentAt, momentFrom } from '../time/moments.ts';

/**
 * Stores an event without asking whether a client could make it: without times, without organizer, with a null id, with
 * its end before its start. What is sound becomes a normal part of the event; the rest comes back in answers as given.
 */
export function putRaw(
  core: Core,
  mailbox: Mailbox,
  calendarId: string,
  given: Readonly<Record<string, unknown>>,
): StoredEvent {
  const now = core.world.clock.now();
  const { input, raw } = sort(mailbox, given);
  const content = contentFrom(mailbox, input, given, now);
  const recurrence = recurrenceFrom(mailbox, input, content);
  return mailbox.add({
    key: core.world.random.hex(32),
    calendarId,
    createdAt: now,
    modifiedAt: now,
    transactionId: input.transactionId ?? null,
    uid: iCalUId(core.world.random.hex(32), now),
    content: recurrence ? masterTimes(content, recurrence, mailbox.user.timeZone) : content,
    recurrence,
    exceptions: {},
    deletedDates: [],
    extended: input.singleValueExtendedProperties ?? [],
    ...(Object.keys(raw).length > 0 ? { raw } : {}),
  });
}

/**
 * Lays properties over an event that is there, sound or broken, with the same freedom; what is not given stays. Where a time
 * is broken, the event is still found at the time it had.
 */
export function changeRaw(
  core: Core,
  mailbox: Mailbox,
  event: StoredEvent,
  given: Readonly<Record<string, unknown>>,
): StoredEvent {
  const { input, raw } = sort(mailbox, given);
  if (input.recurrence) throw refuse.invalid('A pattern is changed by PATCH, not past all rules.');
  const { raw: earlier = {}, ...rest } = event;
  const kept = Object.entries(earlier).filter(([name]) => !(name in given));
  const odd = { ...Object.fromEntries(kept), ...raw };
  const next: StoredEvent = {
    ...rest,
    modifiedAt: core.world.clock.now(),
    content: changedContent(mailbox, input, given, event.content),
    extended: mergeExtended(event.extended, input.singleValueExtendedProperties),
    ...(Object.keys(odd).length > 0 ? { raw: odd } : {}),
  };
  return mailbox.replace(next, { op: 'whole' });
}

/** Read-only properties that are part of the content where they make sense. */
const STATES: Record<string, (value: unknown) => boolean> = {
  isCancelled: (value) => typeof value === 'boolean',
  isOrganizer: (value) => typeof value === 'boolean',
  organizer: (value) => typeof value === 'object' && value !== null && 'emailAddress' in value,
  responseStatus: (value) => typeof value === 'object' && value !== null && 'response' in value,
};

function sort(
  mailbox: Mailbox,
  given: Readonly<Record<string, unknown>>,
): { input: EventInput; raw: Record<string, unknown> } {
  const sound: Record<string, unknown> = {};
  const raw: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    if (isSound(mailbox, name, value)) sound[name] = value;
    else if (STATES[name]?.(value) !== true) raw[name] = value;
  }
  return { input: readEventInput(sound), raw };
}

function isSound(mailbox: Mailbox, name: string, value: unknown): boolean {
  try {
    const input = readEventInput({ [name]: value });
    if (!(name in input) || value === null) return false;
    if (input.start) momentFrom(input.start, mailbox.user.timeZone);
    if (input.end) momentFrom(input.end, mailbox.user.timeZone);
    return true;
  } catch (error) {
    if (error instanceof GraphFault) return false;
    throw error;
  }
}

/** An event without a usable time is found around now. */
function contentFrom(
  mailbox: Mailbox,
  input: EventInput,
  given: Readonly<Record<string, unknown>>,
  now: number,
): EventContent {
  const { user } = mailbox;
  const start = input.start
    ? momentFrom(input.start, user.timeZone)
    : momentAt(now, { zone: 'UTC', iana: 'UTC' });
  const base = defaultContent(user, start, momentAt(start.at + 1_800_000, start));
  return changedContent(mailbox, input, given, base);
}

function changedContent(
  { user }: Mailbox,
  input: EventInput,
  given: Readonly<Record<string, unknown>>,
  base: EventContent,
): EventContent {
  const { isCancelled, isOrganizer, organizer, responseStatus } = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => STATES[name]?.(value) === true),
  ) as {
    isCancelled?: boolean;
    isOrganizer?: boolean;
    organizer?: Recipient;
    responseStatus?: ResponseStatus;
  };
  return {
    ...base,
    ...contentChanges(input, base, user),
    ...(given['subject'] === null ? { subject: null } : {}),
    ...(isCancelled === undefined ? {} : { isCancelled }),
    ...(isOrganizer === undefined ? {} : { isOrganizer }),
    ...(organizer === undefined ? {} : { organizer }),
    ...(responseStatus === undefined ? {} : { responseStatus }),
  };
}

/** A pattern that falls on no day is kept: a series of nothing. */
function recurrenceFrom(mailbox: Mailbox, input: EventInput, content: EventContent): Recurrence | null {
  return input.recurrence ? newRecurrence(input.recurrence, content, mailbox.user.timeZone, false) : null;
}
