/**
 * What the shell needs from the world, in the shell's own words. Adapters implement these; nobody else is known here.
 * Every method may reject with a `Fault`; anything else that is thrown is a bug.
 */
import type { Fault } from '../core/fault.ts';
import type {
  Appointment,
  Availability,
  ChosenCalendar,
  Conflict,
  Content,
  Instant,
  Item,
  Link,
  OfficeEvent,
  SideName,
  Snapshot,
  Span,
} from '../core/model.ts';
import type {
  Act,
  AuditEntry,
  CalendarCursor,
  Claim,
  Company,
  Connection,
  ConnectionState,
  Hint,
  Invitation,
  Lane,
  LogEntry,
  Work,
} from './documents.ts';

export type * from './documents.ts';
export { GONE } from './documents.ts';

export interface Clock {
  now(): Instant;
  /** Resolves at `at` or when `signal` aborts. The only timer of the product. */
  until(at: Instant, signal: AbortSignal): Promise<void>;
}

/** One wide line per request and per run. Nothing personal: no titles, names, addresses, tokens. */
export interface Log {
  info(line: string, facts?: Record<string, unknown>): void;
  warn(line: string, facts?: Record<string, unknown>): void;
  error(line: string, facts?: Record<string, unknown>): void;
}

/** `HMAC-SHA-256(key, text)`, base64url. Fingerprints and link ids come from here. */
export type Hash = (text: string) => string;

/** AES-256-GCM with key id and rotation; `context` is the additional authenticated data (tenant and user). */
export interface Vault {
  seal(plain: string, context: string): string;
  /** Throws when the context is another one or the key is unknown. */
  open(sealed: string, context: string): string;
}

// ── Sides ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What both calendars can do. One instance serves one run. */
export interface Side<T extends Item> {
  readonly name: SideName;
  /** Everything inside `window`, scope `full`. */
  window(window: Span, containers: readonly string[]): Promise<Snapshot<T>>;
  /**
   * Re-reads by id. `gone`: the service says that it does not exist (any more), or not in this calendar. What can't be
   * understood, and series masters, are in neither list; an event's `calendarId` is '' where the service told none.
   */
  read(ids: readonly string[]): Promise<{ items: T[]; gone: string[] }>;
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
   * Working times minus absences inside `window`, as instants. Cached for minutes; `forget` drops the cache. `ours`: ids
   * of our mirrors there, which never narrow what can be booked.
   */
  availability(window: Span, ours?: readonly string[]): Promise<Availability>;
  forgetAvailability(): void;
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

/** Who calls, from the verified token alone. */
export interface Caller {
  tenantId: string;
  oid: string;
  name: string;
  roles: string[];
  /** The incoming token, used for on-behalf-of and then forgotten. */
  assertion: string;
}

export interface Tokens {
  /**
   * Exchanges the caller's token on behalf of them and keeps the result for later silent renewal, encrypted, one
   * cache per user, compare-and-swap. Rejects with `consent-required` (with `claims`) or `sign-in-required`.
   */
  signIn(caller: Caller, scopes: readonly string[]): Promise<void>;
  /** With `ENTRA_BACKGROUND=code`: redeems a code that the popup brought. */
  redeemCode(caller: Caller, code: string, redirectUri: string, scopes: readonly string[]): Promise<void>;
  /** A Graph access token for background work. Rejects with `sign-in-required`, `consent-required`, `unavailable`. */
  graph(
    owner: { tenantId: string; oid: string },
    scopes: readonly string[],
    fresh?: { claims?: string },
  ): Promise<string>;
  /** Forgets everything about this user. */
  forget(owner: { tenantId: string; oid: string }): Promise<void>;
}

/** The caller's own addresses, read from Graph with their own token; never from a claim. */
export interface Profile {
  mail: string | null;
  userPrincipalName: string;
  name: string;
}

export interface Profiles {
  me(caller: Caller): Promise<Profile>;
}

export type MailKind =
  | 'invitation'
  | 'connected'
  | 'connect-failed'
  | 'sign-in-again'
  | 'held'
  | 'reminder'
  | 'conflicts'
  /** To a company's contact address or admin. */
  | 'company-code'
  | 'company-left'
  | 'company-came'
  | 'company-refused'
  | 'company-help';

export interface Mail {
  send(mail: {
    kind: MailKind;
    to: string;
    language: 'de' | 'en';
    /** Facts for the template: company, resource, url, expiry … No titles of items, ever. */
    facts: Record<string, string>;
  }): Promise<void>;
}

/** What one run wants to be kept, in one go. Rejected as a whole when the fence is old. */
export interface Commit {
  connectionId: string;
  fence: number;
  links?: Link[];
  unlink?: string[];
  log?: LogEntry[];
  conflicts?: Conflict[];
  cursors?: CalendarCursor[];
  dropCursors?: string[];
  connection?: Partial<Connection>;
  acts?: Act[];
}

/** Thrown by `commit`, `renewLease` and `done` when a later claim exists. */
export class FenceLost extends Error {
  override readonly name = 'FenceLost';
}

/**
 * Everything that outlives a process. Two implementations, one contract suite (store/contract.ts). Ids of tenant or
 * connection are in every filter. Methods are atomic one by one; nothing depends on transactions over several.
 */
export interface Store {
  companies: {
    get(companyId: string): Promise<Company | null>;
    ofTenant(tenantId: string): Promise<Company[]>;
    /** Creates, or replaces the row with the same `revision` (and raises it). False: someone else was faster. */
    put(company: Company): Promise<boolean>;
    remove(companyId: string): Promise<void>;
    /** For start-up and fleets: ids in pages of 500. */
    page(after: string | null): Promise<Company[]>;
  };
  connections: {
    get(id: string): Promise<Connection | null>;
    ofUser(tenantId: string, oid: string): Promise<Connection[]>;
    ofCompany(companyId: string): Promise<Connection[]>;
    /** Live or not; newest first. */
    ofResource(companyId: string, resourceId: string): Promise<Connection[]>;
    /** False when a live connection of the resource exists already (unique while not deactivated). */
    create(connection: Connection): Promise<boolean>;
    /** Sets the given members. With `ifState`, only when the state is one of these. False: no such row. */
    set(id: string, values: Partial<Connection>, ifState?: ConnectionState[]): Promise<boolean>;
    remove(id: string): Promise<void>;
  };
  work: {
    /** Creates the row if needed, raises the sequence, adds the hints (bounded, see `core/schedule`), lowers `dueAt`. */
    signal(work: {
      id: string;
      kind: Work['kind'];
      tenantId: string;
      hints: Hint[];
      dueAt: Instant;
      lane?: Lane;
    }): Promise<void>;
    /**
     * The earliest due row without a live lease (or with an ended one), under a new fence. Live lane first; tenants
     * take turns (the tenant served longest ago comes first). Null: nothing is due.
     */
    claim(request: { owner: string; now: Instant; leaseMs: number; lanes: Lane[] }): Promise<Claim | null>;
    /** Claims this row if nobody has it. */
    claimOne(id: string, request: { owner: string; now: Instant; leaseMs: number }): Promise<Claim | null>;
    renewLease(id: string, fence: number, until: Instant): Promise<void>;
    /**
     * Ends the run. If the sequence moved on since the claim the row is due when the last signal asked, with the new
     * hints; `retain` are hints to be kept besides.
     */
    done(
      id: string,
      fence: number,
      end: { sequence: number; dueAt: Instant; retain: Hint[]; lane: Lane; failures: number },
    ): Promise<void>;
    get(id: string): Promise<Work | null>;
    remove(id: string): Promise<void>;
    /** Embedded only, at start: being alone, every lease is taken over at once. Mongo: no-op. */
    takeOver(): Promise<void>;
    /** For `/metrics` and `/readyz`: how many rows are due, and the oldest due time. */
    backlog(now: Instant): Promise<{ due: number; oldest: Instant | null }>;
  };
  links: {
    get(connectionId: string, id: string): Promise<Link | null>;
    /** One query: links whose origin or mirror has one of these ids, plus those that touch one of these spans. */
    about(
      connectionId: string,
      what: { office?: readonly string[]; timify?: readonly string[]; spans?: readonly Span[] },
    ): Promise<Link[]>;
    ofSeries(connectionId: string, seriesId: string): Promise<Link[]>;
    /** All, ordered by id, in pages. */
    page(connectionId: string, after: string | null, limit: number): Promise<Link[]>;
    counts(connectionId: string): Promise<Connection['counts']>;
    /** Connection ids that hold a link to this appointment, in this company. */
    connectionsOfAppointment(companyId: string, appointmentId: string): Promise<string[]>;
  };
  cursors: {
    ofConnection(connectionId: string): Promise<CalendarCursor[]>;
    bySubscription(subscriptionId: string): Promise<CalendarCursor | null>;
    put(cursor: CalendarCursor): Promise<void>;
  };
  /** All changes of a run. Rejects with `FenceLost`, then nothing (embedded) or nothing newer (mongo) was touched. */
  commit(commit: Commit): Promise<void>;
  conflicts: {
    open(connectionId: string): Promise<Conflict[]>;
    get(connectionId: string, id: string): Promise<Conflict | null>;
    page(
      of: { connectionId: string } | { companyId: string },
      after: string | null,
      limit: number,
    ): Promise<Conflict[]>;
  };
  log: {
    /** Newest first. `before` is an entry id; `only` one item, or what was written before an instant. */
    page(
      of: { connectionId: string } | { companyId: string },
      before: string | null,
      limit: number,
      only?: { item?: string; until?: Instant },
    ): Promise<LogEntry[]>;
    get(connectionId: string, id: string): Promise<LogEntry | null>;
    /** Retention: removes what is older, in bounded steps. */
    prune(before: Instant): Promise<number>;
  };
  acts: {
    put(act: Act): Promise<void>;
    get(id: string): Promise<Act | null>;
    waiting(connectionId: string): Promise<Act[]>;
  };
  invitations: {
    /** Replaces an open one of the same resource. */
    put(invitation: Invitation): Promise<void>;
    byTokenHash(hash: string): Promise<Invitation | null>;
    get(id: string): Promise<Invitation | null>;
    ofCompany(companyId: string): Promise<Invitation[]>;
    /** Open ones of the tenant for one of these addresses (lower case). */
    openFor(tenantId: string, emails: readonly string[]): Promise<Invitation[]>;
  };
  tokens: {
    load(key: string): Promise<{ sealed: string; revision: number } | null>;
    /** Compare-and-swap: false when the stored revision is another one (0 = must not exist). */
    save(key: string, sealed: string, revision: number): Promise<boolean>;
    remove(key: string): Promise<void>;
  };
  /** What the polling net last saw of a company: appointment id → version. */
  seen: {
    versions(companyId: string, ids: readonly string[]): Promise<Map<string, string>>;
    /** Ids last seen with a start inside `window`, to notice what is gone. */
    inside(companyId: string, window: Span): Promise<string[]>;
    put(
      companyId: string,
      rows: { id: string; version: string; start: Instant; resourceIds: string[] }[],
    ): Promise<void>;
    drop(companyId: string, ids: readonly string[]): Promise<void>;
    resources(companyId: string, ids: readonly string[]): Promise<Map<string, string[]>>;
  };
  audit: {
    add(entry: AuditEntry): Promise<void>;
    page(companyId: string, before: string | null, limit: number): Promise<AuditEntry[]>;
  };
  /** Removes every trace of a connection: links, log, conflicts, cursors, acts, work. */
  erase(connectionId: string): Promise<void>;
  /** Rejects with a `Fault` of kind `unavailable` when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Tells open panes that something changed; loses nothing that the store does not hold. */
export interface Bus {
  publish(event: {
    tenantId: string;
    companyId: string;
    connectionId: string;
    kind: 'progress' | 'state' | 'conflict' | 'log' | 'settings';
  }): void;
  subscribe(
    listener: (event: { tenantId: string; companyId: string; connectionId: string; kind: string }) => void,
  ): () => void;
}
