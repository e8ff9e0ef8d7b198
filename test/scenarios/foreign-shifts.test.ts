import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { workingHours } from '../support/hours.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';
import { on } from '../support/ways.ts';

/** A blocker that somebody entered in TIMIFY's shift plan, while ours are appointments: time that is taken, no closing time. */
let town: Town;
let lena: Person;
let row: { id: string };
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

/** From eleven to twelve in UTC, as the plan's own clock in Berlin's winter tells it. */
const blockNoon = async (): Promise<{ id: string }> => {
  const day = on(0).slice(0, 10);
  const denial = { denial_reason: 'BLOCKER', denial_times: [{ begin: '12:00', end: '13:00' }] };
  const body = { resource_id: lena.resourceId, from: day, to: day, ...denial };
  return (await lena.timify<{ data: { id: string } }>('POST', '/timeshifts', body)).data;
};

beforeEach(async () => {
  lena = await town.person();
  await workingHours(lena, '08:00', '18:00');
  await lena.connect();
  row = await blockNoon();
  await town.settled();
});

const blocked = async (): Promise<string[]> =>
  (await lena.blockers()).map(({ start, end }) => `${start.slice(11, 16)}-${end.slice(11, 16)}`);

const asked = async (): Promise<string[]> =>
  (await lena.conflicts()).map(
    ({ kind, span }) => `${kind} ${span.start.slice(11, 16)}-${span.end.slice(11, 16)}`,
  );

describe('a blocker of the shift plan', { timeout: 60_000 }, () => {
  it('collides with the event that falls on it; the rest of its time is blocked, and both may be kept', async () => {
    await lena.event('Workshop', on(11, 30), on(13));
    await lena.event('Coffee', on(9), on(10));
    await town.settled();
    expect(await blocked()).toEqual(['09:00-10:00', '12:00-13:00']);
    expect(await asked()).toEqual(['overlap 11:30-12:00']);
    const [conflict] = await lena.conflicts();
    expect(conflict?.timify).toMatchObject({ start: on(11).replace('Z', '.000Z') });
    if (!conflict) throw new Error('no conflict');
    expect(conflict.actions).toContain('keep-both');
    expect((await lena.resolve(conflict, { action: 'keep-both' })).status).toBe(200);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await asked()).toEqual([]);
  });

  it('and with one that lies wholly in it, unlike the hours in which nobody works', async () => {
    await lena.event('Lunch', on(11), on(12));
    await lena.event('Dinner', on(19), on(20));
    await town.settled();
    expect(await blocked()).toEqual([]);
    expect(await asked()).toEqual(['overlap 11:00-12:00']);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('goes, and the question with it: the event is blocked as a whole', async () => {
    await lena.event('Workshop', on(11, 30), on(13));
    await town.settled();
    await lena.timify('DELETE', `/timeshifts/${row.id}`);
    await town.settled();
    expect(await asked()).toEqual([]);
    expect(await blocked()).toEqual(['11:30-13:00']);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('takes the time also for a booking that is moved onto it in Outlook', async () => {
    await lena.booking(on(9), 30);
    await town.settled();
    const [copy] = await lena.copies();
    await lena.change({ id: copy?.id ?? '' }, { from: on(11), to: on(11, 30) });
    await town.settled();
    expect(await asked()).toEqual(['move-refused 11:00-11:30']);
  });
});
