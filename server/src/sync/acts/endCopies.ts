import { departure, type Copies } from '../../core/departure.ts';
import { Fault } from '../../core/fault.ts';
import type { Link } from '../../core/links.ts';
import type { DeleteWrite } from '../../core/planned.ts';
import type { RuleId } from '../../core/rules.ts';
import type { Commit } from '../ports/store.ts';
import { entryOf } from '../logEntry.ts';
import type { ActRun } from './act.ts';

/** How many lines are written, and links forgotten, in one commit. */
const TOGETHER = 100;

/** By which rule a copy goes, and the setting behind it. */
export interface Reason {
  rule: RuleId;
  setting: string | null;
}

type EndRun = Omit<ActRun, 'rows'>;

/** Carries out `work` for each; a service that is away stops it, one copy that can't be written stops nobody else. */
const forEach = async <T>(
  { deps, desk, lease }: EndRun,
  all: readonly T[],
  work: (one: T) => Promise<unknown>,
  commitOf: (done: readonly T[]) => Partial<Commit>,
): Promise<{ done: number; failed: number }> => {
  const key = { connectionId: desk.connection.id, fence: lease.fence };
  let done: T[] = [];
  let failed = 0;
  for (const one of all) {
    lease.check();
    try {
      await work(one);
      done.push(one);
    } catch (error) {
      if (!(error instanceof Fault) || error.kind === 'throttled' || error.kind === 'unavailable')
        throw error;
      failed += 1;
    }
    if (done.length < TOGETHER) continue;
    await deps.store.commit({ ...key, ...commitOf(done) });
    done = [];
  }
  await deps.store.commit({ ...key, ...commitOf(done) });
  return { done: all.length - failed, failed };
};

const lineOf = ({ deps, desk, act }: EndRun, link: Link, event: 'delete' | 'update', reason: Reason) =>
  entryOf(
    deps,
    desk,
    {
      linkId: link.id,
      event,
      side: link.origin.side,
      item: link.origin.id,
      span: link.origin.base.span,
      ...reason,
      was: null,
      back: null,
      conflictId: null,
      outcome: 'done',
    },
    act.id,
  );

const remove = async ({ desk }: EndRun, writes: readonly DeleteWrite[]): Promise<void> => {
  for (const write of writes) await (write.side === 'office' ? desk.office : desk.timify).remove(write);
};

const release = async ({ desk }: EndRun, { origin, mirrors }: Link): Promise<void> => {
  const side = origin.side === 'office' ? desk.timify : desk.office;
  const category = desk.settings.category === '' ? null : desk.settings.category;
  for (const { id } of mirrors) if (id !== null) await side.release({ id, category });
};

/**
 * Does with copies what a person chose, as `departure` says: deletes them and forgets their links, or takes our mark
 * from them. What had to stay is told; each change has its line.
 */
export const endCopies = async (
  run: EndRun,
  links: readonly Link[],
  copies: Copies,
  reasonOf: (link: Link) => Reason,
) => {
  const { deletes, releases, left } = departure(links, copies);
  const removed = await forEach(
    run,
    deletes,
    ({ writes }) => remove(run, writes),
    (gone) => ({
      unlink: gone.map(({ link }) => link.id),
      log: gone.map(({ link }) => lineOf(run, link, 'delete', reasonOf(link))),
    }),
  );
  const released = await forEach(
    run,
    releases,
    (link) => release(run, link),
    (plain) => ({
      log: plain.map((link) => lineOf(run, link, 'update', { rule: 'made-plain', setting: null })),
    }),
  );
  return {
    removed: removed.done,
    released: released.done,
    failed: removed.failed + released.failed,
    left: left.map(({ link, reason }) => ({ linkId: link.id, reason })),
  };
};
