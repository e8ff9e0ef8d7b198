import { momentOfWall } from '../time/moments.ts';
import type { EventContent } from '../model.ts';
import { DAY } from '../time/dates.ts';

const WEEK = 7 * DAY;
/** The stretch that is brought to the present. */
const STRETCH_WEEKS = 8;

/** By how many whole weeks to move so that the busiest stretch is around now. */
export function weeksToNow(starts: readonly number[], now: number): number {
  const counts = new Map<number, number>();
  for (const at of starts) {
    const week = Math.floor(at / WEEK);
    counts.set(week, (counts.get(week) ?? 0) + 1);
  }
  let best = { week: Math.floor(now / WEEK), sum: -1 };
  for (const week of counts.keys()) {
    let sum = 0;
    for (let step = 0; step < STRETCH_WEEKS; step++) sum += counts.get(week + step) ?? 0;
    if (sum > best.sum) best = { week, sum };
  }
  return Math.floor(now / WEEK) - (best.week + STRETCH_WEEKS / 2);
}

/** Moves wall times by days: the same hour on another day. */
export function shiftDays(content: EventContent, days: number): EventContent {
  if (days === 0) return content;
  return {
    ...content,
    start: momentOfWall(content.start.wall + days * DAY, content.start),
    end: momentOfWall(content.end.wall + days * DAY, content.end),
  };
}
