import { useCallback, useRef } from 'react';
import { HOUR_PX } from './gridStyles.ts';

/** Where the day begins to be interesting. */
const FIRST_HOUR = 8;

/** Keeps several scrolling elements at the same height, beginning in the morning. */
export function useSharedScroll(): (element: HTMLElement | null) => (() => void) | undefined {
  const members = useRef(new Set<HTMLElement>());
  return useCallback((element) => {
    if (element === null) return undefined;
    const group = members.current;
    const follow = (): void => {
      for (const other of group) {
        if (other !== element && other.scrollTop !== element.scrollTop) other.scrollTop = element.scrollTop;
      }
    };
    group.add(element);
    element.scrollTop = (FIRST_HOUR - 0.5) * HOUR_PX;
    element.addEventListener('scroll', follow, { passive: true });
    return () => {
      group.delete(element);
      element.removeEventListener('scroll', follow);
    };
  }, []);
}
