import { expect, test } from 'vitest';
import { createLagHistory } from './lagHistory.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 25, 12, 0);
const change = (at: number, theirs: number, ours: number) => ({ companyId: 'a', theirs, ours, at });

test('the figures are those of all changes of the last day, whatever came before', () => {
  const history = createLagHistory(NOW - 48 * HOUR);
  history.add(change(NOW - 30 * HOUR, 90_000, 90_000));
  for (let index = 0; index < 19; index += 1) history.add(change(NOW - 20 * HOUR + index, 900, 100));
  history.add(change(NOW - HOUR, 5_000, 1_000));
  expect(history.figures('a', NOW)).toEqual({
    since: NOW - 24 * HOUR,
    changes: 20,
    lag: { median: 1_000, p95: 6_000, theirs: 900, ours: 100 },
  });
  expect(history.of('a', NOW).map(({ changes }) => changes)).toEqual([19, 1]);
});

test('a young process says since when it counts; another company has changes of its own', () => {
  const history = createLagHistory(NOW - HOUR);
  history.add(change(NOW, 900, 100));
  expect(history.figures('b', NOW)).toEqual({ since: NOW - HOUR, changes: 0, lag: null });
});
