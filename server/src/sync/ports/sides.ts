/**
 * Both calendars, in the shell's own words; the adapters implement them. Every method of a port may reject with a
 * `Fault`; anything else that is thrown is a bug.
 */
import type { Fault } from '../../core/fault.ts';
import type {
  Appointment,
  Availability,
  ChosenCalendar,
  Instant,
  Item,
  OfficeEvent,
  SideName,
  Snapshot,
  Span,
} from '../../core/items.ts';
import type { Content } from '../../core/planned.ts';

/** What both calendars can do. One instance serves one run. */
export interface Side<T extends Item> {
  readonly name: SideName;
  /** Everything inside `window`, scope `full`. */
  window(window: Span, containers: readonly string[]): Promise<Snapshot<T>>;
  /**
   * Re-reads by id. `gone`: the service says that it does not exist (any more), or not in this calendar. `series`:
   * what a person made a series of, whose days are items of their own. What can't be understood is in no list; an event's
   * `calendarId` is '' where the service told none.
   */
  read(ids: readonly string[]): Promise<{ items: T[]; gone: string[]; series?: string[] }>;
  /** Our own item with this marker, if the service can tell; used after a loss, never in the ordinary course. */
  findByMarker(marker: string, near: Span, containerId: string | null): Promise<T[]>;
  create(request: {
    containerId: string | null;
    marker: string;
    /** Same value, same create: repeats are harmless where the service knows idempotency. */
    transactionId: string;
    content: Content;
  }): Promise<T>;
  update(request: {
    id: string;
    containerId: string | null;
    version: string;
    content: Partial<Content>;
    notify: boolean;
    keepBody: boolean;
  }): Promise<T>;
  /** An item that is already gone counts as deleted. */
  remove(request: {
    id: string;
    containerId: string | null;
    version: string;
    notify: boolean;
  }): Promise<void>;
  /**
   * The item stays and carries our mark no longer, nor our `category`. One that is gone counts as done; one whose change
   * people might be told of keeps the mark. Rejects with `version-changed` where it is changed in that very moment.
   */
  release(request: { id: string; category: string | null }): Promise<void>;
  /** What `release` took away comes back. */
  mark(request: { id: string; category: string | null; marker: string }): Promise<void>;
  /** Whether a mirror with this id carries a mark of ours, so that `release` writes. */
  isMarked(id: string): boolean;
}

export interface Calendar {
  id: string;
  name: string;
  /** `#rrggbb`, or null where Outlook chooses. */
  color: string | null;
  isDefault: boolean;
  canEdit: boolean;
  /** The mailbox owner's own, not shared with them. */
  isOwn: boolean;
  owner: { name: string; address: string };
}

export interface SubscriptionFacts {
  id: string;
  expiresAt: Instant;
}

/** One mailbox, with the owner's delegated right. At most four requests are under way per mailbox. */
export interface OfficeSide extends Side<OfficeEvent> {
  readonly name: 'office';
  calendars(): Promise<Calendar[]>;
  /** Which of these events of the mailbox lie in none of `calendars`, if the service can tell. */
  elsewhere(ids: readonly string[], calendars: readonly string[]): Promise<string[]>;
  /**
   * One delta round of a calendar. Without `cursor`: a full round over `window`. Occurrences come complete (title and
   * texts from their master); when a series was touched its occurrences inside the window are re-read once and those
   * that are no longer there are in `removed`. `known` tells which ids of a series we hold. The new cursor must be
   * stored only after the plan made from the answer was applied. A tombstone is reported in `removed` as it is.
   */
  changes(request: {
    calendarId: string;
    cursor: string | null;
    window: Span;
    /** Ids of events we hold for a series master, to find silently deleted occurrences. */
    knownOfSeries(seriesId: string): Promise<string[]>;
  }): Promise<{
    snapshot: Snapshot<OfficeEvent>;
    cursor: string;
    deltaCalls: number;
    /** A series could not be read for now: apply the rest, then try again with the same cursor. */
    incomplete: Fault | null;
  }>;
  subscribe(request: {
    calendarId: string;
    notificationUrl: string;
    lifecycleUrl: string;
    clientState: string;
    expiresAt: Instant;
    /** Our other live subscriptions: never deleted to make room for this one. */
    keep?: readonly string[];
  }): Promise<SubscriptionFacts>;
  /** One PATCH with the new expiry alone; `not-found` means a new subscription is needed. */
  renew(subscriptionId: string, expiresAt: Instant): Promise<SubscriptionFacts>;
  /** Already gone counts as done. */
  unsubscribe(subscriptionId: string): Promise<void>;
}

export interface TimifyResource {
  id: string;
  name: string;
  email: string;
  /** IANA; null where the company's zone holds. */
  timeZone: string | null;
}

/** What the read of an appointment list tells to a run of the company; no texts. */
export interface AppointmentFacts {
  id: string;
  version: string;
  start: Instant;
  resourceIds: string[];
}

/** One resource of one company. */
export interface TimifySide extends Side<Appointment> {
  readonly name: 'timify';
  /** Milliseconds; `window` of no more than this costs one list call. */
  readonly longestWindow: number;
  /**
   * Working times minus absences inside `window`, as instants. Cached for minutes; `forget` drops what this process keeps,
   * or what it asked for before an instant. `ours`: ids of our mirrors there, which never narrow what can be booked.
   */
  availability(window: Span, ours?: readonly string[]): Promise<Availability>;
  forgetAvailability(before?: Instant): void;
  /**
   * Like `read`, by appointment id and the version that made us ask: what the company's run has just read in this
   * process is taken over when it is that version or newer. Answers every occurrence of a connected series.
   */
  readKnown(
    ids: readonly { id: string; version: string | null }[],
  ): Promise<{ items: Appointment[]; gone: string[] }>;
}

/** Calls that concern the whole company. */
export interface TimifyCompany {
  /** Reads exactly this company with the given credentials: the proof that whoever holds them may bind it. */
  company(): Promise<{ id: string; name: string; timeZone: string; locale: string; contactEmail: string }>;
  resources(): Promise<TimifyResource[]>;
  /** Name and IANA zone as they are now; proves nothing. */
  about(): Promise<{ name: string; timeZone: string }>;
  /** Appointments inside `window` that name one of these services, customers or resources. */
  naming(ids: readonly string[], window: Span): Promise<AppointmentFacts[]>;
  /** Whether this process did that to a row of a shift plan in the last minutes. */
  wroteShift(id: string, action: 'created' | 'updated' | 'deleted' | null): boolean;
  /** Whether its appointments take our marks, as far as this process has seen; null: it has set none yet. */
  takesMarks(): boolean | null;
  /** Ids and versions inside `window`, for the polling net. */
  list(window: Span): Promise<AppointmentFacts[]>;
  /**
   * Re-reads by id; `gone`: an explicit 404. What was read is handed over to `TimifySide.read` of the same process
   * when it asks for the same id *and version*, so that one changed booking costs one read.
   */
  read(ids: readonly string[]): Promise<{ found: AppointmentFacts[]; gone: string[] }>;
  /** The side of one of its resources. `zone`: the resource's, else the company's, IANA. */
  side(resourceId: string, zone: string): TimifySide;
}

export interface TimifyCredentials {
  companyId: string;
  appId: string;
  appSecret: string;
}

/** Gives out sides. The composition root knows which adapters stand behind. */
export interface Sides {
  /** `calendars`: those that are read, where shared ones may be among them. */
  office(
    owner: { tenantId: string; oid: string; calendars?: readonly ChosenCalendar[] },
    scopes: readonly string[],
  ): OfficeSide;
  timify(credentials: TimifyCredentials, blocker: 'appointment' | 'timeshift'): TimifyCompany;
}

// ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────
