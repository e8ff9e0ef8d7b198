import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { RefObject } from 'react';
import { control } from '../api/control.ts';

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Width of an element, kept up to date; 0 until it is known. */
export function useElementWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const found = element.current;
    if (found === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(found);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** What `load` gave last; kept while a newer answer is under way, and when one fails. `load` must be stable. */
export function useLoaded<T>(load: () => Promise<T>, version = 0): T | undefined {
  const [found, setFound] = useState<{ from: () => Promise<T>; value: T }>();
  useEffect(() => {
    let current = true;
    load().then(
      (value) => current && setFound({ from: load, value }),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [load, version]);
  return found?.from === load ? found.value : undefined;
}

/** The world's time, ticking each second. */
export function useClock(version: number): number {
  const [ahead, setAhead] = useState(0);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    control.now().then(
      (world) => setAhead(Number.isNaN(world) ? 0 : world - Date.now()),
      () => undefined,
    );
  }, [version]);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1_000);
    return () => window.clearInterval(timer);
  }, []);
  return now + ahead;
}
