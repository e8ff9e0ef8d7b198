import { useEffect, useRef, type RefObject } from 'react';

/** Whether this is still shown: what took long may end when the person has gone elsewhere. */
export function useIsHere(isShown = true): Readonly<RefObject<boolean>> {
  const isHere = useRef(isShown);
  useEffect(() => {
    isHere.current = isShown;
    return () => {
      isHere.current = false;
    };
  }, [isShown]);
  return isHere;
}
