import type { WorldClock } from '../world.ts';

export interface MovableClock extends WorldClock {
  /** Milliseconds by which the world is ahead of the machine. */
  offset(): number;
  set(offset: number): void;
}

export function createClock(): MovableClock {
  let ahead = 0;
  const listeners: (() => void)[] = [];
  return {
    now: () => Date.now() + ahead,
    real: () => Date.now(),
    advance: (seconds) => {
      ahead += Math.round(seconds * 1000);
      for (const listener of listeners) listener();
    },
    onAdvance: (listener) => listeners.push(listener),
    offset: () => ahead,
    set: (offset) => {
      ahead = offset;
    },
  };
}
