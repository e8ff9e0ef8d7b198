import type { Collection, Db, IndexDescription } from 'mongodb';
import type { Conflict } from '../../core/decisions.ts';
import type { Link } from '../../core/links.ts';
import type {
  Act,
  AuditEntry,
  CalendarCursor,
  Company,
  Connection,
  Invitation,
  LagRow,
  LogEntry,
} from '../../sync/documents.ts';
import type { QueueRow } from '../queue.ts';

/**
 * Every collection and what beside the document (`doc`, with stored names) a query looks for. `_id` of what belongs
 * to a connection begins with the connection's id, so that one shard can tell whether it is unique.
 */
export interface Kept<T> {
  _id: string;
  doc: T;
}

export interface CompanyRow extends Kept<Company> {
  tenantId: string;
  revision: number;
}
export interface ConnectionRow extends Kept<Connection> {
  tenantId: string;
  oid: string;
  companyId: string;
  resourceId: string;
  live: string;
  createdAt: number;
  /** See `sync/ports/need.ts`. */
  need: number;
  /** Of `doc.counts`: not every server adds up what lies deeper. */
  linked: number;
  /** Of the last run that wrote it. */
  fence: number;
}
export interface WorkRow extends Kept<QueueRow> {
  tenantId: string;
  lane: string;
  dueAt: number;
  leaseUntil: number;
  /** Raised by every write: who read an older one must read again. */
  revision: number;
}
export interface ServedRow {
  _id: string;
  turn: number;
}
export interface LinkRow {
  _id: string;
  connectionId: string;
  id: string;
  fence: number;
  /** Missing once the link is forgotten; see `gone`. */
  doc?: Link;
  decision?: string;
  seriesId?: string | null;
  references?: string[];
  buckets?: number[];
  /** When the link was forgotten. The row stays for a while, so that a run with an older fence can't bring it back. */
  gone?: number;
}
export interface CursorRow extends Kept<CalendarCursor> {
  connectionId: string;
  calendarId: string;
  subscriptionId: string | null;
  fence: number;
}
export interface ConflictRow extends Kept<Conflict> {
  connectionId: string;
  id: string;
  isOpen: boolean;
  at: number;
  closedAt: number | null;
  spanEnd: number;
  fence: number;
}
export interface LogRow extends Kept<LogEntry> {
  connectionId: string;
  companyId: string;
  id: string;
  at: number;
  item: string;
}
export interface ActRow extends Kept<Act> {
  connectionId: string;
  isWaiting: boolean;
  at: number;
}
export interface InvitationRow extends Kept<Invitation> {
  companyId: string;
  tenantId: string;
  email: string;
  tokenHash: string;
  open: string;
  createdAt: number;
}
export interface TokenRow {
  _id: string;
  sealed: string;
  revision: number;
}
export interface SeenRow {
  _id: string;
  companyId: string;
  id: string;
  version: string;
  start: number;
  resourceIds: string[];
}
export interface LagsRow extends Kept<LagRow> {
  companyId: string;
  at: number;
  by: string;
}
export interface AuditRow extends Kept<AuditEntry> {
  companyId: string;
  id: string;
  at: number;
}

export interface Collections {
  companies: Collection<CompanyRow>;
  connections: Collection<ConnectionRow>;
  work: Collection<WorkRow>;
  served: Collection<ServedRow>;
  links: Collection<LinkRow>;
  cursors: Collection<CursorRow>;
  conflicts: Collection<ConflictRow>;
  log: Collection<LogRow>;
  acts: Collection<ActRow>;
  invitations: Collection<InvitationRow>;
  tokens: Collection<TokenRow>;
  seen: Collection<SeenRow>;
  lags: Collection<LagsRow>;
  audit: Collection<AuditRow>;
}

export const collectionsOf = (db: Db): Collections => ({
  companies: db.collection('companies'),
  connections: db.collection('connections'),
  work: db.collection('work'),
  served: db.collection('served'),
  links: db.collection('links'),
  cursors: db.collection('cursors'),
  conflicts: db.collection('conflicts'),
  log: db.collection('log'),
  acts: db.collection('acts'),
  invitations: db.collection('invitations'),
  tokens: db.collection('tokens'),
  seen: db.collection('seen'),
  lags: db.collection('lags'),
  audit: db.collection('audit'),
});

const on = (name: string, ...members: string[]): IndexDescription => ({
  name,
  key: Object.fromEntries(members.map((member) => [member, 1])),
});

const INDEXES: Record<keyof Collections, readonly IndexDescription[]> = {
  companies: [on('tenant', 'tenantId')],
  connections: [
    on('user', 'tenantId', 'oid', 'createdAt'),
    on('resource', 'companyId', 'resourceId', 'createdAt'),
    on('need', 'companyId', 'need', '_id'),
    { ...on('live', 'live'), unique: true },
  ],
  work: [on('due', 'lane', 'dueAt'), on('tenant', 'lane', 'tenantId', 'dueAt')],
  served: [on('turn', 'turn')],
  links: [
    on('id', 'connectionId', 'id'),
    on('decision', 'connectionId', 'decision'),
    on('series', 'connectionId', 'seriesId'),
    on('references', 'connectionId', 'references'),
    on('buckets', 'connectionId', 'buckets'),
    { ...on('gone', 'gone'), sparse: true },
  ],
  cursors: [on('connection', 'connectionId', 'calendarId'), on('subscription', 'subscriptionId')],
  conflicts: [
    on('open', 'connectionId', 'isOpen'),
    on('time', 'connectionId', 'at', 'id'),
    on('closed', 'closedAt'),
  ],
  log: [
    on('connection', 'connectionId', 'at', 'id'),
    on('item', 'connectionId', 'item', 'at'),
    on('company', 'companyId', 'at', 'id'),
    on('age', 'at'),
  ],
  acts: [on('connection', 'connectionId', 'isWaiting', 'at'), on('age', 'at')],
  invitations: [
    on('token', 'tokenHash'),
    on('company', 'companyId', 'createdAt'),
    on('address', 'tenantId', 'email'),
    { ...on('open', 'open'), unique: true },
  ],
  tokens: [],
  seen: [on('start', 'companyId', 'start')],
  lags: [on('time', 'companyId', 'at', 'by'), on('age', 'at')],
  audit: [on('time', 'companyId', 'at', 'id')],
};

/** Harmless when they exist. One at a time: FerretDB 1 breaks down over several of which some exist. */
export const createIndexes = async (db: Db): Promise<void> => {
  for (const [name, indexes] of Object.entries(INDEXES))
    for (const index of indexes) await db.collection(name).createIndexes([index]);
};
