import type { Desk } from '../../desk.ts';
import { giveNews } from '../notices.ts';
import type { RunDeps } from '../../runDeps.ts';

/**
 * The owner hears of what an act brought about as of anything else: conflicts that it opened, deletions that are held
 * back since; once for the whole act, also where a fault has stopped it half way.
 */
export const withNotice = async <T>(deps: RunDeps, desk: Desk, work: () => Promise<T>): Promise<T> => {
  const { id, hold } = desk.connection;
  const before = new Set((await deps.store.conflicts.open(id)).map((conflict) => conflict.id));
  try {
    return await work();
  } finally {
    if (desk.connection.state !== 'deactivated') {
      const open = await deps.store.conflicts.open(id);
      await giveNews(deps, desk, {
        hold,
        opened: open.filter((conflict) => !before.has(conflict.id)).length,
      });
    }
  }
};
