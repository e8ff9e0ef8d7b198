import type { Instant } from '../core/items.ts';

/** Milliseconds that a burst is gathered for. */
export const GATHER = 1_000;
/** So many within that time are answered at once: one change may be told three times, and people change a few in a row. */
const AT_ONCE = 10;
const REMEMBERED = 10_000;

interface Burst {
  since: Instant;
  heard: number;
  /** The second before was one, too. */
  goesOn: boolean;
}

export interface Bursts {
  /** When what this notification named should be looked at: now, or when the burst that it belongs to is over. */
  dueAt(id: string, now: Instant, count: number): Instant;
}

/** A burst that has lasted a second already is gathered from there on: one look a second, however long it lasts. */
const goesOn = (last: Burst | undefined, now: Instant): boolean =>
  last !== undefined && last.heard >= AT_ONCE && now < last.since + 2 * GATHER;

/** A thousand notifications in a second are two looks: one at the first of them, one after the second has passed. */
export const createBursts = (): Bursts => {
  const bursts = new Map<string, Burst>();
  return {
    dueAt: (id, now, count) => {
      const known = bursts.get(id);
      const burst =
        known && now < known.since + GATHER ? known : { since: now, heard: 0, goesOn: goesOn(known, now) };
      bursts.delete(id);
      bursts.set(id, { ...burst, heard: burst.heard + count });
      if (bursts.size > REMEMBERED) bursts.delete(bursts.keys().next().value ?? '');
      return burst.goesOn || burst.heard >= AT_ONCE ? burst.since + GATHER : now;
    },
  };
};
