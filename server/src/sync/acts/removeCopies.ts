import { departure, type Copies } from '../../core/departure.ts';
import { Fault } from '../../core/fault.ts';
import type { Link } from '../../core/links.ts';
import type { RuleId } from '../../core/rules.ts';
import type { LogEntry } from '../documents.ts';
import { entryOf } from '../logEntry.ts';
import type { ActRun } from './act.ts';

/** How many links are forgotten, and their lines written, in one commit. */
const TOGETHER = 100;

/** By which rule a copy goes, and the setting behind it. */
export interface Reason {
  rule: RuleId;
  setting: string | null;
}

/** Deletes what `departure` says, tells what had to stay, and forgets the links of what is gone; each has its line. */
export const removeCopies = async (
  { deps, desk, lease, act }: Omit<ActRun, 'rows'>,
  links: readonly Link[],
  copies: Copies,
  reasonOf: (link: Link) => Reason,
) => {
  const plan = departure(links, copies);
  let gone: Link[] = [];
  let removed = 0;
  const failed: string[] = [];
  const lineOf = (link: Link): LogEntry =>
    entryOf(
      deps,
      desk,
      {
        linkId: link.id,
        event: 'delete',
        side: link.origin.side,
        item: link.origin.id,
        span: link.origin.base.span,
        ...reasonOf(link),
        was: null,
        back: null,
        conflictId: null,
        outcome: 'done',
      },
      act.id,
    );
  const forget = async (): Promise<void> => {
    await deps.store.commit({
      connectionId: desk.connection.id,
      fence: lease.fence,
      unlink: gone.map(({ id }) => id),
      log: gone.map(lineOf),
    });
    removed += gone.length;
    gone = [];
  };
  for (const { link, writes } of plan.deletes) {
    try {
      for (const write of writes) {
        lease.check();
        await (write.side === 'office' ? desk.office : desk.timify).remove(write);
      }
      gone.push(link);
    } catch (error) {
      if (!(error instanceof Fault) || error.kind === 'throttled' || error.kind === 'unavailable')
        throw error;
      failed.push(link.id);
    }
    if (gone.length === TOGETHER) await forget();
  }
  await forget();
  return {
    removed,
    failed: failed.length,
    left: plan.left.map(({ link, reason }) => ({ linkId: link.id, reason })),
  };
};
