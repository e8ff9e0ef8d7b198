import { recount } from '../counts.ts';
import { restartProgress } from '../../connectionState.ts';
import { signalConnection } from '../../signals.ts';
import { reconcile } from '../reconcile.ts';
import { done, nothingRead, type ActRun, type Result } from './act.ts';

export const confirmHold = async ({ deps, desk, lease }: ActRun): Promise<Result> => {
  const released = new Set(desk.connection.hold?.linkIds);
  if (released.size === 0) return done({ deleted: 0 });
  const result = await reconcile(deps, desk, { ...nothingRead(desk), released }, lease);
  if (result.applied.fault) throw result.applied.fault;
  return done({ deleted: result.plan.counts.delete });
};

/** The copies stay and are nobody's any more; where they go both ways, they come back to the other side as items. */
export const refuseHold = async ({ deps, desk, lease }: ActRun): Promise<Result> => {
  const ids = desk.connection.hold?.linkIds ?? [];
  const links = await Promise.all(ids.map((id) => deps.store.links.get(desk.connection.id, id)));
  const read = await desk.office.read(
    links.flatMap((link) => (link?.origin.side === 'office' ? [link.origin.id] : [])),
  );
  const back = new Set(read.items.map((item) => item.id));
  const gone = links.flatMap((link) => (link && !back.has(link.origin.id) ? [link] : []));
  // Without our mark they are items like any other.
  for (const { origin, mirrors } of gone)
    for (const { id } of mirrors)
      if (id !== null)
        await (origin.side === 'office' ? desk.timify : desk.office).release({ id, category: null });
  await deps.store.commit({
    connectionId: desk.connection.id,
    fence: lease.fence,
    unlink: gone.map((link) => link.id),
    connection: { hold: null },
  });
  desk.connection = { ...desk.connection, hold: null };
  // A look that is under way may have passed by what is in no pair any more.
  if (desk.connection.progress.phase !== 'done') await restartProgress({ deps, desk, lease });
  await recount(deps, desk);
  await signalConnection(deps, desk.connection, [{ kind: 'window' }], 'import');
  return done({ kept: gone.length });
};
