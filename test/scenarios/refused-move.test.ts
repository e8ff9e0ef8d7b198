import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { expectRest } from '../support/rest.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const hours = ({ start, end }: { start: string; end: string }): string =>
  `${start.slice(11, 16)}-${end.slice(11, 16)}`;
const blocked = async (lena: Person): Promise<string[]> => (await lena.blockers()).map(hours);

/** A customer's booking of two resources at nine, of which the other one has something else at two. */
const bookedWithOther = async (): Promise<Person> => {
  const lena = await town.connected({ onBookingMoved: 'move-silently' });
  const other = await town.person();
  await lena.booking(tomorrow(9), 60, { resource_ids: [lena.resourceId, other.resourceId] });
  await other.booking(tomorrow(14), 60);
  await town.settled();
  return lena;
};

/** Its copy is dragged to where the other resource can not be. */
const drag = async (lena: Person): Promise<void> => {
  const [copy] = await lena.copies();
  await lena.change(copy ?? { id: '' }, { from: tomorrow(14), to: tomorrow(15) });
  await town.settled();
};

describe('a booking that can not go where its copy was moved', { timeout: 60_000 }, () => {
  it.each([
    ['lies on it as a whole', tomorrow(9), tomorrow(10), []],
    ['has a free part before it', tomorrow(8), tomorrow(10), ['08:00-09:00']],
    ['has free parts around it', tomorrow(8), tomorrow(11), ['08:00-09:00', '10:00-11:00']],
  ])('S-098 S-100 keeps its time where an event %s, and both questions stay', async (_, from, to, held) => {
    const lena = await bookedWithOther();
    const event = await lena.event('Dentist', from, to);
    await town.settled();
    const [overlap] = await lena.conflicts();
    expect(overlap?.kind).toBe('overlap');
    await drag(lena);
    expect(await blocked(lena)).toEqual(held);
    expect((await lena.conflicts()).map(({ id }) => id)).toContain(overlap?.id);
    await expectRest(lena, ['overlap', 'move-refused']);
    expect(await blocked(lena)).toEqual(held);
    // Put back and with the event gone, nothing is left of it.
    const refused = (await lena.conflicts()).find(({ kind }) => kind === 'move-refused');
    await lena.resolve(refused ?? { id: '' }, { action: 'put-back' });
    await lena.remove(event);
    await town.settled();
    expect((await lena.events()).map(times).map(hours)).toEqual(['09:00-10:00']);
    expect(await blocked(lena)).toEqual([]);
    await expectRest(lena);
  });

  it('S-098 S-100 … and is blocked as a whole once it went there after all', async () => {
    const lena = await bookedWithOther();
    await lena.event('Dentist', tomorrow(8), tomorrow(10));
    await town.settled();
    await drag(lena);
    const [copy] = await lena.copies();
    await lena.change(copy ?? { id: '' }, { from: tomorrow(16), to: tomorrow(17) });
    await town.settled();
    expect((await lena.appointments()).map(({ startDate }) => startDate)).toContain(tomorrow(16));
    expect(await blocked(lena)).toEqual(['08:00-10:00']);
    await expectRest(lena);
  });
});
