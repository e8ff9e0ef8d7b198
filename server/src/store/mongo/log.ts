import type { Collection, Filter } from 'mongodb';
import type { Instant } from '../../core/items.ts';
import type { Store } from '../../sync/ports/store.ts';
import type { Collections, LinkRow, LogRow } from './collections.ts';
import { decode } from './keys.ts';
import { newestFirst } from './pages.ts';

/** Rows per step of the retention. */
const STEP = 500;
/** Far longer than any run can last: by then nobody holds a fence under which a forgotten link could return. */
const FORGET_MS = 24 * 3_600_000;

const remove = async <R extends { _id: string }>(rows: Collection<R>, old: Filter<R>): Promise<number> => {
  let removed = 0;
  for (let found = STEP; found === STEP;) {
    const step = await rows.find(old).limit(STEP).project<{ _id: string }>({ _id: 1 }).toArray();
    found = step.length;
    if (found === 0) break;
    const gone = await rows.deleteMany({ _id: { $in: step.map(({ _id }) => _id) } } as Filter<R>);
    removed += gone.deletedCount;
  }
  return removed;
};

/**
 * What may go with age: log entries, answered acts, and closed conflicts whose time is past too (a closed one about
 * the future still tells what a person decided); and the last traces of forgotten links.
 */
const prune = async (all: Collections, before: Instant, now: Instant): Promise<number> => {
  const forgotten = { gone: { $lt: now - FORGET_MS } } as Filter<LinkRow>;
  await remove(all.links, forgotten);
  return (
    (await remove(all.log, { at: { $lt: before } })) +
    (await remove(all.acts, { at: { $lt: before }, isWaiting: false })) +
    (await remove(all.conflicts, { closedAt: { $lt: before }, isOpen: false, spanEnd: { $lt: before } }))
  );
};

export const logIn = (all: Collections, now: () => Instant): Store['log'] => ({
  page: async (of, before, limit, { item, until } = {}) => {
    const owner: Filter<LogRow> =
      'connectionId' in of ? { connectionId: of.connectionId } : { companyId: of.companyId };
    const only: Filter<LogRow> = {
      ...(item === undefined ? {} : { item }),
      ...(until === undefined ? {} : { at: { $lt: until } }),
    };
    const rows = await newestFirst(all.log, owner, { before, limit, only });
    return rows.map(({ doc }) => decode(doc));
  },
  get: async (connectionId, id) => {
    const row = await all.log.findOne({ _id: `${connectionId}/${id}`, connectionId });
    return row && decode(row.doc);
  },
  prune: (before) => prune(all, before, now()),
});
