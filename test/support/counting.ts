import { eventually } from './call.ts';
import type { JournalRow } from './rows.ts';
import type { Town } from './town.ts';

/** What one change cost in calls to either service, up to the write it led to, and what its echo cost afterwards. */
export interface Cost {
  /** In words, in the order in which they came. */
  change: string[];
  echo: string[];
}

const path = (row: JournalRow): string => row.path.split('?')[0] ?? '';

/** `null`: no business of a change (signing in; a batch, whose parts are rows of their own). */
const wordFor = (row: JournalRow): string | null => {
  const isRead = row.method === 'GET';
  if (row.service === 'entra' || path(row) === '/$batch' || path(row).startsWith('/auth/')) return null;
  if (row.service === 'graph') {
    if (path(row).endsWith('/delta')) return 'graph delta';
    return isRead ? 'graph read' : 'graph write';
  }
  if (!isRead) return 'timify write';
  return path(row) === '/appointments' ? 'timify span' : 'timify read';
};

/** The company's net, once a minute: a list of everybody's appointments. What it brings is not the change's cost. */
const isPoll = (row: JournalRow): boolean =>
  wordFor(row) === 'timify span' && !row.path.includes('resource_ids');

const costOf = (rows: readonly JournalRow[]): Cost => {
  const words = rows.map(wordFor).filter((word) => word !== null);
  const end = words.findLastIndex((word) => word.endsWith('write')) + 1;
  return end === 0 ? { change: words, echo: [] } : { change: words.slice(0, end), echo: words.slice(end) };
};

/**
 * Does it, waits until all is settled and tells what it cost. Where the company's poll fell into that time, it is done
 * and measured once more, each turn on something of its own.
 */
export const measured = (
  town: Town,
  prepare: (turn: number) => Promise<() => Promise<unknown>>,
): Promise<Cost> => {
  let turn = 0;
  return eventually(
    'a time without a poll',
    async () => {
      const change = await prepare(turn);
      turn += 1;
      await town.settled();
      const since = new Date().toISOString();
      await change();
      await town.settled();
      const rows = await town.calls(since);
      return !rows.some(isPoll) && costOf(rows);
    },
    120_000,
  );
};
