import type { Item } from './items.ts';
import { dayBounds, minuteOfDay } from './time.ts';

/** The part of an item that lies on one day, in minutes of that day's wall clock. */
export interface Segment {
  item: Item;
  top: number;
  bottom: number;
  /** Whether the item starts, and ends, on this day. */
  first: boolean;
  last: boolean;
}

/** A segment with its share of the column's width: lane `lane` of `lanes`. */
export interface Placed extends Segment {
  lane: number;
  lanes: number;
}

/** Short items get this height at least, so that their title can be read; it counts for overlaps as well. */
const LEAST_MINUTES = 25;

export function segmentsOf(items: readonly Item[], date: string, zone: string): Segment[] {
  const day = dayBounds(date, zone);
  return items
    .filter(
      (item) => !item.allDay && item.start < day.end && (item.end > day.start || item.start === day.start),
    )
    .filter((item) => item.end > day.start || item.start >= day.start)
    .map((item) => {
      const first = item.start >= day.start;
      const last = item.end <= day.end;
      return {
        item,
        top: first ? minuteOfDay(item.start, zone) : 0,
        bottom: last && item.end < day.end ? minuteOfDay(item.end, zone) : 24 * 60,
        first,
        last,
      };
    });
}

/** All-day items of one day: their dates float, so they are compared as dates. */
export function allDayOf(items: readonly Item[], date: string): Item[] {
  const at = Date.parse(`${date}T00:00:00Z`);
  return items.filter((item) => item.allDay && item.start <= at && at < item.end);
}

/**
 * Puts overlapping segments side by side: each into the first lane that is free, and every group that hangs together
 * gets as many lanes as its busiest moment. Segments that only touch do not overlap.
 */
export function place(segments: readonly Segment[]): Placed[] {
  const sorted = [...segments].sort(
    (a, b) => a.top - b.top || b.bottom - a.bottom || compare(a.item.key, b.item.key),
  );
  const placed: Placed[] = [];
  let group: Placed[] = [];
  let laneEnds: number[] = [];
  const close = (): void => {
    for (const member of group) member.lanes = laneEnds.length;
    placed.push(...group);
    group = [];
    laneEnds = [];
  };
  for (const segment of sorted) {
    const bottom = Math.max(segment.bottom, segment.top + LEAST_MINUTES);
    if (laneEnds.every((end) => end <= segment.top)) close();
    const free = laneEnds.findIndex((end) => end <= segment.top);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = bottom;
    group.push({ ...segment, bottom, lane, lanes: 1 });
  }
  close();
  return placed;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
