import { departure, type Copies } from '../../core/departure.ts';
import { Fault } from '../../core/fault.ts';
import type { Link } from '../../core/links.ts';
import type { Desk } from '../desk.ts';
import type { Lease, RunDeps } from '../runDeps.ts';

/** Deletes what `departure` says, tells what had to stay, and forgets the links of what is gone. */
export const removeCopies = async (
  deps: RunDeps,
  desk: Desk,
  links: readonly Link[],
  copies: Copies,
  lease: Lease,
) => {
  const plan = departure(links, copies);
  const gone: string[] = [];
  const failed: string[] = [];
  for (const { link, writes } of plan.deletes) {
    try {
      for (const write of writes) {
        lease.check();
        await (write.side === 'office' ? desk.office : desk.timify).remove(write);
      }
      gone.push(link.id);
    } catch (error) {
      if (!(error instanceof Fault) || error.kind === 'throttled' || error.kind === 'unavailable')
        throw error;
      failed.push(link.id);
    }
    if (gone.length % 100 === 99)
      await deps.store.commit({ connectionId: desk.connection.id, fence: lease.fence, unlink: gone });
  }
  await deps.store.commit({ connectionId: desk.connection.id, fence: lease.fence, unlink: gone });
  return {
    removed: gone.length,
    failed: failed.length,
    left: plan.left.map(({ link, reason }) => ({ linkId: link.id, reason })),
  };
};
