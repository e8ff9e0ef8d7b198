import type { OfficeEvent } from '../../core/items.ts';

/** A plain event of the mailbox's owner, but for `facts`. */
export const anEvent = (facts: Partial<OfficeEvent>): OfficeEvent => ({
  side: 'office',
  id: 'event',
  version: '1',
  span: { start: 0, end: 0 },
  title: '',
  notes: '',
  place: '',
  marker: null,
  createdAt: null,
  calendarId: 'main',
  allDay: null,
  showAs: 'busy',
  sensitivity: 'normal',
  response: 'organizer',
  isOrganizer: true,
  isCancelled: false,
  isDraft: false,
  hasGuests: false,
  isOnlineMeeting: false,
  seriesId: null,
  webLink: null,
  ...facts,
});
