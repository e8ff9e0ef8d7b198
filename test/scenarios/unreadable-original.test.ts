import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import { Town } from '../support/town.ts';

/** An original that stands there and that nobody can make sense of any more: who decides about it gets an answer. */
let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

describe('a conflict about an event that cannot be read any more', { timeout: 60_000 }, () => {
  it('tells so to whoever wants something of the event, and closes for whoever leaves it', async () => {
    town.unchecked('the checker cannot read the event either');
    const lena = await town.connected();
    await lena.booking(tomorrow(9), 60);
    const event = await lena.event('Lesson', tomorrow(9, 30), tomorrow(11));
    await town.settled();
    const [conflict] = await lena.conflicts();
    if (!conflict) throw new Error('no conflict');
    const before = await lena.blockers();
    const odd = { user: lena.oid, id: event.id, event: { start: null } };
    await town.unheard(() => town.control('POST', '/graph/raw', odd));
    const [slot] = conflict.slots;
    const moved = await lena.resolve(conflict, { action: 'move-event', slot });
    expect(moved).toMatchObject({ status: 200, body: { error: 'skip.unreadable' } });
    expect(await lena.blockers()).toEqual(before);
    expect((await lena.resolve(conflict, { action: 'keep-both' })).status).toBe(200);
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.blockers()).toEqual(before);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
