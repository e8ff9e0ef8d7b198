import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workingHours } from '../support/hours.ts';
import { tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

describe('a changed shift plan', { timeout: 120_000 }, () => {
  let town: Town;
  let lena: Person;
  let jonas: Person;
  beforeAll(async () => {
    town = await Town.start();
    lena = await town.connected();
    jonas = await town.connected();
    // From here on it is known what each of them can be booked for.
    for (const person of [lena, jonas]) await workingHours(person, '06:00', '20:00');
    await town.settled();
  }, 120_000);
  afterAll(() => town.stop());

  it('of one resource reads the window of that one alone', async () => {
    await lena.event('Late', tomorrow(18), tomorrow(19));
    await town.settled();
    expect(await lena.blockers()).toHaveLength(1);
    const since = new Date().toISOString();
    await workingHours(lena, '05:00', '21:00');
    await town.settled();
    const calls = await town.requests(since);
    const of = (person: Person, part: string): string[] =>
      calls
        .filter(({ path }) => path.includes(part) && path.includes(person.resourceId))
        .map(({ method, path }) => `${method} ${path}`);
    expect(of(jonas, '/timeshifts').length).toBeGreaterThan(0);
    expect(of(jonas, '/appointments?')).toEqual([]);
    expect(of(lena, '/appointments?').length).toBeGreaterThan(0);
  });

  it('counts for what comes from then on', async () => {
    await lena.event('Night shift', tomorrow(22, 0, 1), tomorrow(23, 0, 1));
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(['Late']);
    expect((await lena.connection()).counts.skipped).toBe(1);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
