import { useCallback, useEffect, useState } from 'react';

/** What was asked of the server. Old content stays while it is asked again, and when a later try fails. */
export interface Loaded<T> {
  readonly value: T | undefined;
  readonly fault: unknown;
  readonly loading: boolean;
  readonly reload: () => void;
}

type Load<T> = (signal: AbortSignal) => Promise<T>;

interface Answer<T> {
  readonly to: Load<T>;
  readonly round: number;
  readonly value: T | undefined;
  readonly fault: unknown;
}

/** `load` must be stable (useCallback): a new one is a new question. Late answers to old questions are dropped. */
export function useLoaded<T>(load: Load<T>): Loaded<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  const [round, setRound] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    load(signal).then(
      (value) => {
        if (!signal.aborted) setAnswer({ to: load, round, value, fault: undefined });
      },
      (fault: unknown) => {
        if (!signal.aborted)
          setAnswer((before) => ({
            to: load,
            round,
            value: before?.to === load ? before.value : undefined,
            fault,
          }));
      },
    );
    return () => controller.abort();
  }, [load, round]);

  const current = answer?.to === load ? answer : undefined;
  return {
    value: current?.value,
    fault: current?.fault,
    loading: current?.round !== round,
    reload: useCallback(() => setRound((before) => before + 1), []),
  };
}
