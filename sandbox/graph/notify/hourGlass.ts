import type { World } from '../../world.ts';

/** Wakes somebody when the world's clock reaches a time, be it by waiting or because the clock was moved. */
export interface HourGlass {
  /** World milliseconds, or undefined for never. */
  set(at: number | undefined): void;
  /** Only ever earlier than what is set. */
  atMost(at: number): void;
}

const LONGEST_TIMER = 2_000_000_000;

export function hourGlass(world: World, wake: () => void): HourGlass {
  let due: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let soon = false;

  const ring = (): void => {
    if (due === undefined) return;
    if (due > world.clock.now()) return arm();
    due = undefined;
    wake();
  };
  const arm = (): void => {
    clearTimeout(timer);
    if (due === undefined) return;
    const left = due - world.clock.now();
    if (left > 0) {
      timer = setTimeout(ring, Math.min(left, LONGEST_TIMER));
      timer.unref();
    } else if (!soon) {
      // Not at once: what is written in the same step travels together.
      soon = true;
      queueMicrotask(() => {
        soon = false;
        ring();
      });
    }
  };
  world.clock.onAdvance(ring);
  const set = (at: number | undefined): void => {
    due = at;
    arm();
  };
  return {
    set,
    atMost: (at) => {
      if (due === undefined || at < due) set(at);
    },
  };
}
