import type { Store } from '../../sync/ports/store.ts';
import type { Collections } from './collections.ts';
import { decode, encode } from './keys.ts';

export const lagsIn = ({ lags }: Collections): Store['lags'] => ({
  put: async (row) => {
    const { companyId, at, by } = row;
    const _id = `${companyId}/${at}/${by}`;
    await lags.updateOne({ _id, companyId }, { $set: { at, by, doc: encode(row) } }, { upsert: true });
  },
  since: async (companyId, from) => {
    const rows = await lags
      .find({ companyId, at: { $gte: from } })
      .sort({ at: 1, by: 1 })
      .toArray();
    return rows.map(({ doc }) => decode(doc));
  },
  prune: async (before) => (await lags.deleteMany({ at: { $lt: before } })).deletedCount,
});
