/** All-day events of a mailbox far from its resource, around both edges of the sliding window. */
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../support/person.ts';
import { nextDay } from '../support/series.ts';
import { Town } from '../support/town.ts';

const INSTANT = "yyyy-MM-dd'T'HH:mm:ss'Z'";

let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
afterAll(() => town.stop());

describe('the edges of the window', { timeout: 300_000 }, () => {
  const today = DateTime.utc().startOf('day');
  const midnight = (date: string): string =>
    DateTime.fromISO(date, { zone: 'Europe/Berlin' }).toUTC().toFormat(INSTANT);
  const around = (moment: DateTime): string[] =>
    [-2, -1, 0, 1, 2, 3, 4, 5].map((days) => moment.plus({ days }).toFormat('yyyy-MM-dd'));
  const past = around(today.minus({ days: 10 }));
  const future = around(today.plus({ months: 3 }));
  /** Those that begin before the horizon ends, so many days later. */
  const within = (slept: number): string[] =>
    future.filter(
      (date) => midnight(date) < today.plus({ days: slept }).plus({ months: 3, days: 1 }).toFormat(INSTANT),
    );

  /** All-day events of a mailbox in Auckland, whose resource lives in Berlin, around both edges. */
  const withDays = async (): Promise<Person> => {
    const lena = await town.person({ timeZone: 'Pacific/Auckland' });
    const timeZone = 'Pacific/Auckland';
    for (const date of [...past, ...future])
      await lena.graph('POST', '/calendar/events', {
        ...{ subject: date, isAllDay: true, showAs: 'busy' },
        start: { dateTime: `${date}T00:00:00`, timeZone },
        end: { dateTime: `${nextDay(date)}T00:00:00`, timeZone },
      });
    return lena.connect();
  };
  const blockersOn = async (lena: Person, dates: string[]): Promise<{ id: string; title: string }[]> => {
    const [first = '', last = ''] = [dates[0], dates.at(-1)];
    const found = await lena.blockers(`${nextDay(first, -1)}T12:00:00Z`, `${nextDay(last)}T12:00:00Z`);
    for (const { title, start, end } of found)
      expect([start, end]).toEqual([midnight(title), midnight(nextDay(title))]);
    return found.map(({ id, title }) => ({ id, title }));
  };

  it('S-064 S-048 slide over all-day events: each comes once, as its day, and none is touched as it leaves', async () => {
    const lena = await withDays();
    const left = await blockersOn(lena, past);
    expect(left.length).toBeGreaterThan(3);
    let there = await blockersOn(lena, future);
    expect(there.map(({ title }) => title)).toEqual(within(0));
    for (let slept = 1; slept <= 5; slept += 1) {
      const since = new Date().toISOString();
      await town.sleep(1);
      const now = await blockersOn(lena, future);
      expect(now.map(({ title }) => title)).toEqual(within(slept));
      expect(now).toEqual(expect.arrayContaining(there));
      expect(await town.writes(since)).toHaveLength(now.length - there.length);
      expect(await blockersOn(lena, past)).toEqual(left);
      there = now;
    }
    expect(await lena.lookAgain()).toEqual([]);
  });
});
