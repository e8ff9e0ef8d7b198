/** One line of what was measured. Milliseconds, unless the name says otherwise. */
export interface Row {
  story: string;
  what: string;
  count: number;
  p50: string;
  p99: string;
  beside: string;
}

const share = (sorted: readonly number[], part: number): number =>
  sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? NaN;

const text = (ms: number): string => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));

export const rowOf = (story: string, what: string, times: readonly number[], beside = ''): Row => {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    story,
    what,
    count: sorted.length,
    p50: text(share(sorted, 0.5)),
    p99: text(share(sorted, 0.99)),
    beside,
  };
};

export const printed = (rows: readonly Row[]): string => {
  const cells = [
    ['story', 'what', 'count', 'p50 ms', 'p99 ms', 'beside'],
    ...rows.map((row) => [row.story, row.what, String(row.count), row.p50, row.p99, row.beside]),
  ];
  const widths = cells[0]?.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0))) ?? [];
  return cells
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
