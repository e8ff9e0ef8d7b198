/** How long what nobody needs any more is kept, as the privacy policy says (`privacyText.ts`). */
import { DAY, HOUR } from '../../core/spans.ts';
import { eraseRows } from '../erase.ts';
import { LAGS_KEPT_FOR } from '../lagHistory.ts';
import type { RunDeps } from '../runDeps.ts';
import { UNDO_FOR } from '../undoable.ts';

/** Lines of the log, and invitations with the addresses they went to. */
const KEPT_FOR = 90 * DAY;
/** Whoever takes a deactivation back in the last moment is not overtaken. */
const LEEWAY = HOUR;
const TOGETHER = 50;

type RetentionDeps = Pick<RunDeps, 'store' | 'tokens' | 'clock' | 'log'>;

/** What is left of connections whose deactivation can't be undone any more. */
const eraseEnded = async (deps: RetentionDeps, stopping: AbortSignal): Promise<void> => {
  const before = deps.clock.now() - UNDO_FOR - LEEWAY;
  while (!stopping.aborted) {
    const ended = await deps.store.connections.endedBefore(before, TOGETHER);
    for (const connection of ended) {
      await eraseRows(deps, connection);
      deps.log.info('erased with age', { connection: connection.id, company: connection.companyId });
    }
    if (ended.length < TOGETHER) return;
  }
};

/** One sweep. May be done by several processes at once: whatever is gone is gone. */
export const sweep = async (deps: RetentionDeps, stopping: AbortSignal): Promise<void> => {
  const before = deps.clock.now() - KEPT_FOR;
  await deps.store.log.prune(before);
  await deps.store.invitations.prune(before);
  await deps.store.lags.prune(deps.clock.now() - LAGS_KEPT_FOR);
  await eraseEnded(deps, stopping);
};
