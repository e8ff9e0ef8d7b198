/** What somebody made in both calendars by hand, and what is booked over it, found in one look. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import { expectRest } from '../support/rest.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  // Elsewhere TIMIFY lets nobody book over what stands there.
  town = await Town.start({ switches: { timifyOverlap: 'accepted' } });
});
afterAll(() => town.stop());

describe('what was made by hand on both sides', { timeout: 120_000 }, () => {
  it('S-084 and is booked over before the first look: asked about at once, and nothing of it is cut', async () => {
    const lena = await town.person();
    await lena.event('Lesson', tomorrow(9), tomorrow(10));
    await lena.booking(tomorrow(9), 60, { title: 'Lesson', customer_ids: [] });
    await lena.booking(tomorrow(9, 30), 15);
    const before = await lena.both();
    await lena.connect();
    expect((await lena.conflicts()).map(({ kind, span }) => [kind, span.start, span.end])).toEqual([
      ['overlap', tomorrow(9, 30).replace('Z', '.000Z'), tomorrow(9, 45).replace('Z', '.000Z')],
    ]);
    expect((await lena.both()).timify).toEqual(before.timify);
    await expectRest(lena, ['overlap'], (await town.mailsToOthers()).length);
  });
});
