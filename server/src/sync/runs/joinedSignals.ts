import type { Hint } from '../documents.ts';
import type { Store } from '../ports/store.ts';

type Signal = Parameters<Store['work']['signal']>[0];

interface Open {
  signal: Signal;
  hints: Map<string, Hint>;
  rungFor: Set<string>;
  written: Promise<void>;
}

/** What else has come in by now is taken along. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Signals for one row that come in the same turn are written once, and each is answered when that is done. A storm of
 * notifications then costs a write a turn instead of a write each; a single one waits for nobody. The earliest due time
 * counts. Rejects for all of them when the store does not answer.
 */
export const joinSignals = (work: Pick<Store['work'], 'signal'>): ((signal: Signal) => Promise<void>) => {
  const next = new Map<string, Open>();
  const open = (signal: Signal): Open => {
    const opened: Open = { signal, hints: new Map(), rungFor: new Set(), written: Promise.resolve() };
    opened.written = turn().then(() => {
      next.delete(signal.id);
      const named = opened.rungFor.size > 0 ? { rungFor: [...opened.rungFor] } : {};
      return work.signal({ ...opened.signal, hints: [...opened.hints.values()], ...named });
    });
    next.set(signal.id, opened);
    return opened;
  };
  return (signal) => {
    const joined = next.get(signal.id) ?? open(signal);
    const lane = signal.lane ?? joined.signal.lane;
    const dueAt = Math.min(joined.signal.dueAt, signal.dueAt);
    joined.signal = { ...joined.signal, ...(lane ? { lane } : {}), dueAt };
    for (const hint of signal.hints) joined.hints.set(JSON.stringify(hint), hint);
    for (const id of signal.rungFor ?? []) joined.rungFor.add(id);
    return joined.written;
  };
};
