import type { Item } from './items.ts';
import { allDayOf, segmentsOf } from './layout.ts';
import { daysFrom } from './time.ts';

/** The first day from `today` on that has anything; `today` where none of the next `count` days has. */
export function firstDayWith(
  items: readonly Item[],
  { today, count, zone }: { today: string; count: number; zone: string },
): string {
  const days = daysFrom(today, count);
  const busy = (date: string): boolean =>
    segmentsOf(items, date, zone).length > 0 || allDayOf(items, date).length > 0;
  return days.find(busy) ?? today;
}
