import type { Instant, Span } from './items.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** TIMIFY takes times on a grid of five minutes only (TIMIFY docs, appointments). */
export const GRID = 5 * MINUTE;

export const length = (span: Span): number => span.end - span.start;
export const isEmpty = (span: Span): boolean => span.end <= span.start;
export const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
export const shifted = (span: Span, by: number): Span => ({ start: span.start + by, end: span.end + by });

/** Outward to the grid: nothing that is busy may stay bookable. */
export const outward = (span: Span): Span => ({
  start: Math.floor(span.start / GRID) * GRID,
  end: Math.ceil(span.end / GRID) * GRID,
});

export const intersection = (a: Span, b: Span): Span | null => {
  const cut = { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) };
  return isEmpty(cut) ? null : cut;
};

/** Sorted, touching and overlapping spans joined, empty ones dropped. */
export const union = (spans: readonly Span[]): Span[] => {
  const joined: Span[] = [];
  for (const span of [...spans].filter((one) => !isEmpty(one)).sort(byStart)) {
    const last = joined.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
};

/** What of `spans` is in none of `taken`; sorted and disjoint. */
export const subtract = (spans: readonly Span[], taken: readonly Span[]): Span[] => {
  const holes = union(taken);
  return union(spans).flatMap((span) => {
    const left: Span[] = [];
    let from: Instant = span.start;
    for (const hole of holes) {
      if (hole.end <= from) continue;
      if (hole.start >= span.end) break;
      if (hole.start > from) left.push({ start: from, end: hole.start });
      from = Math.max(from, hole.end);
    }
    if (from < span.end) left.push({ start: from, end: span.end });
    return left;
  });
};

/** What of `spans` is in `within`; sorted and disjoint. */
export const inside = (spans: readonly Span[], within: readonly Span[]): Span[] =>
  union(spans).flatMap((span) => union(within).flatMap((limit) => intersection(span, limit) ?? []));

/** Whether `span` lies wholly in the union of `cover`. */
export const coveredBy = (span: Span, cover: readonly Span[]): boolean =>
  subtract([span], cover).length === 0;

export const byStart = (a: Span, b: Span): number => a.start - b.start || b.end - a.end;
