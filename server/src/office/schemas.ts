/**
 * The members of Graph's answers that we use, and nothing else ("event resource type", "calendar resource type",
 * "subscription resource type"); whatever else comes is let through unseen. A member that is not as documented takes
 * its cautious value instead of losing the event; without an id or times there is no event.
 */
import { z } from 'zod';

export const SHOW_AS = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown'] as const;
export const SENSITIVITY = ['normal', 'personal', 'private', 'confidential'] as const;
export const RESPONSE = [
  'none',
  'organizer',
  'tentativelyAccepted',
  'accepted',
  'declined',
  'notResponded',
] as const;
export const EVENT_TYPE = ['singleInstance', 'occurrence', 'exception', 'seriesMaster'] as const;
export const BODY_TYPE = ['text', 'html'] as const;
export const CHANGE_TYPE = ['created', 'updated', 'deleted'] as const;
export const LIFECYCLE = ['missed', 'subscriptionRemoved', 'reauthorizationRequired'] as const;

const text = z.string().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);
const moment = z.object({ dateTime: z.string(), timeZone: text });

const extendedProperty = z.object({ id: z.string(), value: text });
const place = z.object({ displayName: text });

export const graphEvent = z.object({
  id: z.string().min(1),
  '@odata.etag': text,
  changeKey: text,
  type: z.enum(EVENT_TYPE).nullish().catch(null),
  seriesMasterId: text,
  subject: text,
  body: z
    .object({ contentType: z.enum(BODY_TYPE).nullish().catch(null), content: text })
    .nullish()
    .catch(null),
  start: moment,
  end: moment,
  isAllDay: flag,
  showAs: z.enum(SHOW_AS).nullish().catch('unknown'),
  // A sensitivity that we don't know is at least private.
  sensitivity: z.enum(SENSITIVITY).nullish().catch('private'),
  responseStatus: z
    .object({ response: z.enum(RESPONSE).nullish().catch(null) })
    .nullish()
    .catch(null),
  isOrganizer: flag,
  isCancelled: flag,
  isDraft: flag,
  isOnlineMeeting: flag,
  // Attendees that we can't read are attendees.
  attendees: z.array(z.unknown()).nullish().catch([null]),
  location: place.nullish().catch(null),
  locations: z.array(place).nullish().catch(null),
  webLink: text,
  createdDateTime: text,
  lastModifiedDateTime: text,
  singleValueExtendedProperties: z.array(extendedProperty).nullish().catch(null),
});
export type GraphEvent = z.infer<typeof graphEvent>;

/** What we ask for where `$select` is possible; `createdDateTime` can't be selected on a calendar view ("user: list calendarView"). */
export const EVENT_SELECT = [
  'id',
  'changeKey',
  'type',
  'seriesMasterId',
  'subject',
  'body',
  'start',
  'end',
  'isAllDay',
  'showAs',
  'sensitivity',
  'responseStatus',
  'isOrganizer',
  'isCancelled',
  'isDraft',
  'isOnlineMeeting',
  'attendees',
  'location',
  'locations',
  'webLink',
].join(',');

export const tombstone = z.object({ id: z.string().min(1), '@removed': z.object({}) });

export const page = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});
export type Page = z.infer<typeof page>;

export const graphCalendar = z.object({
  id: z.string().min(1),
  name: text,
  hexColor: text,
  isDefaultCalendar: flag,
  canEdit: flag,
  owner: z.object({ name: text, address: text }).nullish().catch(null),
});

export const graphSubscription = z.object({
  id: z.string().min(1),
  resource: text,
  expirationDateTime: z.string(),
});

export const graphUser = z.object({ displayName: text, mail: text, userPrincipalName: z.string() });

export const batchAnswer = z.object({ responses: z.array(z.unknown()) });

/** An answer without content has no body at all. */
export const batchPart = z.object({
  id: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.string()).nullish().catch(null),
  body: z.unknown().optional(),
});
export type BatchPart = z.infer<typeof batchPart>;

/** What has to be known of a copy before our mark is taken from it, or put back. */
export const stamped = graphEvent
  .pick({ '@odata.etag': true, attendees: true, isOrganizer: true })
  .extend({ categories: z.array(z.string()).nullish().catch(null) });
