import type { Clock, Log } from './ports/process.ts';
import { traceOf } from './traceOf.ts';

/** How long a process that stops waits for what it still has under way. */
const GRACE = 10_000;

/** What a request began and does not wait for. It ends with the process, after clearing up behind itself. */
export interface Errands {
  /** `stopping` aborts when the process is told to end. */
  begin(name: string, work: (stopping: AbortSignal) => Promise<void>): void;
  /** Resolves when nothing is under way, or the grace is over. */
  ended(): Promise<void>;
}

export const createErrands = (deps: { clock: Clock; log: Log; stopping: AbortSignal }): Errands => {
  const underWay = new Set<Promise<void>>();
  return {
    begin: (name, work) => {
      const errand: Promise<void> = work(deps.stopping)
        .catch((error: unknown) => deps.log.error('errand failed', { name, ...traceOf(error) }))
        .finally(() => underWay.delete(errand));
      underWay.add(errand);
    },
    ended: async () => {
      const over = new AbortController();
      const all = Promise.all(underWay).then(() => over.abort());
      await Promise.race([all, deps.clock.until(deps.clock.now() + GRACE, over.signal)]);
    },
  };
};
