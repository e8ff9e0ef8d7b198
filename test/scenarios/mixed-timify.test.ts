import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { expectRest } from '../support/rest.ts';
import { Town } from '../support/town.ts';
import { at } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const days = (count: number, hour = 9): string[] =>
  Array.from({ length: count }, (_, day) => tomorrow(hour, 0, day));
const recurring = (times: number) => ({ timezone: 'UTC', frequency: 'DAYS', period: 1, repeat_times: times });
const copyStarts = async (lena: Person): Promise<string[]> =>
  (await lena.copies()).map((copy) => times(copy).start).sort();
const taken = async (lena: Person): Promise<string[]> =>
  (await lena.appointments())
    .flatMap(({ bookings }) => bookings)
    .map(({ interval }) => new Date(interval.begin).toISOString().replace('.000Z', 'Z'))
    .sort();

describe('what TIMIFY turns into a series', { timeout: 60_000 }, () => {
  it('S-059 S-060 a booking becomes a connected series, shorter, longer, and single again', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(tomorrow(9), 60);
    await town.settled();
    for (const count of [4, 2, 3]) {
      await lena.rebook(booking, { recurring: recurring(count) });
      await town.settled();
      expect(await copyStarts(lena)).toEqual(await taken(lena));
      await expectRest(lena);
    }
    await lena.rebook(booking, { recurring: null });
    await town.settled();
    expect(await copyStarts(lena)).toEqual(await taken(lena));
    await expectRest(lena);
    await lena.cancel(booking);
    await town.settled();
    expect(await copyStarts(lena)).toEqual([]);
    await expectRest(lena);
  });

  it('S-098 the blocker of an event becomes a series: its days are bookings of somebody, the first one is asked about', async () => {
    const lena = await town.connected();
    const event = await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    const [blocker] = await lena.blockers();
    await lena.rebook(blocker ?? { id: '' }, { recurring: recurring(3) });
    await town.settled();
    expect(await taken(lena)).toEqual(days(3));
    expect(await copyStarts(lena)).toEqual(days(3));
    await expectRest(lena, ['overlap']);
    await lena.change(event, { from: tomorrow(14), to: tomorrow(15) });
    await town.settled();
    expect(await taken(lena)).toEqual([...days(1), tomorrow(14), ...days(3).slice(1)]);
    await expectRest(lena);
    await lena.cancel(blocker ?? { id: '' });
    await town.settled();
    expect(await taken(lena)).toEqual([tomorrow(14)]);
    expect((await lena.events()).map((one) => times(one).start)).toEqual([tomorrow(14)]);
    await expectRest(lena);
  });

  it('a booking that becomes a group booking and changes its service', async () => {
    const lena = await town.connected();
    const { data } = await lena.timify<{ data: { id: string; name: string; maxParticipants?: number }[] }>(
      'GET',
      '/services',
    );
    const service = data.find((one) => one.maxParticipants === undefined);
    const booking = await lena.booking(tomorrow(9), 60);
    await town.settled();
    const [copy] = await lena.copies();
    await lena.rebook(booking, { is_course: true, max_participants: 5 });
    await town.settled();
    expect(await lena.copies()).toMatchObject([
      { id: copy?.id, subject: expect.stringContaining('1/5') as string },
    ]);
    await expectRest(lena);
    await lena.change(copy ?? { id: '' }, { from: tomorrow(12), to: tomorrow(13) });
    await town.settled();
    expect(await copyStarts(lena)).toEqual([tomorrow(9)]);
    await expectRest(lena);
    await lena.rebook(booking, { is_course: false, service_id: service?.id, datetime: at(tomorrow(10)) });
    await town.settled();
    expect(await copyStarts(lena)).toEqual([tomorrow(10)]);
    await expectRest(lena);
  });

  it('S-059 a connected series of two resources with buffers of its own in one calendar: a day moved before midnight, an event on a buffer, all cancelled', async () => {
    const lena = await town.connected({ buffers: 'separate' });
    const jonas = await town.connected({ buffers: 'exclude' });
    const both = {
      resource_ids: [lena.resourceId, jonas.resourceId],
      duration_before: 15,
      duration_after: 10,
    };
    const series = await lena.booking(tomorrow(9), 60, { ...both, recurring: recurring(3) });
    await town.settled();
    expect(await copyStarts(jonas)).toEqual(days(3));
    expect(await copyStarts(lena)).toHaveLength(9);
    await expectRest(lena);
    const change = async (day: number, appointment: Record<string, unknown>): Promise<void> => {
      const companyId = town.world.company.id;
      await town.control('POST', '/timify/appointments', {
        ...{
          companyId,
          action: 'change',
          id: series.id,
          scope: 'this',
          day: tomorrow(9, 0, day).slice(0, 10),
        },
        appointment,
      });
      await town.settled();
    };
    await change(2, { datetime: at(tomorrow(23, 55, 2)), duration_after: 0 });
    expect(await copyStarts(jonas)).toEqual([...days(2), tomorrow(23, 55, 2)]);
    await expectRest(lena);
    await expectRest(jonas);
    await lena.event('Call', tomorrow(8), tomorrow(9));
    await town.settled();
    expect(await lena.conflicts()).toMatchObject([{ kind: 'overlap' }]);
    // A day that was moved may be a booking of its own by now.
    const all = (await jonas.appointments()).map(({ id }) => ({ id }));
    await lena.cancel(...all);
    await town.settled();
    expect(await copyStarts(lena)).toEqual([]);
    expect(await copyStarts(jonas)).toEqual([]);
    expect(await taken(lena)).toEqual([tomorrow(8)]);
    await expectRest(lena);
    await expectRest(jonas);
  });
});
