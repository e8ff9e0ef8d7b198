import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import { explain } from '../support/explain.ts';
import { blocked, connectedByTimeshift, local, on, quiet, zoneOf } from '../support/timeshifts.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

describe('the time zone of the company', { timeout: 120_000 }, () => {
  it('changed, takes neither events nor bookings along: blockers stand where their events stand', async () => {
    const lena = await connectedByTimeshift(town);
    const jonas = await town.connected();
    const before = await zoneOf(town);
    const day = tomorrow(0, 0, 2).slice(0, 10);
    const next = tomorrow(0, 0, 3).slice(0, 10);
    for (const person of [lena, jonas]) {
      await person.event('Dentist', tomorrow(9), tomorrow(10));
      await person.event('Holiday', `${day}T00:00:00Z`, `${next}T00:00:00Z`, {
        isAllDay: true,
        showAs: 'oof',
      });
    }
    await jonas.booking(tomorrow(14), 60);
    await town.settled();
    const events = (await lena.events()).map(times);
    await town.control('PATCH', `/timify/companies/${town.world.company.id}`, {
      timezone: 'America/New_York',
    });
    await town.settled();
    expect((await lena.events()).map(times)).toEqual(events);
    expect(await blocked(lena)).toEqual(
      [on(tomorrow(9), tomorrow(10), 'America/New_York'), `${day}..${day} 00:00-24:00`].sort(),
    );
    const [dentist, holiday] = await jonas.blockers();
    expect(dentist).toMatchObject({ start: tomorrow(9), end: tomorrow(10) });
    expect(local(holiday?.start ?? '', 'America/New_York')).toBe(`${day} 00:00`);
    expect(local(holiday?.end ?? '', 'America/New_York')).toBe(`${next} 00:00`);
    expect((await jonas.copies()).map(times)).toEqual([{ start: tomorrow(14), end: tomorrow(15) }]);
    const [moved] = await lena.events();
    expect(await explain(lena, 'office', moved?.id ?? '')).toMatchObject({ rule: 'zone-changed' });
    await quiet(lena);
    await quiet(jonas);
    await town.control('PATCH', `/timify/companies/${town.world.company.id}`, { timezone: before });
    await town.settled();
    expect(minute((await lena.events()).map(times)[0]?.start ?? '')).toBe(minute(events[0]?.start ?? ''));
    await quiet(lena);
  });
});
