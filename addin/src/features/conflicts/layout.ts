import type { Conflict } from '../../../../shared/items.ts';
import type { Side, Span } from '../../../../shared/words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const PIXELS_PER_HOUR = 48;
const BEFORE = 30 * MINUTE;
const AFTER = 60 * MINUTE;
const SHORTEST = 4 * HOUR;
/** Longer than this, the day is no timeline any more. */
const LONGEST = 16 * HOUR;

export interface Block {
  readonly top: number;
  readonly height: number;
}

export interface TimelineLayout {
  readonly height: number;
  readonly hours: readonly { readonly at: Date; readonly top: number }[];
  readonly items: Readonly<Record<Side, Block | undefined>>;
  readonly proposed: Block | undefined;
  /** Where both are booked. */
  readonly overlap: Block | undefined;
  readonly overlapMinutes: number;
  /** Where another item of that time stands; undefined where the scale doesn't show it. */
  readonly blockOf: (span: Pick<Span, 'start' | 'end'>) => Block | undefined;
}

/** Both items on one scale: 48 pixels an hour, at least four hours, whole hours as lines. */
export function layoutOf(conflict: Conflict, proposed: Span | undefined): TimelineLayout | undefined {
  const spans = [conflict.office, conflict.timify].filter((item) => item !== undefined);
  const day = proposed !== undefined && isNear(proposed, conflict.span) ? proposed : undefined;
  const all = day === undefined ? spans : [...spans, day];
  if (spans.length === 0 || spans.some(({ allDay }) => allDay)) return undefined;
  const from = floorHour(Math.min(...all.map(({ start }) => Date.parse(start))) - BEFORE);
  const needed = Math.max(...all.map(({ end }) => Date.parse(end))) + AFTER;
  const to = Math.max(needed, from + SHORTEST);
  if (to - from > LONGEST) return undefined;

  const pixels = (milliseconds: number): number => (milliseconds / HOUR) * PIXELS_PER_HOUR;
  const block = ({ start, end }: Pick<Span, 'start' | 'end'>): Block => ({
    top: pixels(Date.parse(start) - from),
    height: Math.max(16, pixels(Date.parse(end) - Date.parse(start))),
  });
  const both = conflict.kind === 'overlap' ? conflict.span : undefined;
  return {
    height: pixels(to - from),
    hours: Array.from({ length: Math.floor((to - from) / HOUR) }, (_, index) => ({
      at: new Date(from + (index + 1) * HOUR),
      top: pixels((index + 1) * HOUR),
    })).filter(({ top }) => top < pixels(to - from)),
    items: {
      office: conflict.office && block(conflict.office),
      timify: conflict.timify && block(conflict.timify),
    },
    proposed: day && block(day),
    overlap: both && block(both),
    blockOf: ({ start, end }) =>
      Date.parse(end) <= from || Date.parse(start) >= to ? undefined : block({ start, end }),
    overlapMinutes:
      both === undefined ? 0 : Math.round((Date.parse(both.end) - Date.parse(both.start)) / MINUTE),
  };
}

const floorHour = (instant: number): number => Math.floor(instant / HOUR) * HOUR;

const isNear = (a: Span, b: Span): boolean => Math.abs(Date.parse(a.start) - Date.parse(b.start)) < 12 * HOUR;
