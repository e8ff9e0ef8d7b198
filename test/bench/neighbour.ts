import { fill } from '../support/fill.ts';
import { on } from '../support/ways.ts';
import { eventually } from '../support/call.ts';
import type { Town } from '../support/town.ts';
import { rowOf, type Row } from './table.ts';

const MOST = 50;

/** One resource imports; another's bookings become events meanwhile, from write to write as the services saw them. */
export const besideImport = async (town: Town, count: number): Promise<Row[]> => {
  const small = await town.connected();
  const big = await town.person();
  await fill(big, count);
  const from = Date.now();
  await big.beginConnecting();
  await eventually('the import writes', async () => (await big.connection()).counts.linked > 0, 120_000);
  const times: number[] = [];
  while (times.length < MOST && (await big.connection()).state === 'importing') {
    // From the moment in which the person asks TIMIFY for it.
    const from = new Date();
    const booking = await small.booking(on(9 + (times.length % 8)), 30);
    const arrival = await eventually('its event', async () =>
      (await town.requests(from.toISOString())).find(
        ({ method, path }) => method === 'POST' && path.includes(`/users/${small.oid}/`),
      ),
    );
    times.push(Date.parse(arrival.time) - from.getTime());
    await small.cancel(booking);
    await eventually('gone', async () => (await small.copies()).length === 0);
  }
  await eventually('import done', async () => (await big.connection()).state === 'in-step', 1_800_000);
  const seconds = (Date.now() - from) / 1000;
  const { counts } = await big.connection();
  return [
    rowOf('S-175', `booking → event beside an import of ${count}`, times),
    {
      story: '',
      what: 'first import',
      count: counts.linked + counts.skipped,
      p50: '',
      p99: '',
      beside: `${seconds.toFixed(1)} s, ${((counts.linked + counts.skipped) / seconds).toFixed(0)} items/s with the other's changes`,
    },
  ];
};
