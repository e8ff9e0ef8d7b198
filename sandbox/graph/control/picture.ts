import type { Core } from '../core.ts';
import { extendedOf } from '../query/eventQuery.ts';
import { idOf, etagOf } from '../events/present.ts';
import type { ExtendedProperty, Moment, Recurrence } from '../model.ts';
import { whole, type Instance } from '../series/instances.ts';
import type { Calendar } from '../store/calendar.ts';
import type { Mailbox } from '../store/mailbox.ts';

/** What a mailbox holds, for tests and for the page that people watch. Times are UTC; all-day dates are midnights. */
export interface EventPicture {
  /** The default id; `immutableId` is the other form. */
  id: string;
  immutableId: string;
  calendarId: string;
  iCalUId: string;
  etag: string;
  subject: string | null;
  body: string;
  location: string;
  start: string;
  end: string;
  timeZone: string;
  type: Instance['kind'];
  seriesMasterId: string | null;
  isAllDay: boolean;
  isCancelled: boolean;
  isOrganizer: boolean;
  showAs: string;
  sensitivity: string;
  categories: readonly string[];
  response: string;
  attendees: { name: string; address: string; response: string }[];
  extended: readonly ExtendedProperty[];
  recurrence: Recurrence | null;
}

export interface CalendarPicture {
  id: string;
  name: string;
  isDefault: boolean;
  canEdit: boolean;
}

export interface MailboxPicture {
  oid: string;
  calendars: CalendarPicture[];
  events: EventPicture[];
}

function utc(moment: Moment, allDay: boolean): string {
  return new Date(allDay ? moment.wall : moment.at).toISOString();
}

export function pictureOf(mailbox: Mailbox, instance: Instance): EventPicture {
  const { event, content } = instance;
  return {
    id: idOf(mailbox, instance, { immutable: false }),
    immutableId: idOf(mailbox, instance, { immutable: true }),
    calendarId: event.calendarId,
    iCalUId: event.uid,
    etag: etagOf(mailbox, instance),
    subject: content.subject,
    body: content.body.content,
    location: content.locations[0]?.displayName ?? '',
    start: utc(content.start, content.isAllDay),
    end: utc(content.end, content.isAllDay),
    timeZone: content.start.zone,
    type: instance.kind,
    seriesMasterId: instance.date === undefined ? null : mailbox.idOf(event, false),
    isAllDay: content.isAllDay,
    isCancelled: content.isCancelled,
    isOrganizer: content.isOrganizer,
    showAs: content.showAs,
    sensitivity: content.sensitivity,
    categories: content.categories,
    response: content.responseStatus.response,
    attendees: content.attendees.map((one) => ({ ...one.emailAddress, response: one.status.response })),
    extended: extendedOf(instance),
    recurrence: instance.kind === 'seriesMaster' ? event.recurrence : null,
  };
}

export function calendarPicture({ facts }: Calendar): CalendarPicture {
  return { id: facts.id, name: facts.name, isDefault: facts.isDefault, canEdit: facts.canEdit };
}

export function mailboxPicture(mailbox: Mailbox): MailboxPicture {
  const calendars = mailbox.calendars();
  return {
    oid: mailbox.user.oid,
    calendars: calendars.map(calendarPicture),
    events: calendars
      .flatMap((calendar) => calendar.keys())
      .flatMap((key) => mailbox.event(key) ?? [])
      .map((event) => pictureOf(mailbox, whole(event))),
  };
}

/** By e-mail address. */
export function worldPicture(core: Core): Record<string, MailboxPicture> {
  return Object.fromEntries(core.mailboxes.all().map((one) => [one.user.email, mailboxPicture(one)]));
}
