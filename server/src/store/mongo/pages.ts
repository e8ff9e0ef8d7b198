import type { Collection, Filter, WithId } from 'mongodb';

/** What is listed newest first. */
interface Timed {
  _id: string;
  id: string;
  at: number;
}

const after = <R extends Timed>({ at, id }: Pick<Timed, 'at' | 'id'>): Filter<R> =>
  ({ $or: [{ at: { $lt: at } }, { at, id: { $lt: id } }] }) as Filter<R>;

/** One page, newest first, that begins after a place, whether or not a row still stands there. */
export const newestFrom = <R extends Timed>(
  rows: Collection<R>,
  which: Filter<R>,
  place: Pick<Timed, 'at' | 'id'> | null,
  limit: number,
): Promise<WithId<R>[]> =>
  rows
    .find(place === null ? which : ({ $and: [which, after<R>(place)] } as Filter<R>))
    .sort({ at: -1, id: -1 })
    .limit(limit)
    .toArray();

/** One page, newest first, that begins after the row with the id `before`. An unknown `before` has nothing after it. */
export const newestFirst = async <R extends Timed>(
  rows: Collection<R>,
  owner: Filter<R>,
  page: { before: string | null; limit: number; only?: Filter<R> },
): Promise<WithId<R>[]> => {
  const { before, limit, only } = page;
  const which = (only ? { $and: [owner, only] } : owner) as Filter<R>;
  if (before === null) return newestFrom(rows, which, null, limit);
  const place = await rows.findOne({ $and: [owner, { id: before }] } as Filter<R>);
  return place === null ? [] : newestFrom(rows, which, place, limit);
};
