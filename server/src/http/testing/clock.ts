import type { Clock } from '../../sync/ports/process.ts';

export interface TestClock extends Clock {
  /** Moves time on and wakes who waits. */
  advance(ms: number): void;
}

export const createTestClock = (start = Date.parse('2026-11-24T09:00:00Z')): TestClock => {
  let now = start;
  const sleepers = new Set<{ at: number; wake: () => void }>();
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
      for (const sleeper of [...sleepers]) if (sleeper.at <= now) sleeper.wake();
    },
    until: (at, signal) =>
      new Promise((resolve) => {
        if (at <= now || signal.aborted) return resolve();
        const wake = (): void => {
          sleepers.delete(sleeper);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper = { at, wake };
        sleepers.add(sleeper);
        signal.addEventListener('abort', wake);
      }),
  };
};
