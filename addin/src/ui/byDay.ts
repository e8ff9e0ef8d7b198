import type { Formats } from '../format/formats.ts';

export type NonEmpty<T> = readonly [T, ...T[]];

/** In the order of the items, one group for each day of the reader's zone. */
export function byDay<T>(
  items: readonly T[],
  startOf: (item: T) => string,
  f: Formats,
): (readonly [string, NonEmpty<T>])[] {
  const days = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = f.dayKey(startOf(item));
    const known = days.get(key);
    if (known === undefined) days.set(key, [item]);
    else known.push(item);
  }
  return [...days];
}
