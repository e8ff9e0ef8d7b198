import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import { workingHours } from '../support/hours.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const KOLKATA = 'Asia/Kolkata';
const wall = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(iso),
  );

describe('a resource with a time zone of its own', { timeout: 60_000 }, () => {
  it('its days are the days of its calendar; events and bookings keep their instants', async () => {
    const lena = await town.person();
    await lena.timify('PATCH', `/resources/${lena.resourceId}`, { timezone: KOLKATA });
    await lena.connect();
    const [day, next] = [2, 3].map((days) => tomorrow(0, 0, days).slice(0, 10));
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await lena.event('Holiday', `${day ?? ''}T00:00:00Z`, `${next ?? ''}T00:00:00Z`, {
      isAllDay: true,
      showAs: 'oof',
    });
    await lena.booking(tomorrow(14), 60);
    await town.settled();
    const [dentist, holiday] = await lena.blockers();
    expect(dentist).toMatchObject({ start: tomorrow(9), end: tomorrow(10) });
    expect(wall(holiday?.start ?? '', KOLKATA)).toBe(`${day ?? ''} 00:00`);
    expect(wall(holiday?.end ?? '', KOLKATA)).toBe(`${next ?? ''} 00:00`);
    expect((await lena.copies()).map(times)).toEqual([{ start: tomorrow(14), end: tomorrow(15) }]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('its working hours are read in that zone', async () => {
    const lena = await town.person();
    await lena.timify('PATCH', `/resources/${lena.resourceId}`, { timezone: KOLKATA });
    await workingHours(lena, '08:00', '18:00');
    await lena.connect();
    // 08:00 in Kolkata is 02:30 in UTC, 18:00 is 12:30.
    await lena.event('Inside', tomorrow(3), tomorrow(4));
    await lena.event('Outside', tomorrow(13), tomorrow(14));
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(['Inside']);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('another zone takes the days along and nothing else', async () => {
    const lena = await town.connected();
    const day = tomorrow(0, 0, 2).slice(0, 10);
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await lena.event('Holiday', `${day}T00:00:00Z`, `${tomorrow(0, 0, 3).slice(0, 10)}T00:00:00Z`, {
      isAllDay: true,
      showAs: 'oof',
    });
    await town.settled();
    const before = await lena.events();
    await lena.timify('PATCH', `/resources/${lena.resourceId}`, { timezone: KOLKATA });
    await town.settled();
    const [dentist, holiday] = await lena.blockers();
    expect(dentist).toMatchObject({ start: tomorrow(9), end: tomorrow(10) });
    expect(wall(holiday?.start ?? '', KOLKATA)).toBe(`${day} 00:00`);
    expect((await lena.events()).map(times)).toEqual(before.map(times));
    expect(await lena.lookAgain()).toEqual([]);
  });
});
