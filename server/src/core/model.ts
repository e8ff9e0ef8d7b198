/**
 * The words of the sync, as types. One vocabulary for planner, shell, adapters and store; see docs/glossary.md.
 * Nothing here waits, reads a clock or knows a service.
 */
import type { RuleId } from './rules.ts';

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
  | 'outside-window'
  | 'outside-bookable-times'
  | 'show-as'
  | 'all-day'
  | 'declined'
  | 'not-responded'
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
}

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
  /** Items that could not be understood; each becomes a recorded skip and stops nobody. */
  broken: { id: string | null; why: string }[];
  /** Office, `full` only: the calendars that were read (silence in an unread calendar means nothing). */
  containers: string[] | null;
}

/** What may be booked. `always` where TIMIFY tells no working time at all for the resource. */
export interface Availability {
  bookable: Span[] | 'always';
}

export type ConflictKind =
  | 'overlap'
  | 'outside-working-hours'
  | 'both-changed'
  | 'move-refused'
  | 'confirm-move'
  | 'confirm-cancel'
  | 'mirror-deleted'
  | 'would-notify-guests'
  | 'not-writable'
  | 'not-representable'
  | 'fought-over';

export type ConflictAction =
  | 'keep-both'
  | 'move-booking'
  | 'move-event'
  | 'put-back'
  | 'use-office'
  | 'use-timify'
  | 'cancel-booking'
  | 'delete-event'
  | 'ignore'
  | 'ignore-series';

/** Something only a human can decide. Times and ids alone: texts are read live with the viewer's own right. */
export interface Conflict {
  /** Keyed hash of connection, kind and the items: found again, it is the same conflict with the same `openedAt`. */
  id: string;
  connectionId: string;
  linkId: string;
  kind: ConflictKind;
  openedAt: Instant;
  closedAt: Instant | null;
  /** Why it closed: `solved`, `cause-gone`, `ignored`. */
  closedBy: string | null;
  /** The colliding part, or the time in question. */
  span: Span;
  office: { id: string; span: Span } | null;
  timify: { id: string; span: Span; hasCustomers: boolean } | null;
  rule: string;
  setting: string | null;
  actions: ConflictAction[];
  slots: Span[];
  /** Times that lost, kept for "use the other one". */
  lost: Span | null;
  /** The line of the log through which a person's decision can be taken back. */
  undoEntry: string | null;
}

/** What a person decided about a conflict. Carried out by the same run that plans everything else. */
export interface Verdict {
  conflictId: string;
  linkId: string;
  kind: ConflictKind;
  action: ConflictAction;
  /** The chosen free slot for `move-booking` and `move-event`. */
  slot: Span | null;
  /** Tell the customers? Required by the API where a booking has customers. */
  notify: boolean;
}

/** Content to write, already projected, anonymised and in the writer's language. */
export interface Content {
  span: Span;
  title: string;
  notes: string;
  place: string;
  /** Office only. */
  look: {
    category: string | null;
    reminderMinutes: number | null;
    showAs: ShowAs;
    isPrivate: boolean;
  } | null;
}

interface WriteBase {
  linkId: string;
  side: SideName;
  /** One sentence id for the log; see `core/rules.ts`. */
  why: string;
}

export interface CreateWrite extends WriteBase {
  op: 'create';
  marker: string;
  intentAt: Instant;
  containerId: string | null;
  content: Content;
}

export interface UpdateWrite extends WriteBase {
  op: 'update';
  /** The mirror's marker, or `origin` where a shift is carried over. */
  target: string;
  id: string;
  containerId: string | null;
  /** The version that was last read; the write fails if the item has moved on. */
  version: string;
  /** Only what changes. */
  content: Partial<Content>;
  /** Bookings with customers: whether TIMIFY tells them. */
  notify: boolean;
  /** The body of an online meeting is never written. */
  keepBody: boolean;
}

export interface DeleteWrite extends WriteBase {
  op: 'delete';
  target: string;
  id: string;
  containerId: string | null;
  version: string;
  notify: boolean;
}

export type Write = CreateWrite | UpdateWrite | DeleteWrite;

/** Everything intended for one pair. `before` is stored ahead of the writes when it holds new intents. */
export interface PairPlan {
  linkId: string;
  /** The link with intents for the creates; null when there is nothing to store before. */
  before: Link | null;
  /** Ids into the plan's ordered `writes`. */
  writes: number[];
  /** The link when every write has succeeded; null forgets it. */
  after: Link | null;
  /** A log line, or null where nothing a person would care about happened. */
  log: LogDraft | null;
}

export interface LogDraft {
  linkId: string;
  /** What happened: an operation, `conflict`, `skipped` …. */
  event: string;
  side: SideName;
  item: string;
  span: Span;
  rule: string;
  setting: string | null;
  /** The other time: the one before, or the one that lost. */
  was: Span | null;
  /** How it is taken back; null: it can't be. */
  back: WayBack | null;
  /** The conflict that a person decided with it. */
  conflictId: string | null;
}

/**
 * How what a line of the log tells is taken back. A question to the planner, never a recipe: the world as it is now and
 * the rules in force decide (see `undo.ts`).
 */
export type WayBack =
  /** The origin goes to `to` while it still stands at `from`. `notify`: null where a person has to say it. */
  | { kind: 'times'; to: Span; from: Span; notify: boolean | null }
  /** A copy that was deleted is made again. */
  | { kind: 'restore' }
  /** The person who ignored a conflict is asked again. */
  | { kind: 'ask-again'; conflictId: string; decision: Decision }
  /** How an item was shown before the settings were applied to it. */
  | {
      kind: 'as-before';
      decision: Decision;
      settingsVersion: number;
      anonymous: boolean;
      anonymousBy: Link['anonymousBy'];
    }
  /** Everything that this act of a person did. */
  | { kind: 'act'; act: string; level: 'connection' | 'company' };

/** A person takes back one line of the log. Carried out by the same run that plans everything else. */
export interface Undo {
  linkId: string;
  back: Exclude<WayBack, { kind: 'act' }>;
  /** Tell the customers, where a booking of theirs is moved. */
  notify: boolean;
  by: 'owner' | 'admin';
}

/** Why nothing can be taken back: the world has changed since, or a rule forbids it by now. */
export type UndoRefusal =
  | 'changed-since'
  | 'origin-gone'
  | 'conflict-open'
  | 'direction'
  | 'taken'
  | 'would-notify-guests'
  | 'not-writable'
  | 'not-representable';

/** Deletions that the brake keeps back. */
export interface Hold {
  linkIds: string[];
  side: SideName;
  /** Of how many mirrors. */
  total: number;
  since: Instant;
}

/** A plan that wants something holds no writes: it is a question, not an answer. */
export interface Wants {
  /** Items to re-read by id: a silence that may be a deletion, or an end that must be seen before it is judged. */
  office: string[];
  timify: string[];
  /** Times of which everything TIMIFY holds must be known. */
  spans: Span[];
  /** Times of which all links that touch them must be known. */
  links: Span[];
  /** How many units each container mirrors: the brake can only judge a large deletion against the whole. */
  totals: boolean;
}

export interface Plan {
  writes: Write[];
  pairs: PairPlan[];
  conflicts: {
    open: Conflict[];
    close: { id: string; why: RuleId }[];
    /** Open ones whose free times were looked for again. */
    refresh: Conflict[];
  };
  hold: Hold | null;
  /** What a person decided, or wanted to take back, and can't be done now: nothing was written for it. */
  refusals: { linkId: string; why: RuleId | UndoRefusal }[];
  /** What the planner must still see before it can decide; the shell reads it and plans again. */
  wants: Wants;
  counts: { create: number; update: number; delete: number; skip: number; conflict: number; echo: number };
}

/** A named calendar of a connection. */
export interface ChosenCalendar {
  id: string;
  /** False: shared or subscribed; read by polling, never written. */
  canEdit: boolean;
  isOwn: boolean;
}
