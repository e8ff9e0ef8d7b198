import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fill } from '../support/fill.ts';
import { eventually } from '../support/call.ts';
import { Town } from '../support/town.ts';
import { on } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterEach(() => town.control('POST', '/latency', { timify: 0 }));
afterAll(() => town.stop());

const MANY = 300;

describe('a large import', { timeout: 180_000 }, () => {
  // How long it takes is measured by `npm run bench`; here it is the order alone.
  it('S-175 holds nobody up: what another changes is across before it is done', async () => {
    const [big, small] = [await town.person(), await town.connected()];
    await fill(big, MANY);
    // TIMIFY takes its time, so that this machine's speed decides nothing.
    await town.control('POST', '/latency', { timify: 300 });
    await big.beginConnecting();
    await eventually('the import writes', async () => (await big.connection()).counts.linked > 0, 60_000);
    const event = await small.event('Dentist', on(9), on(10));
    await eventually('across', async () => (await small.blockers()).length === 1, 60_000);
    const booking = await small.booking(on(12), 30);
    await eventually('back', async () => (await small.copies()).length === 1, 60_000);
    await small.remove(event);
    await small.cancel(booking);
    await eventually('gone', async () => (await small.events()).length === 0, 60_000);
    await eventually('gone there too', async () => (await small.blockers()).length === 0, 60_000);
    const { state, counts } = await big.connection();
    expect(state).toBe('importing');
    expect(counts.linked).toBeLessThan(MANY);
    await town.control('POST', '/latency', { timify: 0 });
    await eventually('import done', async () => (await big.connection()).state === 'in-step', 120_000);
    await town.settled();
    expect((await big.connection()).counts.linked).toBe(MANY);
    expect(await small.lookAgain()).toEqual([]);
  });
});
