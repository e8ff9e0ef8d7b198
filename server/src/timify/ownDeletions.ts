import type { Instant } from '../core/items.ts';
import { MINUTE } from '../core/spans.ts';
import { createRecent } from './ownWrites.ts';

/**
 * Appointments that this process deletes, or deleted in the last moments. Their own echo, which may overtake the
 * answer, needs no read: ids never come again. Lost without harm.
 */
export interface OwnDeletions {
  /** Remembered once `work` has succeeded. */
  during(key: string, work: Promise<void>): Promise<void>;
  /** Waits for a deletion that is under way. */
  did(key: string): Promise<boolean>;
}

export const createOwnDeletions = (clock: { now(): Instant }): OwnDeletions => {
  const done = createRecent(clock, MINUTE);
  const underWay = new Map<string, Promise<unknown>>();
  return {
    during: async (key, work) => {
      underWay.set(
        key,
        work.catch(() => null),
      );
      try {
        await work;
        done.note(key);
      } finally {
        underWay.delete(key);
      }
    },
    did: async (key) => {
      await underWay.get(key);
      return done.has(key);
    },
  };
};
