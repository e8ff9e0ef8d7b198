import { expect, it } from 'vitest';
import { begin, connection, entry, NOON } from '../../store/contract/builders.ts';
import { openEmbedded } from '../../store/embedded/open.ts';
import { pageOfLog } from './logPages.ts';
import type { LogEntry } from '../documents.ts';

/** The occurrences of a long series that lie outside the window, between what was done before and after. */
const beyond = Array.from({ length: 1200 }, (_, index) =>
  entry(`far-${String(index)}`, { at: NOON + 10 + index, rule: 'skip.outside-window', outcome: 'skipped' }),
);
const LINES: readonly LogEntry[] = [
  entry('first', { at: NOON }),
  entry('second', { at: NOON + 1 }),
  ...beyond,
  entry('last', { at: NOON + 5000 }),
];

const OF = { connectionId: 'connection' };

it('leaves out what lies outside the window, page by page, and tells when there is no more', async () => {
  const store = await openEmbedded(':memory:', { now: () => NOON });
  await store.connections.create(connection('connection'));
  const { fence } = await begin(store, 'connection');
  await store.commit({ ...OF, fence, log: [...LINES] });
  const look = async (after: string | null, limit: number) => {
    const { entries, next } = await pageOfLog(store, OF, { after, limit }, { inWindow: true });
    return { ids: entries.map(({ id }) => id), next };
  };
  expect(await look(null, 1)).toEqual({ ids: ['last'], next: 'last' });
  expect(await look('last', 1)).toEqual({ ids: ['second'], next: 'second' });
  expect(await look('second', 1)).toEqual({ ids: ['first'], next: null });
  expect(await look(null, 50)).toEqual({ ids: ['last', 'second', 'first'], next: null });
  const whole = await pageOfLog(store, OF, { after: null, limit: 2000 }, {});
  expect(whole.entries).toHaveLength(LINES.length);
  await store.close();
});
