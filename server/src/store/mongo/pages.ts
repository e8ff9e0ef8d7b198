import type { Collection, Filter, WithId } from 'mongodb';

/** What is listed newest first. */
interface Timed {
  _id: string;
  id: string;
  at: number;
}

/** One page, newest first, that begins after the row with the id `before`. An unknown `before` has nothing after it. */
export const newestFirst = async <R extends Timed>(
  rows: Collection<R>,
  owner: Filter<R>,
  page: { before: string | null; limit: number; only?: Filter<R> },
): Promise<WithId<R>[]> => {
  const conditions: Filter<R>[] = [owner];
  if (page.only) conditions.push(page.only);
  if (page.before !== null) {
    const place = await rows.findOne({ $and: [owner, { id: page.before }] } as Filter<R>);
    if (place === null) return [];
    conditions.push({
      $or: [{ at: { $lt: place.at } }, { at: place.at, id: { $lt: place.id } }],
    } as Filter<R>);
  }
  return rows
    .find({ $and: conditions } as Filter<R>)
    .sort({ at: -1, id: -1 })
    .limit(page.limit)
    .toArray();
};
