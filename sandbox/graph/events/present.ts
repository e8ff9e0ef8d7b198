import { occurrenceUid } from '../ids.ts';
import type { EventContent, Moment } from '../model.ts';
import type { Instance } from '../series/instances.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { utcText, wallText } from '../time/moments.ts';
import { wallAt } from '../time/zones.ts';
import { bodyPreview, presentBody } from './body.ts';
import { EMPTY_LOCATION } from './defaults.ts';
import { JOIN_URL } from './onlineMeeting.ts';

/** How a caller wants to see things: its `Prefer` header and its permissions. */
export interface View {
  immutable: boolean;
  /** Name as asked for, and what it stands for. */
  zone: { name: string; iana: string };
  bodyType: 'html' | 'text';
  /** `Calendars.ReadBasic`: no body, no preview (facts: graph §3.7). */
  basic: boolean;
}

export const PLAIN_VIEW: View = {
  immutable: false,
  zone: { name: 'UTC', iana: 'UTC' },
  bodyType: 'html',
  basic: false,
};

export type EventJson = Record<string, unknown>;

export function etagOf(mailbox: Mailbox, instance: Instance): string {
  return `W/"${mailbox.changeKey(versionOf(instance))}"`;
}

export function versionOf({ event, exception }: Instance): number {
  return Math.max(event.version, exception?.version ?? 0);
}

export function idOf(mailbox: Mailbox, { event, date }: Instance, view: Pick<View, 'immutable'>): string {
  return mailbox.idOf(event, view.immutable, date);
}

/**
 * All-day events float: their midnight comes back as midnight in the zone in which they were made and in UTC. Asked for in
 * any other zone they are shifted (facts: graph §3.3).
 */
function dateTime(moment: Moment, allDay: boolean, { zone }: View): { dateTime: string; timeZone: string } {
  const floats = allDay && (zone.iana === 'UTC' || zone.iana === moment.iana);
  const wall = floats ? moment.wall : wallAt(allDay ? moment.wall : moment.at, zone.iana);
  return { dateTime: wallText(wall), timeZone: zone.name };
}

/** `start` and `end` as the caller wants them. */
export function presentTimes(content: EventContent, view: View): { start: unknown; end: unknown } {
  return {
    start: dateTime(content.start, content.isAllDay, view),
    end: dateTime(content.end, content.isAllDay, view),
  };
}

function originalStart({ content, date, originalStart: at }: Instance): EventJson {
  if (date === undefined || at === undefined) return {};
  return { originalStart: content.isAllDay ? `${date}T00:00:00Z` : utcText(at) };
}

function bodyParts(content: EventContent, view: View): EventJson {
  if (view.basic) return {};
  return { bodyPreview: bodyPreview(content.body), body: presentBody(content.body, view.bodyType) };
}

function identity(mailbox: Mailbox, instance: Instance, view: View): EventJson {
  const { event, date, exception } = instance;
  const masterId = mailbox.idOf(event, view.immutable);
  const uid = date === undefined ? event.uid : occurrenceUid(event.uid, date);
  const id = idOf(mailbox, instance, view);
  return {
    '@odata.etag': etagOf(mailbox, instance),
    id,
    createdDateTime: utcText(exception?.createdAt ?? event.createdAt),
    lastModifiedDateTime: utcText(Math.max(event.modifiedAt, exception?.modifiedAt ?? 0)),
    changeKey: mailbox.changeKey(versionOf(instance)),
    transactionId: event.transactionId,
    iCalUId: uid,
    uid: event.uid,
    seriesMasterId: date === undefined ? null : masterId,
    occurrenceId: date === undefined ? null : `OID.${masterId}.${date}`,
    type: instance.kind,
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(id)}&exvsurl=1&path=/calendar/item`,
    ...originalStart(instance),
  };
}

function meeting(content: EventContent): EventJson {
  return {
    isOnlineMeeting: content.isOnlineMeeting,
    onlineMeetingProvider: content.onlineMeetingProvider,
    onlineMeetingUrl: null,
    onlineMeeting: content.isOnlineMeeting ? { joinUrl: JOIN_URL } : null,
  };
}

/** A full event, with every property Graph returns by default (facts: graph §3.1, §8.2). */
export function presentEvent(mailbox: Mailbox, instance: Instance, view: View): EventJson {
  const { content, event, kind } = instance;
  return {
    ...identity(mailbox, instance, view),
    categories: content.categories,
    originalStartTimeZone: content.start.zone,
    originalEndTimeZone: content.end.zone,
    reminderMinutesBeforeStart: content.reminderMinutesBeforeStart,
    isReminderOn: content.isReminderOn,
    hasAttachments: false,
    subject: content.subject,
    importance: content.importance,
    sensitivity: content.sensitivity,
    isAllDay: content.isAllDay,
    isCancelled: content.isCancelled,
    isOrganizer: content.isOrganizer,
    responseRequested: content.responseRequested,
    showAs: content.showAs,
    ...meeting(content),
    allowNewTimeProposals: content.allowNewTimeProposals,
    isDraft: false,
    hideAttendees: content.hideAttendees,
    responseStatus: content.responseStatus,
    ...bodyParts(content, view),
    ...presentTimes(content, view),
    location: content.locations[0] ?? EMPTY_LOCATION,
    locations: content.locations,
    recurrence: kind === 'seriesMaster' ? event.recurrence : null,
    attendees: content.attendees,
    organizer: content.organizer,
    ...event.raw,
  };
}

/** All that delta says about an occurrence (facts: graph §2.4). */
export function presentBare(mailbox: Mailbox, instance: Instance, view: View): EventJson {
  return {
    '@odata.type': '#microsoft.graph.event',
    '@odata.etag': etagOf(mailbox, instance),
    seriesMasterId: mailbox.idOf(instance.event, view.immutable),
    type: instance.kind,
    id: idOf(mailbox, instance, view),
    ...presentTimes(instance.content, view),
  };
}

export function tombstone(id: string): EventJson {
  return { '@odata.type': '#microsoft.graph.event', id, '@removed': { reason: 'deleted' } };
}
