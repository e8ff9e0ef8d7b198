/** Connections in the order in which an admin looks at them, and what they come to. */
import type { Connection } from '../../sync/documents.ts';
import { NEED, needOf, type NeedPlace, type Tally } from '../../sync/need.ts';
import type { Collections } from './collections.ts';
import { decode } from './keys.ts';

/** Rows of releases that did not sort by it. */
export const tellNeed = async ({ connections }: Collections): Promise<void> => {
  for await (const { _id, doc } of connections.find({ need: { $exists: false } }))
    await connections.updateOne({ _id }, { $set: { need: needOf(doc) } });
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

/** No accumulator but sums, since not every server knows more: the earliest proof is the first in order, and none comes before all. */
export const tally = async ({ connections }: Collections, companyId: string): Promise<Tally> => {
  const groups = await connections
    .aggregate<{ _id: number; number: number; linked: number }>([
      { $match: { companyId } },
      { $group: { _id: '$need', number: { $sum: 1 }, linked: { $sum: '$doc.counts.linked' } } },
    ])
    .toArray();
  const of = (need: number) => groups.find(({ _id }) => _id === need) ?? { number: 0, linked: 0 };
  const [help, none] = [of(NEED.help), of(NEED.none)];
  const live = { companyId, need: { $lte: NEED.none } };
  const [first] = await connections.find(live).sort({ 'doc.provenEqualAt': 1 }).limit(1).toArray();
  return {
    live: help.number + none.number,
    needHelp: help.number,
    awaiting: of(NEED.approval).number,
    linked: help.linked + none.linked,
    provenEqualAt: first?.doc.provenEqualAt ?? null,
  };
};
