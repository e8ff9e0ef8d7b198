import type { Instant } from '../../core/items.ts';
import type { LagFigures, LagHistory } from '../lagHistory.ts';
import { needsOwner, openBookings, type OpenBookings } from '../openBookings.ts';
import type { PageRequest } from './conflicts.ts';
import type { Company, Connection } from '../documents.ts';
import { needCursor, needPlaceAt } from './need.ts';
import type { Tally } from '../ports/need.ts';
import type { RequestDeps } from '../requestDeps.ts';

export interface HealthRow {
  connection: Connection;
  subscriptions: { live: number; all: number; expiresAt: Instant | null };
  waitingSince: Instant | null;
  openBookings: OpenBookings | null;
}

export interface Health extends LagFigures, Tally {
  company: Company;
  rows: HealthRow[];
  next: string | null;
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

/** How the sync of each resource is doing: those that need help first, page by page; the figures are of all. */
export const healthOf = async (
  deps: HealthDeps & { lagHistory: LagHistory },
  company: Company,
  { after, limit }: PageRequest,
): Promise<Health> => {
  const { connections } = deps.store;
  const [found, tally, figures] = await Promise.all([
    connections.byNeed(company.id, needPlaceAt(after), limit + 1),
    connections.tally(company.id),
    deps.lagHistory.figures(company.id, deps.clock.now()),
  ]);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    ...figures,
    ...tally,
    company,
    rows: await Promise.all(page.map((connection) => rowOf(deps, company, connection))),
    next: last ? needCursor(last) : null,
  };
};
