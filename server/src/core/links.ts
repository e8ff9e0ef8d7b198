/** The stored pair of an original and its copies, each end with what was last agreed. */
import type { Instant, Span, DayRange, SideName } from './items.ts';

/** Groups of content that are fingerprinted and written apart from each other. */
export type Field = 'title' | 'notes' | 'place';

export const FIELDS: readonly Field[] = ['title', 'notes', 'place'];

/** Groups of an origin's text that are compared apart: an event has its fields, a booking one per placeholder. */
export type TextGroup = Field | 'service' | 'customer' | 'names' | 'resource' | 'fields';

/** One end of a link as last agreed. Texts are present as keyed fingerprints only, and not at all when anonymous. */
export interface Base {
  version: string;
  span: Span;
  /** What it really blocks, buffers included; equal to `span` for events. */
  busy: Span;
  /** Digest of what decides about eligibility (show-as, response, sensitivity …); holds no text. */
  meaning: string;
  /** For day events, so that a change of zone is not a change of the event. */
  allDay: DayRange | null;
  /** `HMAC(key, normalised text)` per group; empty for an anonymous item. */
  fields: Partial<Record<TextGroup, string>>;
  /** Office ends only: guests were on it when last read. */
  hasGuests: boolean;
  /** Office ends only: the mailbox owner's own. */
  isOrganizer: boolean;
  isOnlineMeeting: boolean;
}

export interface Origin {
  side: SideName;
  id: string;
  /** Office: the calendar. TIMIFY: the appointment id. */
  containerId: string;
  /** Series master or connected series; a series counts as one for the brake. */
  seriesId: string | null;
  base: Base;
  hasCustomers: boolean;
  /** A group booking: its copies are not edited, what people do to them is put back at once. */
  isGroup: boolean;
}

/** How a booking becomes events. Fixed when its link is made: a changed setting cuts nothing anew. */
export interface Shape {
  splitBookings: 'one' | 'each';
  buffers: 'merge' | 'exclude' | 'separate';
}

/** What of a booking a mirror stands for: its time, or its preparation and follow-up as events of their own. */
export type Part = 'service' | 'before' | 'after';

/** One mirror item. A blocker may need several parts, where bookings cut the event's time. */
export interface Mirror {
  /** `{linkId}.{n}`, with `-before` or `-after` for a buffer: so that our own is found again after a loss. */
  marker: string;
  /** Null while a create is under way: the intent that a crash leaves behind. */
  id: string | null;
  /** The calendar an event was written to; null on TIMIFY's side. */
  containerId: string | null;
  /** When the create was decided; part of Graph's `transactionId`, so a repeat is the same create. */
  intentAt: Instant;
  /** As answered by the service after our last write; for an intent, what is to be written. */
  base: Base;
  /** Moves of this mirror that we put back within the last 24 hours; the third is `fought-over`. */
  putBacks: Instant[];
}

export type SkipReason =
  | 'direction'
  | 'other-calendar'
  | 'no-calendar'
  | 'outside-window'
  | 'outside-bookable-times'
  | 'show-as'
  | 'all-day'
  | 'tentatively-accepted'
  | 'declined'
  | 'not-responded'
  | 'no-answer'
  | 'others-meeting'
  | 'cancelled'
  | 'draft'
  | 'held'
  | 'not-a-booking'
  | 'empty-span'
  | 'end-before-start'
  | 'unreadable'
  | 'ignored-by-person';

/** Why an item is where it is. The rule and the setting that said so, so that `explain` needs no second truth. */
export interface Decision {
  kind: 'mirrored' | 'covered' | 'conflict' | 'skipped' | 'adopted';
  /** Set when skipped. */
  reason: SkipReason | null;
  /** Name of the rule in `core/rules.ts`. */
  rule: string;
  /** Dotted name of the setting that decided, or null where a rule is fixed. */
  setting: string | null;
  at: Instant;
  /** Under which settings, where one decided; not known of what was decided by older versions, or by an act of a person. */
  settingsVersion?: number;
}

/** The stored pair. A skipped origin has a link too, with no mirror: so nothing is ever silently absent. */
export interface Link {
  /** Keyed hash of connection, side and origin id: the same origin always gets the same link. */
  id: string;
  connectionId: string;
  origin: Origin;
  mirrors: Mirror[];
  /** Bookings only. */
  shape: Shape | null;
  /** Fixed when the link is made, scrubbed at once when the origin turns private. */
  anonymous: boolean;
  /** Why: the item itself is private, or a setting says so. Null when it is not anonymous. */
  anonymousBy: 'private' | 'setting' | null;
  /** False for an item we adopted: never deleted by us, only unlinked. */
  madeByUs: boolean;
  decision: Decision;
  /** Settings version under which it was decided; `apply-settings` re-decides older ones. */
  settingsVersion: number;
  /** Ids of conflicts that a person left as they are: the same cause does not ask again. */
  ignored: string[];
  /** Where its copies stood when a person left them as they are: others may rely on that. */
  left?: Span[];
  /** A copy could not be written as it was to be, and nothing else tells that by now: the next look lays it out again. */
  unwritten?: boolean;
}
