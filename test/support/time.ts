/** Spans of time, worked out apart from the product: half open, in milliseconds. */
export interface Time {
  start: number;
  end: number;
}

const GRID = 5 * 60_000;

export const outward = ({ start, end }: Time): Time => ({
  start: Math.floor(start / GRID) * GRID,
  end: Math.ceil(end / GRID) * GRID,
});

/** Sorted, with what touches or overlaps joined. */
export const union = (times: readonly Time[]): Time[] => {
  const joined: Time[] = [];
  for (const { start, end } of [...times].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
};

export const lengthOf = (times: readonly Time[]): number =>
  times.reduce((sum, { start, end }) => sum + end - start, 0);

/** What of `times` lies in none of `taken`. */
export const less = (times: readonly Time[], taken: readonly Time[]): Time[] =>
  union(times).flatMap((time) => {
    const left: Time[] = [];
    let from = time.start;
    for (const { start, end } of union(taken)) {
      if (start > from && start < time.end) left.push({ start: from, end: start });
      if (end > from && start < time.end) from = Math.max(from, end);
    }
    if (from < time.end) left.push({ start: from, end: time.end });
    return left;
  });
