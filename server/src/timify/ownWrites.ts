import type { Instant } from '../core/items.ts';

const KEPT = 5_000;

/** What this process did a moment ago. Lost without harm: what is not recognised is read. */
export interface Recent {
  note(key: string): void;
  has(key: string): boolean;
}

export const createRecent = (clock: { now(): Instant }, life: number): Recent => {
  const known = new Map<string, Instant>();
  return {
    note: (key) => {
      known.delete(key);
      known.set(key, clock.now());
      for (const [oldest, at] of known) {
        if (known.size <= KEPT && at + life > clock.now()) break;
        known.delete(oldest);
      }
    },
    has: (key) => (known.get(key) ?? -life) + life > clock.now(),
  };
};
