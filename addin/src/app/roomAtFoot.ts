import { useEffect, useState } from 'react';

/** More than a result with its undo takes, its distance from the edge included. */
const ENOUGH = 140;

/**
 * Pixels to leave free at the window's lower edge, so that what stands there covers none of these buttons at the foot of a
 * page. Nothing where it has room below them, or none above.
 */
export function roomBelow(feet: readonly Pick<DOMRect, 'top' | 'bottom'>[], height: number): number {
  const inTheWay = feet.filter(
    ({ top, bottom }) => top < height && height - bottom < ENOUGH && top >= ENOUGH,
  );
  return Math.max(0, ...inTheWay.map(({ top }) => height - top));
}

const measured = (): number =>
  roomBelow(
    [...document.querySelectorAll('footer')].map((foot) => foot.getBoundingClientRect()),
    window.innerHeight,
  );

/** Kept up to date while something stands there: pages change, scroll and get another size meanwhile. */
export function useRoomAtFoot(isNeeded: boolean): number {
  const [room, setRoom] = useState(0);
  useEffect(() => {
    if (!isNeeded) return;
    let frame = 0;
    const measureSoon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setRoom(measured()));
    };
    measureSoon();
    const pages = new MutationObserver(measureSoon);
    pages.observe(document.body, { childList: true, subtree: true });
    window.addEventListener('scroll', measureSoon, { passive: true });
    window.addEventListener('resize', measureSoon);
    return () => {
      cancelAnimationFrame(frame);
      pages.disconnect();
      window.removeEventListener('scroll', measureSoon);
      window.removeEventListener('resize', measureSoon);
    };
  }, [isNeeded]);
  return room;
}
