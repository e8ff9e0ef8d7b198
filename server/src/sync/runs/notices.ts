/** What a run tells its owner by mail: what the brake holds, and conflicts. */
import { DateTime } from 'luxon';
import { heldUnits, holdsMore } from '../../core/brake.ts';
import type { Hold } from '../../core/decisions.ts';
import type { Desk } from '../desk.ts';
import { tellOwner } from '../mails.ts';
import type { RunDeps } from '../runDeps.ts';
import type { Reconciled } from './reconcile.ts';

/** When a daily digest arrives, in the connection's zone. */
const DIGEST_HOUR = 7;

/** The next seven o'clock in this zone. */
export const nextMorning = (now: number, zone: string): number => {
  const morning = DateTime.fromMillis(now, { zone }).set({
    hour: DIGEST_HOUR,
    minute: 0,
    second: 0,
    millisecond: 0,
  });
  return (morning.toMillis() > now ? morning : morning.plus({ days: 1 })).toMillis();
};

/** What came of a run or of an act. */
export interface News {
  /** What was held back before. */
  hold: Hold | null;
  /** Conflicts that were opened and are still open. */
  opened: number;
}

/** The brake holds something that it did not hold before: one mail. */
const aboutHold = async (deps: RunDeps, desk: Desk, before: Hold | null): Promise<void> => {
  const { hold } = desk.connection;
  if (!hold || !holdsMore(hold, before)) return;
  const facts = { count: String(heldUnits(hold)), total: String(hold.total), side: hold.side };
  await tellOwner(deps, desk, 'held', facts);
};

/** `digest`: at once when conflicts open, each morning while some are open, or never. Counts only, no titles. */
const aboutConflicts = async (deps: RunDeps, desk: Desk, opened: number): Promise<void> => {
  const { digest } = desk.settings;
  if (digest === 'at-once' && opened > 0) await tellOwner(deps, desk, 'conflicts', { count: String(opened) });
  const { connection } = desk;
  const open = connection.counts.conflicts;
  const due = connection.digestAt ?? null;
  const now = deps.clock.now();
  if (digest !== 'daily' || open === 0) {
    if (due !== null) await setDigest(deps, desk, null);
    return;
  }
  if (due !== null && due > now) return;
  if (due !== null) await tellOwner(deps, desk, 'conflicts', { count: String(open) });
  await setDigest(deps, desk, nextMorning(now, connection.timeZone));
};

const setDigest = async (deps: RunDeps, desk: Desk, digestAt: number | null): Promise<void> => {
  await deps.store.connections.set(desk.connection.id, { digestAt });
  desk.connection = { ...desk.connection, digestAt };
};

/** What the owner hears about. */
export const giveNews = async (deps: RunDeps, desk: Desk, { hold, opened }: News): Promise<void> => {
  await aboutHold(deps, desk, hold);
  await aboutConflicts(deps, desk, opened);
};

/** The same after reconciles that belong together: one mail for all of them. */
export const giveNotice = async (
  deps: RunDeps,
  desk: Desk,
  ...results: readonly Reconciled[]
): Promise<void> => {
  const [first] = results;
  if (!first) return;
  const last = new Map(
    results.flatMap(({ aftermath }) =>
      aftermath.conflicts.map(({ id, closedAt }) => [id, closedAt] as const),
    ),
  );
  const opened = [...last.values()].filter((closedAt) => closedAt === null).length;
  await giveNews(deps, desk, { hold: first.input.hold, opened });
};
