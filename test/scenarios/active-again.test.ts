import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import { eventually } from '../support/call.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

/** An event and a booking, and a copy of each. */
const connected = async () => {
  const lena = await town.connected({ onMirrorDeleted: { office: 'follow', timify: 'follow' } });
  const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
  const booking = await lena.booking(tomorrow(13), 60);
  await town.settled();
  return { lena, event, booking };
};

const deactivated = async (lena: Person, copies: 'keep' | 'remove' | 'plain'): Promise<void> => {
  await lena.action('deactivate', { copies });
  await eventually('deactivated', async () => (await lena.connection()).state === 'deactivated');
  await town.settled();
};

const undone = async (lena: Person): Promise<void> => {
  await lena.action('undo');
  await eventually('in step', async () => (await lena.connection()).state === 'in-step');
  await town.settled();
};

describe('a deactivation taken back', { timeout: 60_000 }, () => {
  it.each(['keep', 'remove', 'plain'] as const)(
    'S-154 %s: what is linked is counted once',
    async (copies) => {
      const { lena } = await connected();
      const before = await lena.connection();
      await deactivated(lena, copies);
      expect((await lena.connection()).counts.linked).toBe(copies === 'remove' ? 0 : 2);
      await undone(lena);
      expect((await lena.connection()).counts).toEqual(before.counts);
      expect(await lena.lookAgain()).toEqual([]);
    },
  );

  it('S-154 plain: the copies are ours again, with their category, and a later connection takes them over', async () => {
    const { lena, event, booking } = await connected();
    const [copy] = await lena.copies();
    const [blocker] = await lena.blockers();
    const isMarked = (await lena.appointments()).some(({ externalId }) => externalId !== '');
    await deactivated(lena, 'plain');
    await undone(lena);
    expect(await lena.copies()).toMatchObject([{ id: copy?.id, categories: copy?.categories }]);
    await deactivated(lena, 'keep');
    await lena.connect({ onMirrorDeleted: { office: 'follow', timify: 'follow' } });
    expect((await lena.blockers()).map(({ id }) => id)).toContain(blocker?.id);
    await lena.remove(event);
    await lena.cancel(booking);
    await town.settled();
    // Where TIMIFY keeps no mark of ours nobody can tell our blocker from somebody else's: it is adopted, and stays.
    const kept = isMarked ? [] : [blocker?.id];
    expect((await lena.appointments()).map(({ id }) => id)).toEqual(kept);
    expect(await lena.events()).toHaveLength(kept.length);
    expect((await lena.events()).map(({ id }) => id)).not.toContain(copy?.id);
    expect(await lena.conflicts()).toEqual([]);
  });
});

describe('links that an act ends are counted no more', { timeout: 60_000 }, () => {
  it('S-166 after a direction is given up and its copies removed', async () => {
    const { lena } = await connected();
    await lena.settings({ direction: 'office-to-timify', copies: 'remove' });
    await town.settled();
    expect(await lena.copies()).toEqual([]);
    expect((await lena.connection()).counts.linked).toBe(1);
    expect(await lena.lookAgain()).toEqual([]);
    expect((await lena.connection()).counts).toMatchObject({ linked: 1, skipped: 1 });
  });

  it('S-164 after held deletions are refused: what comes back is counted once', async () => {
    const lena = await town.connected();
    const events = [];
    for (let day = 1; day <= 11; day += 1)
      events.push(await lena.event('Busy', tomorrow(24 * day), tomorrow(24 * day + 1)));
    await town.settled();
    await lena.action('pause');
    for (const event of events) await lena.remove(event);
    await lena.action('resume');
    await eventually('held', async () => (await lena.connection()).counts.held === 11);
    await lena.action('refuse-hold');
    await town.settled();
    await eventually('they are back', async () => (await lena.events()).length === 11);
    await town.settled();
    expect((await lena.connection()).counts).toMatchObject({ linked: 11, held: 0 });
  });
});
