import type { Filter } from 'mongodb';
import type { Instant } from '../../core/items.ts';
import { FenceLost, type Store } from '../../sync/ports/store.ts';
import { type Claim, type Lane } from '../../sync/documents.ts';
import * as queue from '../queue.ts';
import type { Collections, WorkRow } from './collections.ts';
import { unlessTaken } from './faults.ts';
import { changeIn, queueRow, type Change, type Decide } from './queueRows.ts';
import type { InTurn } from './turns.ts';

/** Rows looked at per tenant: when others are faster with the first, the next is tried. */
const CANDIDATES = 8;

type ClaimRequest = Parameters<Store['work']['claimOne']>[1];

/**
 * Signals to one row that come while a write to it is under way go into the next write together: a flood costs
 * writes by the time it lasts, not by its size. Each caller waits for the write that holds its signal.
 */
const signals = (change: Change, now: () => Instant): Store['work']['signal'] => {
  const waiting = new Map<string, { batch: queue.Signal[]; written: Promise<void> }>();
  const write = async (id: string, batch: queue.Signal[]): Promise<void> => {
    let taken = false;
    await change(id, (row) => {
      // From here on newcomers start the next batch; a repeated decision is about the same batch.
      if (!taken) waiting.delete(id);
      taken = true;
      return batch.reduce<queue.QueueRow | null>((next, one) => queue.signalled(next, one, now()), row);
    });
  };
  return (signal) => {
    const open = waiting.get(signal.id);
    if (open) {
      open.batch.push(signal);
      return open.written;
    }
    const batch = [signal];
    const written = write(signal.id, batch).finally(() => {
      // Where the write failed before its decision, nobody may wait for it any more.
      if (waiting.get(signal.id)?.batch === batch) waiting.delete(signal.id);
    });
    waiting.set(signal.id, { batch, written });
    return written;
  };
};

const dueIn = (lane: Lane, now: Instant): Filter<WorkRow> => ({
  lane,
  dueAt: { $lte: now },
  leaseUntil: { $lte: now },
});

const asClaim = (row: queue.QueueRow | null): Claim | null => {
  if (!row?.lease) return null;
  return { ...queue.visible(row), lease: row.lease };
};

/** Tenants with something due, the one served longest ago first. */
const tenantsInTurn = async ({ work, served }: Collections, due: Filter<WorkRow>): Promise<string[]> => {
  const tenants = await work.distinct('tenantId', due);
  const turns = await served.find({ _id: { $in: tenants } }).toArray();
  const turnOf = new Map(turns.map(({ _id, turn }) => [_id, turn]));
  return tenants.sort((a, b) => (turnOf.get(a) ?? 0) - (turnOf.get(b) ?? 0) || (a < b ? -1 : 1));
};

/** A count and no time, since clocks have ties. Two at once may get the same number; both are then last. */
const noteTurn = async ({ served }: Collections, tenantId: string): Promise<void> => {
  const [latest] = await served.find().sort({ turn: -1 }).limit(1).toArray();
  const turn = (latest?.turn ?? 0) + 1;
  await unlessTaken(() => served.updateOne({ _id: tenantId }, { $set: { turn } }, { upsert: true }));
};

const claimIn = (all: Collections, change: Change): Store['work']['claim'] => {
  const ofTenant = async (
    tenantId: string,
    lane: Lane,
    request: ClaimRequest,
  ): Promise<queue.QueueRow | null> => {
    const due = { ...dueIn(lane, request.now), tenantId };
    const candidates = await all.work
      .find(due)
      .sort({ dueAt: 1, _id: 1 })
      .limit(CANDIDATES)
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    for (const { _id } of candidates) {
      const isFree: Decide = (row) =>
        row && row.dueAt <= request.now && !queue.isLeased(row, request.now)
          ? queue.claimed(row, request)
          : null;
      const row = await change(_id, isFree);
      if (row) return row;
    }
    return null;
  };
  return async (request) => {
    for (const lane of queue.lanesInOrder(request.lanes))
      for (const tenantId of await tenantsInTurn(all, dueIn(lane, request.now))) {
        const row = await ofTenant(tenantId, lane, request);
        if (row === null) continue;
        await noteTurn(all, tenantId);
        return asClaim(row);
      }
    return null;
  };
};

export const workIn = (all: Collections, inTurn: InTurn, now: () => Instant): Store['work'] => {
  const change = changeIn(all, inTurn);
  const changeHeld = async (
    id: string,
    fence: number,
    next: (row: queue.QueueRow & Claim) => queue.QueueRow,
  ): Promise<void> => {
    await change(id, (row) => {
      if (!queue.holds(row, fence)) throw new FenceLost(`${id}: fence ${fence} is no longer the last`);
      return next(row);
    });
  };
  return {
    signal: signals(change, now),
    claim: claimIn(all, change),
    claimOne: async (id, request) =>
      asClaim(
        await change(id, (row) =>
          row && !queue.isLeased(row, request.now) ? queue.claimed(row, request) : null,
        ),
      ),
    renewLease: (id, fence, until) =>
      changeHeld(id, fence, (row) => ({ ...row, lease: { ...row.lease, until } })),
    done: (id, fence, end) => changeHeld(id, fence, (row) => queue.ended(row, end, now())),
    get: async (id) => {
      const row = await queueRow(all, id);
      return row && queue.visible(row);
    },
    remove: async (id) => {
      await all.work.deleteOne({ _id: id });
    },
    // Others may be alive: their leases end by themselves.
    takeOver: () => Promise.resolve(),
    backlog: async (at) => {
      const due = { dueAt: { $lte: at }, leaseUntil: { $lte: at } };
      const [oldest] = await all.work.find(due).sort({ dueAt: 1 }).limit(1).toArray();
      return { due: oldest ? await all.work.countDocuments(due) : 0, oldest: oldest?.dueAt ?? null };
    },
  };
};
