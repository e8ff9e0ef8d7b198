import type { Copies } from '../../../core/departure.ts';
import { windowOf } from '../../../core/window.ts';
import { recount } from '../counts.ts';
import { restartProgress } from '../../connectionState.ts';
import { signalConnection } from '../../signals.ts';
import { allLinks } from '../gather.ts';
import { closeForgotten } from './closeForgotten.ts';
import { done, type ActRun, type Result } from './act.ts';
import { endCopies, factsOf } from './endCopies.ts';
import { asNobodys, isAdopted, leftBehind, reasonOf } from './leftBehind.ts';

/**
 * After a change of direction or calendars: what no rule owns any more goes, or stays as nobody's. Copies of bookings in
 * a calendar that is not looked at any more are made anew in the one that receives them now.
 */
export const releaseCopies = async ({ deps, desk, lease, act }: ActRun, copies: Copies): Promise<Result> => {
  const links = leftBehind(desk, await allLinks(deps, desk.connection.id), copies);
  const ended = await endCopies({ deps, desk, lease, act }, links, copies, (link) => reasonOf(desk, link));
  const now = deps.clock.now();
  const stay = links.filter((link) => copies !== 'remove' || isAdopted(link));
  if (stay.length > 0) {
    const after = stay.map((link) => ({ id: link.id, stays: asNobodys(desk, link, now, copies) }));
    await deps.store.commit({
      connectionId: desk.connection.id,
      fence: lease.fence,
      links: after.flatMap(({ stays }) => stays ?? []),
      unlink: after.flatMap(({ id, stays }) => (stays ? [] : id)),
    });
  }
  // Both ends are looked at anew.
  if (stay.some(isAdopted)) await signalConnection(deps, desk.connection, [{ kind: 'window' }]);
  // A look that is under way may have passed by what is in no pair any more.
  if (desk.connection.progress.phase !== 'done') await restartProgress({ deps, desk, lease });
  await closeForgotten({ deps, desk, lease, act });
  await recount(deps, desk);
  desk.window = windowOf(deps.clock.now(), desk.settings);
  return done(factsOf(ended));
};
