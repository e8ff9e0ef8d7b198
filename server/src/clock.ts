import type { Clock } from './sync/ports/process.ts';

/** Node's timers hold no longer time than this. */
const LONGEST = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  until: (at, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(Math.max(at - Date.now(), 0), LONGEST));
      signal.addEventListener('abort', done);
    }),
};
