import type { HeldRow } from '../../../../shared/items.ts';
import type { Formats } from '../../format/formats.ts';
import { byDay } from '../../ui/byDay.ts';

const DAYS_SHOWN = 3;

export interface HeldDay {
  /** Undefined: all that comes later. */
  readonly day: string | undefined;
  readonly count: number;
}

/** The first days one by one, the rest in one number. */
export function heldByDay(rows: readonly HeldRow[], f: Formats): HeldDay[] {
  const sorted = [...rows].sort((a, b) => a.start.localeCompare(b.start));
  const days = byDay(sorted, ({ start }) => start, f);
  const shown = days
    .slice(0, DAYS_SHOWN)
    .map(([, ofDay]) => ({ day: f.day(ofDay[0].start), count: ofDay.length }));
  const later = days.slice(DAYS_SHOWN).reduce((sum, [, ofDay]) => sum + ofDay.length, 0);
  return later === 0 ? shown : [...shown, { day: undefined, count: later }];
}
