import type { Instant } from '../core/items.ts';
import type { LagFigures, LagHistory } from './lagHistory.ts';
import { needsOwner, openBookings, type OpenBookings } from './openBookings.ts';
import { isApproved, isLive } from './policy.ts';
import type { Company, Connection } from './documents.ts';
import type { RequestDeps } from './requestDeps.ts';

export interface HealthRow {
  connection: Connection;
  subscriptions: { live: number; all: number; expiresAt: Instant | null };
  waitingSince: Instant | null;
  openBookings: OpenBookings | null;
}

export interface Health extends LagFigures {
  company: Company;
  rows: HealthRow[];
  /** People who can do nothing until an admin has approved them. */
  awaiting: number;
  provenEqualAt: Instant | null;
  linked: number;
}

type HealthDeps = Pick<RequestDeps, 'store' | 'clock' | 'sides' | 'vault'>;

const rowOf = async (deps: HealthDeps, company: Company, connection: Connection): Promise<HealthRow> => {
  const now = deps.clock.now();
  const [cursors, work, bookings] = await Promise.all([
    deps.store.cursors.ofConnection(connection.id),
    deps.store.work.get(connection.id),
    needsOwner(connection) ? openBookings(deps, company, connection, now) : null,
  ]);
  // One that has run out while nobody renewed it rings no more, whatever its row says.
  const live = cursors.flatMap(({ subscription }) =>
    subscription?.state === 'live' && subscription.expiresAt > now ? subscription : [],
  );
  const first = live.map(({ expiresAt }) => expiresAt).sort((a, b) => a - b)[0];
  return {
    connection,
    subscriptions: { live: live.length, all: cursors.length, expiresAt: first ?? null },
    waitingSince: work?.signalledAt ?? null,
    openBookings: bookings,
  };
};

/** Null as long as one live connection was never proven equal. */
const earliestProof = (connections: readonly Connection[]): Instant | null => {
  const proofs = connections.map(({ provenEqualAt }) => provenEqualAt);
  return proofs.length === 0 || proofs.includes(null) ? null : Math.min(...proofs.map((at) => at ?? 0));
};

/** How the sync of each resource is doing. */
export const healthOf = async (
  deps: HealthDeps & { lagHistory: LagHistory },
  company: Company,
): Promise<Health> => {
  const all = await deps.store.connections.ofCompany(company.id);
  const live = all.filter((connection) => isLive(connection) && isApproved(connection));
  return {
    ...(await deps.lagHistory.figures(company.id, deps.clock.now())),
    company,
    rows: await Promise.all(live.map((connection) => rowOf(deps, company, connection))),
    awaiting: all.filter((connection) => !isApproved(connection)).length,
    provenEqualAt: earliestProof(live),
    linked: live.reduce((sum, { counts }) => sum + counts.linked, 0),
  };
};
