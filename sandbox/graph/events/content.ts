import type { DirectoryUser } from '../../world.ts';
import { refuse } from '../errors.ts';
import type { Attendee, EventBody, EventContent, EventLocation, ExtendedProperty } from '../model.ts';
import { momentFrom } from '../time/moments.ts';
import { DAY } from '../time/dates.ts';
import { defaultContent, EMPTY_LOCATION, NEVER } from './defaults.ts';
import type { EventInput } from './input.ts';
import { withMeetingBlob } from './onlineMeeting.ts';

/** The content of a new event: the client's values over the server's defaults (facts: graph §3.3). */
export function newContent(input: EventInput, user: DirectoryUser): EventContent {
  if (!input.start || !input.end) throw refuse.property('Start and end of the event are required.');
  const start = momentFrom(input.start, user.timeZone);
  const end = momentFrom(input.end, user.timeZone);
  const base = defaultContent(user, start, end);
  return checked({ ...base, ...contentChanges(input, base, user) });
}

/** The part of the content that an input changes. Values equal to what is there count as changes too. */
export function contentChanges(
  input: EventInput,
  base: EventContent,
  user: DirectoryUser,
): Partial<EventContent> {
  const zone = user.timeZone;
  return defined<EventContent>({
    subject: input.subject === undefined ? undefined : input.subject,
    body: bodyFrom(input),
    start: input.start && momentFrom(input.start, zone),
    end: input.end && momentFrom(input.end, zone),
    isAllDay: input.isAllDay ?? undefined,
    showAs: input.showAs ?? undefined,
    sensitivity: input.sensitivity ?? undefined,
    importance: input.importance ?? undefined,
    locations: locationsFrom(input),
    attendees: input.attendees === undefined ? undefined : attendeesFrom(input.attendees ?? [], base, user),
    categories: input.categories === undefined ? undefined : (input.categories ?? []),
    isReminderOn: input.isReminderOn ?? undefined,
    reminderMinutesBeforeStart: input.reminderMinutesBeforeStart ?? undefined,
    hideAttendees: input.hideAttendees ?? undefined,
    responseRequested: input.responseRequested ?? undefined,
    allowNewTimeProposals: input.allowNewTimeProposals ?? undefined,
    ...onlineMeeting(input, base),
  });
}

function defined<T>(values: { [K in keyof T]?: T[K] | undefined }): Partial<T> {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as Partial<T>;
}

/** Once an online meeting, always one; what leads into it is written under the body (facts: graph §3.1). */
function onlineMeeting(input: EventInput, base: EventContent): Partial<EventContent> {
  if (input.isOnlineMeeting !== true || base.isOnlineMeeting) return {};
  const provider = input.onlineMeetingProvider ?? 'teamsForBusiness';
  const body = withMeetingBlob(bodyFrom(input) ?? base.body);
  return { isOnlineMeeting: true, onlineMeetingProvider: provider, body };
}

function bodyFrom({ body }: EventInput): EventBody | undefined {
  return body ? { contentType: body.contentType, content: body.content ?? '' } : undefined;
}

/** Writing `location` replaces `locations` (facts: graph §3.1). */
function locationsFrom(input: EventInput): EventLocation[] | undefined {
  const given = input.location === undefined ? input.locations : input.location ? [input.location] : [];
  return given
    ?.filter((one) => Boolean(one.displayName))
    .map((one) => ({
      ...EMPTY_LOCATION,
      ...one,
      displayName: one.displayName ?? '',
      uniqueId: one.displayName,
      uniqueIdType: 'private',
    }));
}

function attendeesFrom(
  given: NonNullable<EventInput['attendees']>,
  base: EventContent,
  user: DirectoryUser,
): Attendee[] {
  const answers = new Map(base.attendees.map((one) => [one.emailAddress.address.toLowerCase(), one.status]));
  return given.map((one) => {
    const address = one.emailAddress.address ?? '';
    if (!address.includes('@')) throw refuse.property(`'${address}' is not an SMTP address of an attendee.`);
    const own = address.toLowerCase() === user.email.toLowerCase();
    return {
      type: one.type ?? 'required',
      status: answers.get(address.toLowerCase()) ?? { response: own ? 'organizer' : 'none', time: NEVER },
      emailAddress: { name: one.emailAddress.name ?? address, address },
    };
  });
}

/** What Exchange refuses (facts: graph §3.3, §7 no. 3). */
export function checked(content: EventContent): EventContent {
  const { start, end } = content;
  if (content.isAllDay) {
    if (start.wall % DAY !== 0 || end.wall % DAY !== 0) {
      throw refuse.invalid(
        'The Event.Start and Event.End properties of an all-day event need to be set to midnight.',
      );
    }
    if (start.zone !== end.zone)
      throw refuse.invalid('Start and end of an all-day event must be in the same time zone.');
    if (end.wall - start.wall < DAY)
      throw refuse.invalid('The duration of an all-day event must be at least 24 hours.');
  }
  if (end.at < start.at) throw refuse.property('The end of the event is before its start.');
  return content;
}

/** Extended properties are merged by id (facts: graph §3.6). Names are case-sensitive. */
export function mergeExtended(
  stored: readonly ExtendedProperty[],
  given: readonly ExtendedProperty[] | null | undefined,
): readonly ExtendedProperty[] {
  if (!given?.length) return stored;
  const merged = new Map(stored.map((one) => [one.id, one]));
  for (const one of given) merged.set(one.id, { id: one.id, value: one.value });
  return [...merged.values()];
}
