import type { Copies } from '../../../core/departure.ts';
import { otherSide, type SideName } from '../../../core/items.ts';
import type { Link } from '../../../core/links.ts';
import { recount } from '../counts.ts';
import { forgetUnused } from '../../erase.ts';
import { allLinks } from '../gather.ts';
import { endSubscriptions } from '../subscribe.ts';
import { done, type ActRun, type Result } from './act.ts';
import { closeForgotten } from './closeForgotten.ts';
import { countOurs, type Counted } from './countOurs.ts';
import { endCopies, factsOf, type Ended, type Reason } from './endCopies.ts';

const DEACTIVATED: Reason = { rule: 'deactivated', setting: null };

const idsOf = (links: readonly Link[]): Set<string> => new Set(links.map(({ id }) => id));

const bySide = (links: readonly Link[]): Record<SideName, number> => ({
  office: links.filter(({ origin }) => otherSide(origin.side) === 'office').length,
  timify: links.filter(({ origin }) => otherSide(origin.side) === 'timify').length,
});

/** What the proof shows: what was done, and what was seen of ours when both sides were looked at once more. */
const proofOf = (ended: Ended, { ofOurs, marked }: Counted) => ({
  ...factsOf(ended),
  removedBySide: bySide(ended.removed),
  // A time shift whose mark can't be taken off was not made plain.
  released: Math.max(ended.released.length - marked, 0),
  marked,
  ofOurs,
  remaining: ofOurs.office === null || ofOurs.timify === null ? null : ofOurs.office + ofOurs.timify,
});

/** Ends the connection: its copies as the person chose, its subscriptions, and the access to the mailbox. */
export const deactivate = async (
  { deps, desk, rows, act, lease }: ActRun,
  copies: Copies,
): Promise<Result> => {
  const links = await allLinks(deps, desk.connection.id);
  const ended = await endCopies({ deps, desk, lease, act }, links, copies, () => DEACTIVATED);
  await closeForgotten({ deps, desk, lease, act });
  const { connection } = desk;
  const counted = await countOurs(deps, desk, {
    links,
    removed: idsOf(ended.removed),
    released: idsOf(ended.released),
  });
  await endSubscriptions(deps, desk, rows);
  const now = deps.clock.now();
  const values = {
    state: 'deactivated' as const,
    stateSince: now,
    deactivated: { at: now, copies, by: act.by },
    hold: null,
    trouble: null,
  };
  await deps.store.commit({
    connectionId: connection.id,
    fence: lease.fence,
    dropCursors: rows.map((row) => row.calendarId),
    connection: values,
  });
  desk.connection = { ...connection, ...values };
  await recount(deps, desk);
  const accessEnded = await forgetUnused(deps, connection);
  deps.bus.publish({
    tenantId: connection.tenantId,
    companyId: desk.company.id,
    connectionId: connection.id,
    kind: 'state',
  });
  return done({ ...proofOf(ended, counted), copies, accessEnded });
};
