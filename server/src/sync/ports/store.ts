/** What outlives a process. Two implementations, one contract suite (store/contract.ts). */
import type { Instant, Span } from '../../core/items.ts';
import type { Conflict } from '../../core/decisions.ts';
import type { Link } from '../../core/links.ts';
import type { ConflictPlace } from '../conflictPlace.ts';
import type { NeedPlace, Tally } from './need.ts';
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
  LagRow,
  LogEntry,
  Work,
} from '../documents.ts';

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
 * Everything that outlives a process. Two implementations, one contract suite (store/contract.ts). What belongs to a
 * connection is written with the connection's id. Companies, connections, invitations, acts and due marks are found by
 * their own id alone (an invitation also by its token, a cursor by its subscription), which says nothing of a tenant:
 * whoever asks compares the tenant of what was found. Methods are atomic one by one; nothing depends on transactions over
 * several.
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
    /** Live and approved ones, those that need help first, else by id. Nothing needs to stand at `after` any more. */
    byNeed(companyId: string, after: NeedPlace | null, limit: number): Promise<Connection[]>;
    /** Counted where they lie: however many they are, none is read. */
    tally(companyId: string): Promise<Tally>;
    /** Live or not; newest first. */
    ofResource(companyId: string, resourceId: string): Promise<Connection[]>;
    /** False when a live connection of the resource exists already (unique while not deactivated). */
    create(connection: Connection): Promise<boolean>;
    /** Sets the given members. With `ifState`, only when the state is one of these. False: no such row. */
    set(id: string, values: Partial<Connection>, ifState?: ConnectionState[]): Promise<boolean>;
    /** The same, only while settings and calendars are in this version: nobody's change is written over. */
    change(id: string, values: Partial<Connection>, settingsVersion: number): Promise<boolean>;
    remove(id: string): Promise<void>;
    /** Deactivated before an instant; at most `limit`. */
    endedBefore(before: Instant, limit: number): Promise<Connection[]>;
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
      /** Whom a notification named: the last few are kept. */
      rungFor?: readonly string[];
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
    /** Newest first, open ones alone where that is said. `after` is a place: nothing needs to stand there any more. */
    page(
      of: { connectionId: string } | { companyId: string },
      after: ConflictPlace | null,
      limit: number,
      openOnly?: boolean,
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
    remove(id: string): Promise<void>;
    /** Retention: removes what was made before; one that waits for an admin's word stays. Returns how many. */
    prune(before: Instant): Promise<number>;
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
  lags: {
    /** Replaces the row of the same company, half hour and process. */
    put(row: LagRow): Promise<void>;
    /** Of all processes, for half hours that began then or later; oldest first. */
    since(companyId: string, from: Instant): Promise<LagRow[]>;
    /** Retention: removes half hours that began before. Returns how many rows. */
    prune(before: Instant): Promise<number>;
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
