/**
 * The rules of the work queue, free of any database: each takes a row and gives the next one. Both stores load, apply
 * and write back under their own kind of atomicity, so that the queue behaves the same on each.
 */
import type { Instant } from '../core/items.ts';
import type { Claim, Hint, Lane, Work } from '../sync/documents.ts';
import type { Store } from '../sync/ports/store.ts';
import { mergeHints } from './hints.ts';

/** A row as it is kept. What a run has taken stays apart from what came during it. */
export interface QueueRow extends Work {
  /** Hints that the present (or a crashed) run was given; `hints` holds only what came after its claim. */
  taken: Hint[];
  /** When the first signal since the claim came. */
  laterSignalAt: Instant | null;
  /** When the last signal since the claim wants it due: a burst of them is gathered. */
  laterDueAt: Instant | null;
}

export type Signal = Parameters<Store['work']['signal']>[0];
export type RunEnd = Parameters<Store['work']['done']>[2];

const LANES: readonly Lane[] = ['live', 'import'];

/** The lanes of a request in the order in which they are served. */
export const lanesInOrder = (lanes: readonly Lane[]): Lane[] => LANES.filter((lane) => lanes.includes(lane));

/** What the port shows of a row: all hints that are not served yet, in one list. */
export const visible = (row: QueueRow): Work => ({
  id: row.id,
  kind: row.kind,
  tenantId: row.tenantId,
  lane: row.lane,
  dueAt: row.dueAt,
  sequence: row.sequence,
  hints: mergeHints(row.taken, row.hints),
  signalledAt: row.signalledAt,
  lease: row.lease,
  fence: row.fence,
  failures: row.failures,
  ...(row.rungFor ? { rungFor: row.rungFor } : {}),
});

const fresh = (signal: Signal): QueueRow => ({
  id: signal.id,
  kind: signal.kind,
  tenantId: signal.tenantId,
  lane: signal.lane ?? 'live',
  dueAt: signal.dueAt,
  sequence: 0,
  hints: [],
  taken: [],
  signalledAt: null,
  laterSignalAt: null,
  laterDueAt: null,
  lease: null,
  fence: 0,
  failures: 0,
});

/** What waits on the live lane is not put behind imports because a window is to be read, too. */
const laneAfter = (row: QueueRow, { lane }: Signal): Lane =>
  row.lane === 'live' && row.hints.length > 0 ? 'live' : (lane ?? row.lane);

/** Enough for whoever looks twice a second whether one of them was rung for. */
const MOST_RUNG_FOR = 20;

const rungFor = (before: readonly string[] = [], named: readonly string[] = []): string[] =>
  [...before.filter((id) => !named.includes(id)), ...new Set(named)].slice(-MOST_RUNG_FOR);

/** The row after a signal. A signal never delays: it only lowers `dueAt`. */
export const signalled = (row: QueueRow | null, signal: Signal, now: Instant): QueueRow => {
  const before = row ?? fresh(signal);
  return {
    ...before,
    lane: laneAfter(before, signal),
    dueAt: Math.min(before.dueAt, signal.dueAt),
    sequence: before.sequence + 1,
    hints: mergeHints(before.hints, signal.hints),
    signalledAt: before.signalledAt ?? now,
    laterSignalAt: before.lease === null ? before.laterSignalAt : (before.laterSignalAt ?? now),
    laterDueAt: before.lease === null ? before.laterDueAt : signal.dueAt,
    ...(signal.rungFor ? { rungFor: rungFor(before.rungFor, signal.rungFor) } : {}),
  };
};

export const isLeased = (row: QueueRow, now: Instant): boolean => row.lease !== null && row.lease.until > now;

/** The row under a new lease and a new fence. Hints of a run that never ended are handed out once more. */
export const claimed = (
  row: QueueRow,
  request: { owner: string; now: Instant; leaseMs: number },
): QueueRow & Claim => ({
  ...row,
  taken: mergeHints(row.taken, row.hints),
  hints: [],
  laterSignalAt: null,
  laterDueAt: null,
  lease: { owner: request.owner, until: request.now + request.leaseMs },
  fence: row.fence + 1,
});

/** A claim still holds until a later one was made or the run was ended, even past the end of its lease. */
export const holds = (row: QueueRow | null, fence: number): row is Claim & QueueRow =>
  row?.fence === fence && row.lease !== null;

/** The row after its run. Signals that came meanwhile make it due when the last of them asks, with their hints and lane. */
export const ended = (row: QueueRow, end: RunEnd, now: Instant): QueueRow => {
  const moved = row.sequence !== end.sequence;
  return {
    ...row,
    lane: moved && row.lane === 'live' ? 'live' : end.lane,
    dueAt: moved ? Math.min(Math.max(now, row.laterDueAt ?? now), end.dueAt) : end.dueAt,
    hints: mergeHints(end.retain, row.hints),
    taken: [],
    signalledAt: moved ? (row.laterSignalAt ?? now) : null,
    laterSignalAt: null,
    laterDueAt: null,
    lease: null,
    failures: end.failures,
  };
};

export const released = (row: QueueRow): QueueRow => ({ ...row, lease: null });
