import { useCallback, useRef } from 'react';

export type InLine = <T>(call: () => Promise<T>) => Promise<T>;

/** Calls one after the other, in the order of the presses; one that fails holds up nobody. */
export function useInLine(): InLine {
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return useCallback<InLine>((call) => {
    const mine = last.current.then(call);
    last.current = mine.catch(() => undefined);
    return mine;
  }, []);
}
