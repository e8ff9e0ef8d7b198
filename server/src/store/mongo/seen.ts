import type { Store } from '../../sync/ports/store.ts';
import { chunks } from './chunks.ts';
import type { Collections, SeenRow } from './collections.ts';

export const seenIn = ({ seen }: Collections): Store['seen'] => {
  const read = (companyId: string, ids: readonly string[]): Promise<SeenRow[]> =>
    seen.find({ companyId, _id: { $in: keysOf(companyId, ids) } }).toArray();
  const keysOf = (companyId: string, ids: readonly string[]): string[] =>
    ids.map((id) => `${companyId}/${id}`);
  return {
    versions: async (companyId, ids) =>
      new Map((await read(companyId, ids)).map(({ id, version }) => [id, version])),
    resources: async (companyId, ids) =>
      new Map((await read(companyId, ids)).map(({ id, resourceIds }) => [id, resourceIds])),
    inside: async (companyId, window) => {
      const start = { $gte: window.start, $lt: window.end };
      const rows = await seen.find({ companyId, start }).sort({ id: 1 }).toArray();
      return rows.map(({ id }) => id);
    },
    put: async (companyId, rows) => {
      for (const chunk of chunks(rows))
        await seen.bulkWrite(
          chunk.map((row) => {
            const _id = `${companyId}/${row.id}`;
            return {
              replaceOne: {
                filter: { _id, companyId },
                replacement: { ...row, _id, companyId },
                upsert: true,
              },
            };
          }),
        );
    },
    drop: async (companyId, ids) => {
      await seen.deleteMany({ companyId, _id: { $in: keysOf(companyId, ids) } });
    },
  };
};
