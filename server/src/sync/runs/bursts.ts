import type { Instant } from '../../core/items.ts';
import type { Clock } from '../ports/process.ts';

/** Milliseconds. One change is told up to three times within moments (graph §0, 1): all of them get one look. */
export const SETTLE = 10;
/** So many in a row are no burst yet: people change a few things one after another. */
const AT_ONCE = 10;
/** A burst is over when nothing more was heard for so long; */
const QUIET = 200;
/** one that goes on is looked at this often all the same; */
export const LONGEST = 1_500;
/** more often where it is slow enough for somebody's changes one after another, each of which is waited for. */
export const BRISK = 300;
/** Notifications in a second. */
const STORM = 200;
const REMEMBERED = 10_000;

interface Burst {
  since: Instant;
  heard: number;
  last: Instant;
  /** Somebody waits for its end. */
  isGathered: boolean;
}

export interface Heard {
  /** When what was named should be looked at, at the latest. */
  dueAt: Instant;
  /** Of the notification with which gathering begins: resolves when the burst is over, mostly before `dueAt`. */
  over?: Promise<void>;
}

export interface Bursts {
  /** `count` notifications named `id` just now. */
  heard(id: string, count: number): Heard;
}

/** The next of the looks that a burst without an end gets. */
const nextLook = ({ since, heard, last }: Burst): Instant => {
  const isStorm = heard * 1_000 >= STORM * (last - since);
  const every = isStorm ? LONGEST : BRISK;
  return since + every * (Math.floor((last - since) / every) + 1);
};

/** A thousand notifications in a second are two looks: one at the first of them, one when there is quiet again. */
export const createBursts = (clock: Clock): Bursts => {
  const bursts = new Map<string, Burst>();
  const never = new AbortController().signal;
  const quiet = async (burst: Burst): Promise<void> => {
    let last: Instant;
    do {
      last = burst.last;
      await clock.until(last + QUIET, never);
    } while (burst.last !== last);
    burst.isGathered = false;
  };
  const burstOf = (id: string, now: Instant): Burst => {
    const known = bursts.get(id);
    return known && now < known.last + QUIET ? known : { since: now, heard: 0, last: now, isGathered: false };
  };
  return {
    heard: (id, count) => {
      const now = clock.now();
      const burst = burstOf(id, now);
      const isOne = burst.heard >= AT_ONCE;
      burst.heard += count;
      burst.last = now;
      // What rang last is forgotten last.
      bursts.delete(id);
      bursts.set(id, burst);
      if (bursts.size > REMEMBERED) bursts.delete(bursts.keys().next().value ?? '');
      if (!isOne) return { dueAt: now + SETTLE };
      const dueAt = nextLook(burst);
      if (burst.isGathered) return { dueAt };
      burst.isGathered = true;
      return { dueAt, over: quiet(burst) };
    },
  };
};
