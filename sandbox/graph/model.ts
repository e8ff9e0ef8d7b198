/**
 * What a mailbox holds. Everything here is plain JSON, and stored values are never changed in place: a write replaces the
 * event. So a snapshot may share them, and a cache may hang on the object itself.
 */

/** A wall time in a zone, with the instant it stands for. */
export interface Moment {
  /** The wall time, written as milliseconds as if it were UTC. */
  readonly wall: number;
  /** The zone's name as the client gave it: Windows, IANA or custom. */
  readonly zone: string;
  /** The zone that is meant by that name in this mailbox. */
  readonly iana: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface EmailAddress {
  readonly name: string;
  readonly address: string;
}

export interface Recipient {
  readonly emailAddress: EmailAddress;
}

export type ResponseKind =
  'none' | 'organizer' | 'tentativelyAccepted' | 'accepted' | 'declined' | 'notResponded';

export interface ResponseStatus {
  readonly response: ResponseKind;
  readonly time: string;
}

export interface Attendee extends Recipient {
  readonly type: 'required' | 'optional' | 'resource';
  readonly status: ResponseStatus;
}

export interface EventBody {
  readonly contentType: 'text' | 'html';
  readonly content: string;
}

export type EventLocation = Readonly<Record<string, unknown>> & { readonly displayName: string };

export interface ExtendedProperty {
  readonly id: string;
  readonly value: string;
}

export type ShowAs = 'unknown' | 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere';
export type Sensitivity = 'normal' | 'personal' | 'private' | 'confidential';

/** What an occurrence may override (facts: graph §3.1). */
export interface EventContent {
  readonly subject: string | null;
  readonly body: EventBody;
  readonly start: Moment;
  readonly end: Moment;
  readonly isAllDay: boolean;
  readonly showAs: ShowAs;
  readonly sensitivity: Sensitivity;
  readonly importance: 'low' | 'normal' | 'high';
  readonly locations: readonly EventLocation[];
  readonly attendees: readonly Attendee[];
  readonly organizer: Recipient | null;
  readonly categories: readonly string[];
  readonly isReminderOn: boolean;
  readonly reminderMinutesBeforeStart: number;
  readonly hideAttendees: boolean;
  readonly responseRequested: boolean;
  readonly allowNewTimeProposals: boolean;
  readonly isOnlineMeeting: boolean;
  readonly onlineMeetingProvider: string;
  readonly isCancelled: boolean;
  readonly isOrganizer: boolean;
  readonly responseStatus: ResponseStatus;
}

export type Weekday = 'sunday' | 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday';

export interface RecurrencePattern {
  readonly type:
    'daily' | 'weekly' | 'absoluteMonthly' | 'relativeMonthly' | 'absoluteYearly' | 'relativeYearly';
  readonly interval: number;
  readonly month: number;
  readonly dayOfMonth: number;
  readonly daysOfWeek: readonly Weekday[];
  readonly firstDayOfWeek: Weekday;
  readonly index: 'first' | 'second' | 'third' | 'fourth' | 'last';
}

export interface RecurrenceRange {
  readonly type: 'endDate' | 'noEnd' | 'numbered';
  readonly startDate: string;
  readonly endDate: string;
  readonly recurrenceTimeZone: string;
  readonly numberOfOccurrences: number;
}

export interface Recurrence {
  readonly pattern: RecurrencePattern;
  readonly range: RecurrenceRange;
}

/** One changed occurrence: only what differs from its master. */
export interface SeriesException {
  readonly overrides: Partial<EventContent>;
  readonly extended: readonly ExtendedProperty[];
  readonly version: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface StoredEvent {
  /** 32 hex digits; stays for life, whatever calendar the event is in. */
  readonly key: string;
  readonly calendarId: string;
  /** Part of the default id only: another after each move (facts: graph §3.5). */
  readonly folderTag: number;
  /** Position in its calendar, in order of arrival. */
  readonly ordinal: number;
  /** Number behind `changeKey`; grows with each write in the mailbox. */
  readonly version: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly transactionId: string | null;
  /** `iCalUId` of a single event and of a master. */
  readonly uid: string;
  readonly content: EventContent;
  readonly recurrence: Recurrence | null;
  /** By the date (in the series' zone) on which the occurrence would have been. */
  readonly exceptions: Readonly<Record<string, SeriesException>>;
  readonly deletedDates: readonly string[];
  readonly extended: readonly ExtendedProperty[];
  /** Laid over the answer as it is, to store events that no client could make (broken ones). */
  readonly raw?: Readonly<Record<string, unknown>>;
}

/** What an older version of a series looked like, kept where its occurrences are needed for tombstones. */
export interface SeriesShape {
  readonly content: Pick<EventContent, 'start' | 'end' | 'isAllDay'>;
  readonly recurrence: Recurrence;
  readonly deletedDates: readonly string[];
}

/** One line of a calendar's change log. `date`: one occurrence only. `gone`: deleted, or moved to another calendar. */
export interface ChangeEntry {
  readonly key: string;
  readonly op: 'whole' | 'date' | 'gone';
  readonly date?: string;
  readonly folderTag: number;
  /** The series before a change of its pattern. */
  readonly before?: SeriesShape;
}

export interface CalendarFacts {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly version: number;
  readonly isDefault: boolean;
  readonly canEdit: boolean;
  readonly canShare: boolean;
  readonly isRemovable: boolean;
}
