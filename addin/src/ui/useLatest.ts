import { useEffect, useRef, type RefObject } from 'react';

/** What is shown by now, for whoever comes back from a call. */
export function useLatest<T>(value: T): Readonly<RefObject<T>> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  return latest;
}
