import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEmbedded } from '../store/embedded/open.ts';
import { createLagHistory, LAGS_KEPT_FOR, type LagHistory } from './lagHistory.ts';
import type { Store } from './ports/store.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 25, 12, 0);
const change = (at: number, theirs: number, ours: number) => ({ companyId: 'a', theirs, ours, at });

let store: Store;
let history: LagHistory;
beforeEach(async () => {
  store = await openEmbedded(':memory:', { now: () => NOW });
  history = createLagHistory({ store, by: 'one' });
});
afterEach(() => store.close());

const changes = async (of: LagHistory): Promise<number[]> =>
  (await of.figures('a', NOW)).history.map((step) => step.changes);

test('the figures are those of all changes of the last day, whatever came before', async () => {
  history.add(change(NOW - 30 * HOUR, 90_000, 90_000));
  for (let index = 0; index < 19; index += 1) history.add(change(NOW - 20 * HOUR + index, 900, 100));
  history.add(change(NOW - HOUR, 5_000, 1_000));
  expect(await history.figures('a', NOW)).toMatchObject({
    since: NOW - 24 * HOUR,
    changes: 20,
    lag: { median: 1_000, p95: 6_000, theirs: 900, ours: 100 },
  });
  expect(await changes(history)).toEqual([19, 1]);
});

test('another company has changes of its own', async () => {
  history.add(change(NOW, 900, 100));
  const figures = { since: NOW - 24 * HOUR, changes: 0, lag: null, history: [] };
  expect(await history.figures('b', NOW)).toEqual(figures);
});

test('each process tells of all, and a restart forgets nothing that was written', async () => {
  const other = createLagHistory({ store, by: 'two' });
  history.add(change(NOW, 900, 100));
  other.add(change(NOW, 2_900, 100));
  await Promise.all([history.flush(), other.flush()]);
  other.add(change(NOW, 4_900, 100));
  expect(await other.figures('a', NOW)).toMatchObject({
    changes: 3,
    lag: { median: 3_000, p95: 5_000, theirs: 2_900, ours: 100 },
    history: [{ at: NOW, changes: 3, median: 3_000, theirs: 2_900 }],
  });
  await other.flush();
  expect(await changes(createLagHistory({ store, by: 'two, restarted' }))).toEqual([3]);
});

test('is written only where something changed, a row for each company', async () => {
  const written: string[] = [];
  const put = (row: Parameters<Store['lags']['put']>[0]): Promise<void> => {
    written.push(`${row.companyId} ${row.changes}`);
    return store.lags.put(row);
  };
  const watched = createLagHistory({ store: { lags: { ...store.lags, put } }, by: 'one' });
  for (let index = 0; index < 100; index += 1) watched.add(change(NOW, 900, 100));
  watched.add({ ...change(NOW, 900, 100), companyId: 'b' });
  await watched.flush();
  await watched.flush();
  watched.add(change(NOW, 900, 100));
  await watched.flush();
  expect(written).toEqual(['a 100', 'b 1', 'a 101']);
});

test('a row stays small however many changes there are; all are counted', async () => {
  for (let index = 0; index < 2_000; index += 1) history.add(change(NOW, index, 0));
  await history.flush();
  const [row] = await store.lags.since('a', 0);
  expect([row?.kept.length, row?.changes, row?.kept.at(-1)?.theirs]).toEqual([500, 2_000, 1_999]);
});

test('what the database did not take is written the next time', async () => {
  let answers = false;
  const put: Store['lags']['put'] = (row) =>
    answers ? store.lags.put(row) : Promise.reject(new Error('down'));
  const unlucky = createLagHistory({ store: { lags: { ...store.lags, put } }, by: 'one' });
  unlucky.add(change(NOW, 900, 100));
  await expect(unlucky.flush()).rejects.toThrow('down');
  answers = true;
  await unlucky.flush();
  expect(await changes(history)).toEqual([1]);
});

test('retention keeps what is shown', async () => {
  history.add(change(NOW - 24 * HOUR, 900, 100));
  await history.flush();
  await store.lags.prune(NOW - LAGS_KEPT_FOR);
  expect(await changes(history)).toEqual([1]);
});
