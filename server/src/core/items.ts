/**
 * What stands in a calendar, as types: events and appointments, and what a side looked like when it was read. One
 * vocabulary for planner, shell, adapters and store; see docs/glossary.md. Nothing here waits, reads a clock or knows a
 * service.
 */
/** Milliseconds since 1970-01-01T00:00Z. Instants are compared, never labels of zones. */
export type Instant = number;

/** Half open: `start` belongs to it, `end` does not. */
export interface Span {
  start: Instant;
  end: Instant;
}

/** Calendar days `YYYY-MM-DD`, `end` exclusive; what an all-day event means in any zone. */
export interface DayRange {
  start: string;
  end: string;
}

export type SideName = 'office' | 'timify';

export type Direction = 'both' | 'office-to-timify' | 'timify-to-office';

export const otherSide = (side: SideName): SideName => (side === 'office' ? 'timify' : 'office');

/** Whether a copy may be written *to* `side` under `direction`. */
export const writesTo = (direction: Direction, side: SideName): boolean =>
  direction === 'both' || direction === (side === 'timify' ? 'office-to-timify' : 'timify-to-office');

export type ShowAs = 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere' | 'unknown';

export type Sensitivity = 'normal' | 'personal' | 'private' | 'confidential';

export type Response =
  'none' | 'organizer' | 'tentativelyAccepted' | 'accepted' | 'declined' | 'notResponded';

interface ItemBase {
  /** Stable for the life of the item. Office: immutable id. TIMIFY: see `Appointment.id`. */
  id: string;
  /** Changes with every write to the item: Graph's etag, TIMIFY's `timestamp`. */
  version: string;
  /** True instants, never rounded. For an all-day event the adapter gives midnight UTC; `dayRange` decides. */
  span: Span;
  title: string;
  /** Plain text; the adapter has turned HTML into text. */
  notes: string;
  place: string;
  /** The link id (with part) that our own stamp carries, where the read could show it. Proves nothing alone. */
  marker: string | null;
  createdAt: Instant | null;
}

/** An item of Office 365: one single event or one occurrence; never a series master. */
export interface OfficeEvent extends ItemBase {
  side: 'office';
  calendarId: string;
  /** Set for a day event; the days are the same in every zone. */
  allDay: DayRange | null;
  showAs: ShowAs;
  sensitivity: Sensitivity;
  response: Response;
  /** The mailbox owner made it. False for meetings that others organise: those are only mirrored, never written. */
  isOrganizer: boolean;
  isCancelled: boolean;
  isDraft: boolean;
  /** At least one attendee: a write would make Exchange send mail. */
  hasGuests: boolean;
  isOnlineMeeting: boolean;
  /** The series master's id for occurrences and exceptions, else null. */
  seriesId: string | null;
  webLink: string | null;
}

/** An item of TIMIFY: one appointment, or one occurrence of a connected series. */
export interface Appointment extends ItemBase {
  side: 'timify';
  /** The appointment's own id, or `{appointmentId}/{recurringDay}` for an occurrence of a connected series. */
  id: string;
  appointmentId: string;
  /** `booking`: made by or for a customer. `blocker`: time in which the resource can't be booked. */
  kind: 'booking' | 'blocker';
  resourceIds: string[];
  /** Slices of *this* resource: the service time without buffers, and the time the calendar really blocks. */
  slices: { service: Span; busy: Span }[];
  service: string | null;
  /** Full names, for the template alone; never stored. */
  customers: string[];
  fields: { label: string; value: string }[];
  resourceNames: string[];
  hasCustomers: boolean;
  isGroup: boolean;
  participants: number;
  maxParticipants: number;
  /** More than one slice for one occurrence. */
  isSplit: boolean;
  /** Occurrence of a connected series: it can't be moved alone. */
  isConnectedSeries: boolean;
  /** A widget user holds the slot, or deletion is scheduled: never copied. */
  isHeld: boolean;
  /**
   * Set where TIMIFY keeps clock times instead of instants (a time shift): the zone in which they are read. Such an
   * item is made anew instead of moved, and another zone moves it without anybody's doing.
   */
  clockZone?: string;
}

export type Item = OfficeEvent | Appointment;

export type SnapshotScope = 'changes' | 'full';

/** What a side looked like when read. */
export interface Snapshot<T extends Item> {
  /** `changes`: silence means unchanged. `full`: silence inside `window` means gone. */
  scope: SnapshotScope;
  /** The time that was read; for `changes` the window of the cursor. */
  window: Span;
  items: T[];
  /** Ids known to be gone. For a mirror the reader has made sure by one read. */
  removed: string[];
  /** Ids that were read one by one and are a series by now: no item has them any more. */
  series?: string[];
  /** Items that could not be understood; each becomes a recorded skip and stops nobody. */
  broken: { id: string | null; why: string }[];
  /** Office, `full` only: the calendars that were read (silence in an unread calendar means nothing). */
  containers: string[] | null;
}

/** What may be booked. `always` where TIMIFY tells no working time at all for the resource. */
export interface Availability {
  bookable: Span[] | 'always';
  /**
   * What foreign rows of the shift plan block, and nothing else closes: no item of the calendar, and not bookable, but time
   * that somebody took like any other blocker.
   */
  blocked?: { id: string; span: Span }[];
}

/** A named calendar of a connection. */
export interface ChosenCalendar {
  id: string;
  /** False: shared or subscribed; read by polling, never written. */
  canEdit: boolean;
  isOwn: boolean;
}
