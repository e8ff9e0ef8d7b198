import type { Clock } from './sync/ports/process.ts';

/** Node's timers hold no longer time than this. */
const LONGEST = 2 ** 31 - 1;

/** Resolves after `ms`, or when `signal` aborts or has done so. */
const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(ms, LONGEST));
    signal.addEventListener('abort', done);
  });

export const systemClock: Clock = {
  now: () => Date.now(),
  until: async (at, signal) => {
    // A timer may ring a moment before the wall clock shows its time.
    do await wait(Math.max(at - Date.now(), 0), signal);
    while (Date.now() < at && !signal.aborted);
  },
};
