import type { Core } from '../core.ts';
import type { Attendee, EventContent, SeriesException, StoredEvent } from '../model.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { NEVER } from './defaults.ts';
import { colleague } from './guests.ts';

/**
 * A guest's copy of a meeting (facts: graph §3.4, §3.5): own id, same `iCalUId`, in the default calendar. The organizer's
 * updates write over it, except for what is the guest's own.
 */

/** What stays the guest's own when an update comes. */
type Own = Pick<
  EventContent,
  'showAs' | 'categories' | 'isReminderOn' | 'reminderMinutesBeforeStart' | 'responseStatus' | 'isOrganizer'
>;

const FRESH: Omit<Own, 'isReminderOn' | 'reminderMinutesBeforeStart'> = {
  showAs: 'tentative',
  categories: [],
  responseStatus: { response: 'notResponded', time: NEVER },
  isOrganizer: false,
};

const OWN_NAMES: readonly (keyof Own)[] = [
  'showAs',
  'categories',
  'isReminderOn',
  'reminderMinutesBeforeStart',
  'responseStatus',
  'isOrganizer',
];

function ownOf(content: Partial<EventContent>): Partial<EventContent> {
  return Object.fromEntries(OWN_NAMES.filter((name) => name in content).map((name) => [name, content[name]]));
}

function withoutOwn(content: Partial<EventContent>): Partial<EventContent> {
  const kept = Object.entries(content).filter(([name]) => !OWN_NAMES.some((own) => own === name));
  return Object.fromEntries(kept);
}

export function copyFor(core: Core, organizer: Mailbox, guest: Attendee, event: StoredEvent): void {
  const user = colleague(core.world, organizer.user.tenantId, guest.emailAddress.address);
  if (!user || user.oid === organizer.user.oid) return;
  const mailbox = core.mailboxes.of(user);
  const there = mailbox.byUid(event.uid);
  if (there) updateCopy(core, mailbox, there, event);
  else createCopy(core, mailbox, event);
}

function createCopy(core: Core, mailbox: Mailbox, event: StoredEvent): void {
  const now = core.world.clock.now();
  mailbox.add({
    key: core.world.random.hex(32),
    calendarId: mailbox.defaultCalendar().id,
    createdAt: now,
    modifiedAt: now,
    transactionId: null,
    uid: event.uid,
    content: { ...event.content, ...FRESH, isReminderOn: true, reminderMinutesBeforeStart: 15 },
    recurrence: event.recurrence,
    exceptions: copiedExceptions(event, undefined),
    deletedDates: event.deletedDates,
    extended: [],
  });
}

function updateCopy(core: Core, mailbox: Mailbox, copy: StoredEvent, event: StoredEvent): void {
  const moved =
    copy.content.start.at !== event.content.start.at || copy.content.end.at !== event.content.end.at;
  const own = { ...ownOf(copy.content), ...(moved ? { responseStatus: FRESH.responseStatus } : {}) };
  const dates = [...new Set([...copy.deletedDates, ...event.deletedDates])].sort();
  mailbox.replace(
    {
      ...copy,
      modifiedAt: core.world.clock.now(),
      content: { ...event.content, ...own },
      recurrence: event.recurrence,
      exceptions: copiedExceptions(event, copy),
      deletedDates: dates,
    },
    { op: 'whole' },
  );
}

function copiedExceptions(
  event: StoredEvent,
  copy: StoredEvent | undefined,
): Record<string, SeriesException> {
  const found: Record<string, SeriesException> = {};
  for (const [date, exception] of Object.entries(event.exceptions)) {
    const own = ownOf(copy?.exceptions[date]?.overrides ?? {});
    found[date] = { ...exception, extended: [], overrides: { ...withoutOwn(exception.overrides), ...own } };
  }
  return found;
}

const CANCELLED = 'Canceled: ';

/** The guest keeps it, marked as cancelled, until they remove it (facts: graph §2.4). One date, or all of it. */
export function cancelCopy(
  core: Core,
  organizer: Mailbox,
  guest: Attendee,
  what: { uid: string; date: string | undefined },
): void {
  const user = colleague(core.world, organizer.user.tenantId, guest.emailAddress.address);
  if (!user || user.oid === organizer.user.oid) return;
  const mailbox = core.mailboxes.of(user);
  const copy = mailbox.byUid(what.uid);
  if (!copy || (what.date !== undefined && copy.deletedDates.includes(what.date))) return;
  const modifiedAt = core.world.clock.now();
  if (what.date === undefined) {
    const content = { ...copy.content, ...cancelled(copy.content.subject) };
    mailbox.replace({ ...copy, modifiedAt, content }, { op: 'whole' });
    return;
  }
  const before = copy.exceptions[what.date];
  const exception: SeriesException = {
    extended: [],
    version: copy.version,
    createdAt: before?.createdAt ?? modifiedAt,
    modifiedAt,
    overrides: { ...before?.overrides, ...cancelled(before?.overrides.subject ?? copy.content.subject) },
  };
  const exceptions = { ...copy.exceptions, [what.date]: exception };
  mailbox.replace({ ...copy, modifiedAt, exceptions }, { op: 'date', date: what.date });
}

function cancelled(subject: string | null): Pick<EventContent, 'isCancelled' | 'subject'> {
  return {
    isCancelled: true,
    subject: subject?.startsWith(CANCELLED) ? subject : CANCELLED + (subject ?? ''),
  };
}
