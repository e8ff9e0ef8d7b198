import type { DirectoryUser } from '../../world.ts';
import type { EventContent, EventLocation, Moment, Recipient, ResponseStatus } from '../model.ts';

/** Graph's way to say "never" (facts: graph §3.1). */
export const NEVER = '0001-01-01T00:00:00Z';

/** What an empty location comes back as (facts: graph §3.1). */
export const EMPTY_LOCATION: EventLocation = {
  displayName: '',
  locationType: 'default',
  uniqueIdType: 'unknown',
  address: {},
  coordinates: {},
};

export const ORGANIZER: ResponseStatus = { response: 'organizer', time: NEVER };

export function recipient(user: DirectoryUser): Recipient {
  return { emailAddress: { name: user.name, address: user.email } };
}

/** What the server fills in where the client says nothing (facts: graph §3.1, §8.2). */
export function defaultContent(user: DirectoryUser, start: Moment, end: Moment): EventContent {
  return {
    subject: '',
    body: { contentType: 'html', content: '' },
    start,
    end,
    isAllDay: false,
    showAs: 'busy',
    sensitivity: 'normal',
    importance: 'normal',
    locations: [],
    attendees: [],
    organizer: recipient(user),
    categories: [],
    isReminderOn: true,
    reminderMinutesBeforeStart: 15,
    hideAttendees: false,
    responseRequested: true,
    allowNewTimeProposals: true,
    isOnlineMeeting: false,
    onlineMeetingProvider: 'unknown',
    isCancelled: false,
    isOrganizer: true,
    responseStatus: ORGANIZER,
  };
}
