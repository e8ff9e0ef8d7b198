/** Time that a test can move: the machine's, and what was added to it. */
import type { Clock } from '../../server/src/sync/ports/process.ts';

export interface MovableClock extends Clock {
  /** Milliseconds. Whoever waits for a time that has come by this wakes up. */
  advance(by: number): void;
}

export const movableClock = (): MovableClock => {
  let ahead = 0;
  const waiting = new Set<() => void>();
  const now = (): number => Date.now() + ahead;
  return {
    now,
    advance: (by) => {
      ahead += by;
      for (const look of [...waiting]) look();
    },
    until: (at, signal) =>
      new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const look = (): void => {
          clearTimeout(timer);
          if (!signal.aborted && now() < at) {
            timer = setTimeout(look, Math.min(at - now(), 2 ** 31 - 1));
            return;
          }
          waiting.delete(look);
          signal.removeEventListener('abort', look);
          resolve();
        };
        waiting.add(look);
        signal.addEventListener('abort', look);
        look();
      }),
  };
};
