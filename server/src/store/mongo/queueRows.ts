import { Fault } from '../../core/fault.ts';
import type { QueueRow } from '../queue.ts';
import type { Collections, WorkRow } from './collections.ts';
import { unlessTaken } from './faults.ts';
import { decode, encode } from './keys.ts';
import type { InTurn } from './turns.ts';

const MOST_TRIES = 500;

const rowOf = (row: QueueRow, revision: number): WorkRow => ({
  _id: row.id,
  tenantId: row.tenantId,
  lane: row.lane,
  dueAt: row.dueAt,
  leaseUntil: row.lease?.until ?? 0,
  revision,
  doc: encode(row),
});

/** Decides about the row as it is now; null leaves it. May be asked again when somebody else wrote first. */
export type Decide = (row: QueueRow | null) => QueueRow | null;

export type Change = (id: string, decide: Decide) => Promise<QueueRow | null>;

/** Reads, decides, and writes only over what was read; so decisions of several processes never mix. */
export const changeIn = ({ work }: Collections, inTurn: InTurn): Change => {
  const attempt = async (id: string, decide: Decide): Promise<{ row: QueueRow | null } | 'again'> => {
    const present = await work.findOne({ _id: id });
    const row = decide(present && decode(present.doc));
    if (row === null) return { row };
    if (present === null) return (await unlessTaken(() => work.insertOne(rowOf(row, 1)))) ? { row } : 'again';
    const { tenantId, revision } = present;
    const written = await work.replaceOne({ _id: id, tenantId, revision }, rowOf(row, revision + 1));
    return written.matchedCount === 1 ? { row } : 'again';
  };
  return (id, decide) =>
    inTurn(`work/${id}`, async () => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const answer = await attempt(id, decide);
        if (answer !== 'again') return answer.row;
      }
      throw new Fault({ kind: 'unavailable', service: 'store', code: 'contended' });
    });
};

export const queueRow = async ({ work }: Collections, id: string): Promise<QueueRow | null> => {
  const row = await work.findOne({ _id: id });
  return row && decode(row.doc);
};
