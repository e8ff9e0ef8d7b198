import { useEffect, type RefObject } from 'react';

/** So far below what is seen the next rows are asked for: they are there before the reader is. */
const AHEAD = '600px 0px';

/**
 * Calls when the reader comes near that element. `seen` is what stood above it then: with more above, it is looked at anew.
 * Without the browser's observer nothing happens by itself.
 */
export function useNearEnd(
  end: RefObject<HTMLElement | null>,
  seen: number,
  onNear: (() => void) | undefined,
): void {
  useEffect(() => {
    if (onNear === undefined || end.current === null || !('IntersectionObserver' in window)) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onNear();
      },
      // Of the page's own, since in a host's frame a margin counts for nothing otherwise.
      { root: document, rootMargin: AHEAD },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [end, onNear, seen]);
}
