import { departure, keptBy, type Copies, type Departure } from '../../../core/departure.ts';
import { Fault, passes } from '../../../core/fault.ts';
import { otherSide, type SideName, type Span } from '../../../core/items.ts';
import type { Link } from '../../../core/links.ts';
import type { DeleteWrite } from '../../../core/planned.ts';
import type { RuleId } from '../../../core/rules.ts';
import type { Commit } from '../../ports/store.ts';
import { entryOf } from '../logEntry.ts';
import type { ActRun } from './act.ts';
import { lookedAt } from './lookedAt.ts';

/** How many lines are written, and links forgotten, in one commit. */
const TOGETHER = 100;

/** By which rule a copy goes, and the setting behind it. */
export interface Reason {
  rule: RuleId;
  setting: string | null;
}

export type EndRun = Omit<ActRun, 'rows'>;

/** Carries out `work` for each; a service that is away stops it, one copy that can't be written stops nobody else. */
export const forEach = async <T>(
  { deps, desk, lease }: EndRun,
  all: readonly T[],
  work: (one: T) => Promise<unknown>,
  commitOf: (done: readonly T[]) => Partial<Commit>,
): Promise<{ done: T[]; failed: T[] }> => {
  const key = { connectionId: desk.connection.id, fence: lease.fence };
  const done: T[] = [];
  const failed: T[] = [];
  let uncommitted: T[] = [];
  const keep = async (): Promise<void> => {
    await deps.store.commit({ ...key, ...commitOf(uncommitted) });
    uncommitted = [];
  };
  for (const one of all) {
    lease.check();
    try {
      await work(one);
      done.push(one);
      uncommitted.push(one);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (passes(error)) {
        // What is gone must be known as gone, else the next look would ask about it, or follow.
        await keep();
        throw error;
      }
      failed.push(one);
    }
    if (uncommitted.length === TOGETHER) await keep();
  }
  await keep();
  return { done, failed };
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

/** A copy that stays although it was to go, and why. */
export interface Left {
  linkId: string;
  side: SideName;
  span: Span;
  /** `kept`: a person kept it when its direction or calendar was given up. `failed`: the service did not let us. */
  reason: Departure['left'][number]['reason'] | 'kept' | 'failed';
}

const leftOf = (link: Link, reason: Left['reason']): Left => ({
  linkId: link.id,
  side: otherSide(link.origin.side),
  span: link.mirrors[0]?.base.span ?? link.origin.base.span,
  reason: reason === 'adopted' && keptBy(link) !== null ? 'kept' : reason,
});

/** What was done with each link's copies. */
export interface Ended {
  removed: Link[];
  released: Link[];
  failed: Link[];
  left: Left[];
}

/** As an act answers it. */
export const factsOf = ({ removed, released, failed, left }: Ended) => ({
  removed: removed.length,
  released: released.length,
  failed: failed.length,
  left,
});

/**
 * Does with copies what a person chose, as `departure` says: deletes them and forgets their links, or takes our mark
 * from them. What had to stay is told; each change has its line.
 */
export const endCopies = async (
  run: EndRun,
  links: readonly Link[],
  copies: Copies,
  reasonOf: (link: Link) => Reason,
): Promise<Ended> => {
  const now = copies === 'keep' ? { links: [...links], series: [] } : await lookedAt(run, links);
  const { deletes, releases, left } = departure(now.links, copies);
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
  const failed = [...removed.failed.map(({ link }) => link), ...released.failed];
  return {
    removed: removed.done.map(({ link }) => link),
    released: released.done,
    failed,
    left: [
      ...left.map(({ link, reason }) => leftOf(link, reason)),
      ...now.series.map((link) => leftOf(link, 'adopted')),
      ...failed.map((link) => leftOf(link, 'failed')),
    ],
  };
};
