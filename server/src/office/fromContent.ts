/**
 * Our content → Graph's event body ("Create event", "Update event"). Never attendees: writing them makes Exchange send
 * mail. Times go out in UTC, which every zone setting understands; bodies as text.
 */
import type { Event } from '@microsoft/microsoft-graph-types';
import type { Content } from '../core/planned.ts';
import type { Instant } from '../core/items.ts';
import { DAY } from '../core/spans.ts';
import { MARKER_ID } from './marker.ts';

type Times = Pick<Event, 'start' | 'end' | 'isAllDay'>;

/** `2026-12-01T09:00:00.000` and `UTC`; Graph takes no offset in `dateTime` ("dateTimeTimeZone resource type"). */
const moment = (instant: Instant): { dateTime: string; timeZone: string } => ({
  dateTime: new Date(instant).toISOString().slice(0, -1),
  timeZone: 'UTC',
});

/**
 * Whole days are what they are. Any other time can't be a day event, which a person may have made of a copy: Graph then
 * refuses the times alone, and takes them together with `isAllDay` (graph §3.4 D).
 */
const times = ({ start, end }: Content['span']): Times => ({
  start: moment(start),
  end: moment(end),
  ...(start % DAY === 0 && end % DAY === 0 ? {} : { isAllDay: false }),
});

/** New events would remind after 15 minutes by default: said out loud either way. `unknown` can be read but not set. */
const look = (wanted: NonNullable<Content['look']>): Event => ({
  categories: wanted.category === null ? [] : [wanted.category],
  isReminderOn: wanted.reminderMinutes !== null,
  ...(wanted.reminderMinutes === null ? {} : { reminderMinutesBeforeStart: wanted.reminderMinutes }),
  showAs: wanted.showAs === 'unknown' ? 'busy' : wanted.showAs,
  sensitivity: wanted.isPrivate ? 'private' : 'normal',
});

/** Only the members that are given. `keepBody`: an online meeting's body holds its link and is left alone. */
export const patchOf = (content: Partial<Content>, keepBody: boolean): Event => ({
  ...(content.span === undefined ? {} : times(content.span)),
  ...(content.title === undefined ? {} : { subject: content.title }),
  ...(content.notes === undefined || keepBody
    ? {}
    : { body: { contentType: 'text', content: content.notes } }),
  ...(content.place === undefined ? {} : { location: { displayName: content.place } }),
  ...(content.look === undefined || content.look === null ? {} : look(content.look)),
});

/** `transactionId` makes a repeat the same create; the marker finds it again where that fails. */
export const newEventOf = (request: { content: Content; marker: string; transactionId: string }): Event => ({
  isReminderOn: false,
  ...patchOf(request.content, false),
  transactionId: request.transactionId,
  singleValueExtendedProperties: [{ id: MARKER_ID, value: request.marker }],
});
