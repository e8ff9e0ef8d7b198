/** A person's right to see and to erase what we store about their connection. */
import type { Conflict } from '../../core/decisions.ts';
import type { Instant } from '../../core/items.ts';
import type { Link } from '../../core/links.ts';
import { carryOut, type Outcome } from './actResult.ts';
import { eraseRows, invitationsOf } from '../erase.ts';
import { isApproved, isLive } from '../policy.ts';
import type { CalendarCursor, Connection, Invitation, LogEntry } from '../documents.ts';
import type { Caller } from '../ports/people.ts';
import type { RequestDeps } from '../requestDeps.ts';
import type { Copies } from '../../core/departure.ts';
import type { Subject } from './shownItems.ts';

const PAGE = 500;

/** Every page of a list; each begins after the last row of the one before. */
const all = async <T>(page: (last: T | null) => Promise<T[]>): Promise<T[]> => {
  const rows: T[] = [];
  for (;;) {
    const next = await page(rows.at(-1) ?? null);
    rows.push(...next);
    if (next.length < PAGE) return rows;
  }
};

export interface Stored {
  exportedAt: Instant;
  links: Link[];
  conflicts: Conflict[];
  log: LogEntry[];
  cursors: CalendarCursor[];
  invitations: Invitation[];
}

const rowsOf = async ({ store }: Pick<RequestDeps, 'store'>, connection: Connection) => {
  const connectionId = connection.id;
  return {
    links: await all<Link>((last) => store.links.page(connectionId, last?.id ?? null, PAGE)),
    conflicts: await all<Conflict>((last) => store.conflicts.page({ connectionId }, last, PAGE)),
    log: await all<LogEntry>((last) => store.log.page({ connectionId }, last?.id ?? null, PAGE)),
    cursors: await store.cursors.ofConnection(connectionId),
    invitations: await invitationsOf({ store }, connection),
  };
};

export const exportStored = async (
  deps: Pick<RequestDeps, 'store' | 'clock'>,
  connection: Connection,
): Promise<Stored> => ({ exportedAt: deps.clock.now(), ...(await rowsOf(deps, connection)) });

export interface Erased {
  erasedAt: Instant;
  removed: { links: number; log: number; conflicts: number; invitations: number };
  /** Counted afterwards. */
  left: number;
  facts: Record<string, unknown>;
}

/**
 * Deactivates where that is still to be done, then removes every row. While the deactivation is under way, or has
 * failed, nothing is erased: the outcome says so, and the call is to be repeated.
 */
export const eraseData = async (
  deps: Pick<RequestDeps, 'store' | 'clock' | 'runner' | 'tokens' | 'log' | 'bus'>,
  caller: Caller,
  subject: Subject,
  copies: Copies,
): Promise<{ outcome: Outcome } | { erased: Erased }> => {
  const { connection } = subject;
  let facts: Record<string, unknown> = {};
  if (isLive(connection) && isApproved(connection)) {
    const outcome = await carryOut(deps, connection, caller.oid, { kind: 'deactivate', copies });
    if (outcome.pending || !outcome.ok) return { outcome };
    facts = outcome.facts;
  }
  const before = await rowsOf(deps, connection);
  await eraseRows(deps, connection);
  const after = await rowsOf(deps, connection);
  const row = await deps.store.connections.get(connection.id);
  const { id, tenantId, companyId } = connection;
  deps.log.info('erased', { connection: id, company: companyId, links: before.links.length });
  deps.bus.publish({ tenantId, companyId, connectionId: id, kind: 'state' });
  const removed = {
    links: before.links.length,
    log: before.log.length,
    conflicts: before.conflicts.length,
    invitations: before.invitations.length,
  };
  const { links, log, conflicts, cursors, invitations } = after;
  const left =
    [links, log, conflicts, cursors, invitations].reduce((sum, rows) => sum + rows.length, 0) + (row ? 1 : 0);
  return { erased: { erasedAt: deps.clock.now(), removed, left, facts } };
};
