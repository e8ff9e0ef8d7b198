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

export interface RoomAtFoot {
  /** Pixels to leave free at the window's lower edge. */
  readonly above: number;
  /**
   * Pixels to add below a page without buttons at its foot: what is at its very end can be scrolled clear. Nothing that
   * is under the pointer moves.
   */
  readonly below: number;
}

const NONE: RoomAtFoot = { above: 0, below: 0 };

const measured = (): RoomAtFoot => {
  const feet = [...document.querySelectorAll('footer')].map((foot) => foot.getBoundingClientRect());
  return { above: roomBelow(feet, window.innerHeight), below: feet.length === 0 ? ENOUGH : 0 };
};

const isSame = (one: RoomAtFoot, other: RoomAtFoot): boolean =>
  one.above === other.above && one.below === other.below;

/** Kept up to date while something stands there: pages change, scroll and get another size meanwhile. */
export function useRoomAtFoot(isNeeded: boolean): RoomAtFoot {
  const [room, setRoom] = useState(NONE);
  useEffect(() => {
    if (!isNeeded) return;
    let frame = 0;
    const measureSoon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const now = measured();
        setRoom((before) => (isSame(before, now) ? before : now));
      });
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
  const { above, below } = isNeeded ? room : NONE;
  useRoomForFocus(below);
  return { above, below };
}

/** What the keyboard reaches is scrolled to above what stands there. */
function useRoomForFocus(pixels: number): void {
  useEffect(() => {
    if (pixels === 0) return;
    const { style } = document.documentElement;
    style.scrollPaddingBottom = `${String(pixels)}px`;
    return () => {
      style.scrollPaddingBottom = '';
    };
  }, [pixels]);
}
