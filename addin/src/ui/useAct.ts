import { useCallback, useRef, useState } from 'react';

/** One act at a time: a second press while the first is on its way is ignored. */
export interface Act<Args extends readonly unknown[]> {
  readonly busy: boolean;
  readonly fault: unknown;
  readonly run: (...args: Args) => void;
  readonly clearFault: () => void;
}

export function useAct<Args extends readonly unknown[]>(act: (...args: Args) => Promise<void>): Act<Args> {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>();
  const running = useRef(false);

  const run = useCallback(
    (...args: Args) => {
      if (running.current) return;
      running.current = true;
      setBusy(true);
      setFault(undefined);
      void act(...args)
        .catch((cause: unknown) => setFault(cause))
        .finally(() => {
          running.current = false;
          setBusy(false);
        });
    },
    [act],
  );
  return { busy, fault, run, clearFault: useCallback(() => setFault(undefined), []) };
}
