import type { Collection, Filter, OptionalUnlessRequiredId } from 'mongodb';
import type { Instant } from '../../core/items.ts';
import { FenceLost, type Commit, type Store } from '../../sync/ports/store.ts';
import type { QueueRow } from '../queue.ts';
import { chunks } from './chunks.ts';
import type { Collections, LinkRow } from './collections.ts';
import { mergeConnection } from './connections.ts';
import { isDuplicate, unlessTaken } from './faults.ts';
import { linkKey, linkRow } from './links.ts';
import { queueRow } from './queueRows.ts';
import { actRow, conflictRow, cursorKey, cursorRow, logRow } from './records.ts';
import type { InTurn } from './turns.ts';

interface Owned {
  _id: string;
  connectionId: string;
}
interface Fenced extends Owned {
  fence: number;
}

const TRIES = 3;

const lost = (commit: Commit): FenceLost =>
  new FenceLost(`${commit.connectionId}: fence ${commit.fence} is no longer the last`);

const isLast = async (all: Collections, { connectionId, fence }: Commit): Promise<boolean> =>
  (await queueRow(all, connectionId))?.fence === fence;

/** Replaces or makes each row where `allowed` holds. A row that exists but must not be replaced is a taken `_id`. */
const replaceAll = async <R extends Owned>(
  collection: Collection<R>,
  rows: readonly R[],
  allowed: object,
): Promise<void> => {
  await collection.bulkWrite(
    rows.map((row) => ({
      replaceOne: {
        filter: { _id: row._id, connectionId: row.connectionId, ...allowed } as Filter<R>,
        replacement: row as OptionalUnlessRequiredId<R>,
        upsert: true,
      },
    })),
  );
};

/**
 * Writes rows that carry their fence. A taken `_id` means a later fence, or somebody who made the same row at the
 * same moment; the second is over when tried again.
 */
const putFenced = async <R extends Fenced>(
  all: Collections,
  commit: Commit,
  collection: Collection<R>,
  rows: readonly R[],
): Promise<void> => {
  for (const chunk of chunks(rows)) {
    if (!(await isLast(all, commit))) throw lost(commit);
    for (let tries = 1; ; tries++)
      try {
        await replaceAll(collection, chunk, { fence: { $lte: commit.fence } });
        break;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        if (tries === TRIES || !(await isLast(all, commit))) throw lost(commit);
      }
  }
};

const put = async <R extends Owned>(collection: Collection<R>, rows: readonly R[]): Promise<void> => {
  for (const chunk of chunks(rows)) await replaceAll(collection, chunk, {});
};

/** For rows that are new, save where a commit is repeated. */
const append = async <R extends Owned>(collection: Collection<R>, rows: readonly R[]): Promise<void> => {
  for (const chunk of chunks(rows)) {
    const insert = (): Promise<unknown> => collection.insertMany(chunk as OptionalUnlessRequiredId<R>[]);
    if (!(await unlessTaken(insert))) await replaceAll(collection, chunk, {});
  }
};

/** A forgotten link leaves an empty row with its fence; see `LinkRow.gone`. */
const unlink = async ({ links }: Collections, commit: Commit, gone: Instant): Promise<void> => {
  const { connectionId, fence } = commit;
  for (const chunk of chunks(commit.unlink ?? []))
    await links.bulkWrite(
      chunk.map((id) => {
        const _id = linkKey(connectionId, id);
        const replacement: LinkRow = { _id, connectionId, id, fence, gone };
        return { replaceOne: { filter: { _id, connectionId, fence: { $lte: fence } }, replacement } };
      }),
    );
};

const dropCursors = async ({ cursors }: Collections, commit: Commit): Promise<void> => {
  if (!commit.dropCursors?.length) return;
  const { connectionId, fence } = commit;
  const keys = commit.dropCursors.map((calendarId) => cursorKey(connectionId, calendarId));
  await cursors.deleteMany({ _id: { $in: keys }, connectionId, fence: { $lte: fence } });
};

const putConnection = async (all: Collections, commit: Commit): Promise<void> => {
  const { connectionId, fence, connection } = commit;
  if (!connection) return;
  const merge = await mergeConnection(all, connectionId, connection, { fence: { $lte: fence } }, { fence });
  // A connection that was removed meanwhile needs no news; but a run never brings one back to a taken resource.
  if (merge === 'not allowed') throw lost(commit);
  if (merge === 'taken') throw new Error(`${connectionId}: its resource has another live connection`);
};

const apply = async (all: Collections, commit: Commit, now: Instant): Promise<void> => {
  const { connectionId, fence } = commit;
  const links = (commit.links ?? []).map((link) => linkRow({ ...link, connectionId }, fence));
  const conflicts = (commit.conflicts ?? []).map((one) => conflictRow({ ...one, connectionId }, fence));
  const cursors = (commit.cursors ?? []).map((one) => cursorRow({ ...one, connectionId }, fence));
  await putFenced(all, commit, all.links, links);
  await unlink(all, commit, now);
  await putFenced(all, commit, all.conflicts, conflicts);
  await append(
    all.log,
    (commit.log ?? []).map((entry) => logRow({ ...entry, connectionId })),
  );
  await putFenced(all, commit, all.cursors, cursors);
  await dropCursors(all, commit);
  await put(
    all.acts,
    (commit.acts ?? []).map((act) => actRow({ ...act, connectionId })),
  );
};

const eraseRows = async (all: Collections, connectionId: string): Promise<void> => {
  await all.links.deleteMany({ connectionId });
  await all.log.deleteMany({ connectionId });
  await all.conflicts.deleteMany({ connectionId });
  await all.cursors.deleteMany({ connectionId });
  await all.acts.deleteMany({ connectionId });
};

/**
 * Without transactions, but so ordered that a death in between does no harm: links first (an intent or a result must
 * not be lost), the cursor after what was made from it, the connection last. Nothing that a later claim has written
 * is touched. A connection that is erased meanwhile stays erased.
 */
export const commitIn =
  (all: Collections, inTurn: InTurn, now: () => Instant): Store['commit'] =>
  async (commit) => {
    if (!(await isLast(all, commit))) throw lost(commit);
    let row: QueueRow | null = null;
    try {
      await apply(all, commit, now());
      await inTurn(`connection/${commit.connectionId}`, () => putConnection(all, commit));
    } finally {
      row = await queueRow(all, commit.connectionId);
      if (row === null) await eraseRows(all, commit.connectionId);
    }
    if (row?.fence !== commit.fence) throw lost(commit);
  };

/** The work row goes first, and with it the fence: what a run that is still under way adds, it takes back itself. */
export const eraseIn =
  (all: Collections): Store['erase'] =>
  async (connectionId) => {
    await all.work.deleteOne({ _id: connectionId });
    await eraseRows(all, connectionId);
  };
