import { afterAll, beforeAll, it } from 'vitest';
import { tomorrow } from '/work/main/test/support/person.ts';
import { Town } from '/work/main/test/support/town.ts';
let town: Town;
beforeAll(async () => {
  town = await Town.start({ env: { LOG_LEVEL: 'info' } });
});
afterAll(() => town.stop());
const show = async (since: string) => { for (const r of await town.calls(since)) console.log(r.service, r.method, decodeURIComponent(r.path).slice(0, 300), r.status); };
it('x', { timeout: 60_000 }, async () => {
    const lena = await (await town.person()).connect();
    const long = await lena.event('Long', tomorrow(8), tomorrow(12));
    await town.settled();
    await lena.event('Inside', tomorrow(9), tomorrow(9, 30));
    await lena.event('Across', tomorrow(11), tomorrow(13));
    await town.settled();
    const since = new Date().toISOString();
    await lena.remove(long);
    await town.settled();
    await show(since);
});
