import { noteOf } from '../../../core/aftermath.ts';
import { entryOf } from '../logEntry.ts';
import type { ActRun } from './act.ts';

/** Questions about pairs that an act made the sync forget: there is nothing to decide any more, so they close. */
export const closeForgotten = async ({
  deps,
  desk,
  lease,
  act,
}: Pick<ActRun, 'deps' | 'desk' | 'lease' | 'act'>): Promise<void> => {
  const { id: connectionId, tenantId } = desk.connection;
  const open = await deps.store.conflicts.open(connectionId);
  const links = await Promise.all(open.map(({ linkId }) => deps.store.links.get(connectionId, linkId)));
  const forgotten = open.filter((_, at) => links[at] === null);
  if (forgotten.length === 0) return;
  const { counts: before } = desk.connection;
  const counts = { ...before, conflicts: before.conflicts - forgotten.length };
  const closedAt = deps.clock.now();
  await deps.store.commit({
    connectionId,
    fence: lease.fence,
    conflicts: forgotten.map((conflict) => ({ ...conflict, closedAt, closedBy: 'cause-gone' })),
    log: forgotten.map((conflict) =>
      entryOf(deps, desk, noteOf(conflict, 'conflict-closed', 'cause-gone'), act.id),
    ),
    connection: { counts },
  });
  desk.connection = { ...desk.connection, counts };
  deps.bus.publish({ tenantId, companyId: desk.company.id, connectionId, kind: 'conflict' });
};
