/** Connections in the order in which an admin looks at them, and what they come to. */
import type { Connection } from '../../sync/documents.ts';
import { NEED, needOf, type NeedPlace, type Tally } from '../../sync/ports/need.ts';
import type { Collections } from './collections.ts';
import { decode } from './keys.ts';

/** Rows of releases that did not sort by it. */
export const tellNeed = async ({ connections }: Collections): Promise<void> => {
  for await (const { _id, doc } of connections.find({ need: { $exists: false } }))
    await connections.updateOne({ _id }, { $set: { need: needOf(doc), linked: doc.counts.linked } });
};

export const byNeed = async (
  { connections }: Collections,
  companyId: string,
  after: NeedPlace | null,
  limit: number,
): Promise<Connection[]> => {
  const { need, id } = after ?? { need: -1, id: '' };
  const rows = await connections
    .find({
      companyId,
      need: { $lte: NEED.none },
      $or: [{ need: { $gt: need } }, { need, _id: { $gt: id } }],
    })
    .sort({ need: 1, _id: 1 })
    .limit(limit)
    .toArray();
  return rows.map(({ doc }) => decode(doc));
};

/** By need. One sum at a time: FerretDB 1 adds up nothing for a second accumulator of a group. */
const sums = async (
  { connections }: Collections,
  companyId: string,
  summand: 1 | '$linked',
): Promise<(need: number) => number> => {
  const groups = await connections
    .aggregate<{ _id: number; sum: number }>([
      { $match: { companyId } },
      { $group: { _id: '$need', sum: { $sum: summand } } },
    ])
    .toArray();
  return (need) => groups.find(({ _id }) => _id === need)?.sum ?? 0;
};

/** The earliest proof is the first in order, and none comes before all. */
export const tally = async (all: Collections, companyId: string): Promise<Tally> => {
  const [number, linked] = [await sums(all, companyId, 1), await sums(all, companyId, '$linked')];
  const live = { companyId, need: { $lte: NEED.none } };
  const [first] = await all.connections.find(live).sort({ 'doc.provenEqualAt': 1 }).limit(1).toArray();
  return {
    live: number(NEED.help) + number(NEED.none),
    needHelp: number(NEED.help),
    awaiting: number(NEED.approval),
    linked: linked(NEED.help) + linked(NEED.none),
    provenEqualAt: first?.doc.provenEqualAt ?? null,
  };
};
