/** What outlives a process, as it is stored. Contents of items are not in it: ids, times, versions, fingerprints. */
import type { ChosenCalendar, Instant, Span } from '../core/items.ts';
import type { Hold, Verdict } from '../core/decisions.ts';
import type { LogDraft } from '../core/planned.ts';
import type { Nets } from '../core/schedule.ts';
import type { OwnSettings } from '../core/settings.ts';

export interface Company {
  /** TIMIFY's company id (24 hex). Bound to exactly one tenant. */
  id: string;
  tenantId: string;
  name: string;
  timeZone: string;
  language: 'de' | 'en';
  contactEmail: string;
  appId: string;
  /** Sealed by the vault, context `company:{id}`. */
  appSecret: string;
  privacy: { version: string; by: string; at: Instant } | null;
  webhook: { headerName: string; valueHash: string };
  settings: OwnSettings;
  locked: string[];
  settingsVersion: number;
  state: 'ok' | 'credentials-refused';
  /** Of the admin who last connected it or agreed, as Graph told it; absent where Graph did not let us read it. */
  adminEmail?: string | null;
  /** Another tenant's way to take the company over; at most one is open. */
  moveCode?: MoveCode | null;
  /** When codes were sent during the last day. */
  codesSentAt?: Instant[];
  /** A former tenant's connections are still to be ended. */
  isClearing?: boolean;
  /** TIMIFY does not take our marks on appointments: what we made there is known by its looks. */
  refusesMarks?: boolean;
  /** When the admin is next told who needs help. */
  digestAt?: Instant | null;
  /** When the nets under the webhooks were last drawn; absent before the first time. */
  nets?: Nets;
  /** For optimistic writes. */
  revision: number;
}

/** A one-time code that went to the company's contact address. */
export interface MoveCode {
  /** Who asked for it, and alone may use it. */
  tenantId: string;
  /** Keyed: the code alone has too few bits for a plain hash. */
  codeHash: string;
  expiresAt: Instant;
  triesLeft: number;
}

export type ConnectionState =
  | 'awaiting-approval'
  | 'importing'
  | 'in-step'
  | 'syncing'
  | 'paused'
  | 'needs-sign-in'
  | 'permission-missing'
  | 'mailbox-unsupported'
  | 'calendar-gone'
  | 'resource-gone'
  | 'timify-refused'
  | 'failing'
  | 'deactivated';

export interface Progress {
  phase: 'none' | 'next-days' | 'rest' | 'cursor' | 'done';
  done: number;
  total: number;
  /** End of the time that is mirrored already, nearest days first. */
  doneUntil: Instant | null;
  /** Settings are being applied to what is there; else it is an import, or another look at the window. */
  applying?: boolean;
  /** What vanished in the parts that are done: units per container, for the brake. */
  vanished?: Record<string, number>;
}

export interface Connection {
  id: string;
  tenantId: string;
  companyId: string;
  resourceId: string;
  resourceName: string;
  /** The mailbox owner. */
  oid: string;
  ownerEmail: string;
  language: 'de' | 'en';
  /** IANA zone of the resource, else of the company. */
  timeZone: string;
  calendars: ChosenCalendar[];
  writeCalendarId: string | null;
  settings: OwnSettings;
  /** Grows with each change of what people chose for it: settings and calendars. */
  settingsVersion: number;
  /** Settings under which something was decided, newest last: what brings back how it was shown. */
  pastSettings?: { version: number; values: OwnSettings }[];
  state: ConnectionState;
  /** When the present state began. */
  stateSince: Instant;
  /** TIMIFY does not list the resource any more. Kept beside the state, for those that are paused or not approved yet. */
  isResourceGone?: boolean;
  /** A machine word about the last failure, with its request id; never a text of an item. */
  trouble: { kind: string; requestId: string | null; at: Instant } | null;
  progress: Progress;
  counts: { linked: number; covered: number; conflicts: number; skipped: number; held: number };
  hold: Hold | null;
  /** Milliseconds of the last change: Microsoft's part and ours. */
  lag: { theirs: number; ours: number } | null;
  lastRunAt: Instant | null;
  /** When all calendars were last looked at, rung for or not. */
  sweptAt?: Instant;
  /** When the last full look at the whole window ended: an import, or a whole round of the audit. */
  provenEqualAt: Instant | null;
  /** When the rolling audit looks at its next slice. */
  auditAt: Instant | null;
  /** How far the audit's present round has come, and whether all was equal, or repaired, so far. */
  auditRound?: { doneUntil: Instant; equal: boolean } | null;
  importedAt: Instant | null;
  /** Why the first import does not go on, as its owner was told last by mail. */
  failureTold?: string;
  /** Digest of what can be booked, as last looked at: a shift plan that stays the same is no reason to read. */
  bookable?: string;
  /** When the bookable times were last told to be others, maybe: what any process kept from before is read anew. */
  plansToldAt?: Instant;
  /** When the next digest of open conflicts goes out; absent while none is open. */
  digestAt?: Instant | null;
  /** Kinds of conflicts that the owner left as they are for whole series; see `seriesToken`. */
  ignoredSeries?: string[];
  deactivated: { at: Instant; copies: 'keep' | 'remove' | 'plain'; by: string } | null;
  createdAt: Instant;
  /** Set when a later connection took over the kept copies: undo is no longer possible. */
  successorId: string | null;
}

/** Cursor and subscription of one calendar of one connection. */
export interface CalendarCursor {
  connectionId: string;
  calendarId: string;
  /** Graph's delta link, sealed, context `cursor:{connectionId}`. */
  cursor: string | null;
  window: Span;
  subscription: {
    /** Null while the create is under way: the row exists before Graph validates the address. */
    id: string | null;
    clientStateHash: string;
    expiresAt: Instant;
    renewAt: Instant;
    state: 'creating' | 'live' | 'gone';
  } | null;
}

/** TIMIFY answered 404 for it: a fact that needs no second read. */
export const GONE = 'gone';

/** What a notification or a person named; bounded, kept with the due mark. */
export type Hint =
  | { kind: 'calendar'; calendarId: string }
  | { kind: 'event'; id: string; attempt?: number }
  /** `version`: what made us ask; `GONE` when the company's run was told that it does not exist any more. */
  | { kind: 'appointment'; id: string; version: string | null; attempt?: number }
  /** A lifecycle notification: renew now, or make a new one. */
  | { kind: 'subscription'; calendarId: string; gone: boolean }
  /** Bookable times may have changed. For a company: something that concerns every connection. */
  | { kind: 'availability' }
  /** A row of a shift plan: `availability` for each connection, unless we wrote it ourselves. */
  | { kind: 'shift'; id: string; action: 'created' | 'updated' | 'deleted' | null }
  /** A service, customer or resource that may be called otherwise now: bookings that name it are read again. */
  | { kind: 'named'; id: string }
  /** A customer was erased: the texts of what the window has left behind are read again, too. */
  | { kind: 'past' }
  /**
   * Too many hints, a settings change, a recovery: read the whole window, slice by slice. `goesOn`: a look that is under
   * way, as its own runs leave it to the next one; whoever else wishes one meanwhile wishes another.
   */
  | { kind: 'window'; goesOn?: true }
  | { kind: 'act'; id: string };

export type Lane = 'live' | 'import';

/** One document per connection and per company: the queue. */
export interface Work {
  /** The connection's id, or `company:{id}`. */
  id: string;
  kind: 'connection' | 'company';
  tenantId: string;
  lane: Lane;
  dueAt: Instant;
  /** Raised by every signal; a run that ends with another number is due again at once. */
  sequence: number;
  hints: Hint[];
  /** When the oldest unserved signal came, for the lag. */
  signalledAt: Instant | null;
  lease: { owner: string; until: Instant } | null;
  /** Grows with each claim. */
  fence: number;
  /** Runs in a row that failed, for the back-off. */
  failures: number;
  /** Whom notifications of Graph named last, newest last; a self-test looks for its probe here. */
  rungFor?: string[];
}

export type Claim = Work & { lease: { owner: string; until: Instant } };

export interface LogEntry extends LogDraft {
  id: string;
  connectionId: string;
  companyId: string;
  at: Instant;
  outcome: 'done' | 'failed' | 'refused' | 'skipped' | 'noted';
  /** The person's act that caused it; null: it came by itself. */
  act: string | null;
  /** Under which settings, where one decided. */
  settingsVersion?: number;
}

export interface Invitation {
  id: string;
  companyId: string;
  tenantId: string;
  resourceId: string;
  resourceName: string;
  /** Lower case; what TIMIFY knows as the resource's address. */
  email: string;
  tokenHash: string;
  invitedBy: string;
  createdAt: Instant;
  expiresAt: Instant;
  state: 'open' | 'used' | 'withdrawn' | 'replaced';
  /**
   * When its receiver is reminded, once, and in which language. Absent or null: never, or already. `failures`: how often
   * in a row the mail surely did not go out.
   */
  reminder?: { at: Instant; language: 'de' | 'en'; failures?: number } | null;
  /** Another address opened it: an admin must say yes. */
  awaiting: { oid: string; connectionId: string } | null;
}

/** A person's act that a run carries out; its result is what the API answers. */
export interface Act {
  id: string;
  connectionId: string;
  by: string;
  at: Instant;
  request:
    | { kind: 'verdict'; verdict: Verdict }
    | { kind: 'confirm-hold' }
    | { kind: 'refuse-hold' }
    | { kind: 'apply-settings'; level: 'connection' | 'company' }
    | { kind: 'deactivate'; copies: 'keep' | 'remove' | 'plain' }
    /** Copies that a change of direction or calendars left without a rule. */
    | { kind: 'release-copies'; copies: 'keep' | 'remove' | 'plain' }
    /** Copies that were made plain entries are ours again: the connection lives on. */
    | { kind: 'mark-copies' }
    /** `notify`: null where customers are told, or not, as the first time. */
    | { kind: 'undo-log'; entryId: string; notify: boolean | null; role: 'owner' | 'admin' }
    /** No run carries it out: it has a result from the beginning, which tells how far it is. */
    | { kind: 'self-test' };
  result: { ok: boolean; error: string | null; facts: Record<string, unknown> } | null;
}

/** What one process measured of one company in half an hour: how long changes took, in milliseconds. */
export interface LagRow {
  companyId: string;
  /** When the half hour begins. */
  at: Instant;
  /** The process, which alone writes the row. */
  by: string;
  changes: number;
  /** Sum of Microsoft's or TIMIFY's part. */
  theirs: number;
  /** The last of them, so many at most. */
  kept: { theirs: number; ours: number }[];
}

export interface AuditEntry {
  id: string;
  tenantId: string;
  companyId: string;
  at: Instant;
  /** The admin's oid. */
  by: string;
  act: string;
  facts: Record<string, unknown>;
}
