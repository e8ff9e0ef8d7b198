import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import { Fault } from '../../core/fault.ts';
import type { Instant } from '../../core/items.ts';
import { unlessTaken } from './faults.ts';

/** Does `work` alone, as far as the server's own atomicity needs help with it. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** One after the other per key within this process: saves the rounds in which we would only be in our own way. */
export const oneByOne = (): InTurn => {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(work);
    const settled = mine.catch(() => undefined);
    last.set(key, settled);
    try {
      return await mine;
    } finally {
      if (last.get(key) === settled) last.delete(key);
    }
  };
};

interface Latch {
  _id: string;
  holder: string;
  until: Instant;
}

/** A latch is held for one read and one write; who keeps it this long has died. */
const HELD_MS = 5000;
const MOST_TRIES = 5000;

/**
 * Compare-and-swap needs a server on which an update finds and writes in one step. FerretDB 1 does these apart and
 * loses updates; but there too an insert under a taken `_id` fails and a delete counts once. So on such a server
 * read-and-write goes under a latch: a document that only one can insert. No timer is needed to wait: each try is a
 * round trip.
 */
export const latched = (db: Db, now: () => Instant): InTurn => {
  const latches = db.collection<Latch>('latches');
  const acquire = async (key: string, holder: string): Promise<void> => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const latch = { _id: key, holder, until: now() + HELD_MS };
      if (await unlessTaken(() => latches.insertOne(latch))) return;
      const present = await latches.findOne({ _id: key });
      if (present && present.until <= now()) await latches.deleteOne({ _id: key, holder: present.holder });
    }
    throw new Fault({ kind: 'unavailable', service: 'store', code: 'latched' });
  };
  return async (key, work) => {
    const holder = randomUUID();
    await acquire(key, holder);
    try {
      return await work();
    } finally {
      await latches.deleteOne({ _id: key, holder });
    }
  };
};

const FERRET_1 = /^(v?1\.|unknown)/;

/** Whether an update of one document is one step on this server. */
export const updatesAtomically = async (db: Db): Promise<boolean> => {
  const facts = await db.admin().command({ buildInfo: 1 });
  const ferret: unknown = facts['ferretdbVersion'];
  return typeof ferret !== 'string' || !FERRET_1.test(ferret);
};

/** In this process one after the other; across processes as the server needs it. */
export const turnsFor = async (db: Db, now: () => Instant): Promise<InTurn> => {
  const here = oneByOne();
  if (await updatesAtomically(db)) return here;
  const everywhere = latched(db, now);
  return (key, work) => here(key, () => everywhere(key, work));
};
