import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { daysByIcal, daysByTemporal } from '../support/oracle.ts';
import { makeSeries, nextDay, weekdayOf, type Series } from '../support/series.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ months: 'company' });
});
afterAll(() => town.stop());

const FIRST = tomorrow(0).slice(0, 10);
/** The first day beyond the window. */
const horizon = (months: number): string =>
  DateTime.utc().startOf('day').plus({ months, days: 1 }).toFormat('yyyy-MM-dd');
const HORIZON = horizon(18);
const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;

/** The next such day of a month from tomorrow on. */
const next = (month: number, day: number): string => {
  let at = DateTime.fromISO(FIRST, { zone: 'utc' });
  while (at.month !== month || at.day !== day) at = at.plus({ days: 1 });
  return at.toFormat('yyyy-MM-dd');
};

const at = (day: string, hour = '09'): string => `${day}T${hour}:00:00Z`;

/** Blockers of many months; TIMIFY's list takes one at a time. */
const blockerStarts = async (person: Person, until: string): Promise<string[]> => {
  const found = new Set<string>();
  for (let from = nextDay(FIRST, -20); from < until; from = nextDay(from, 28))
    for (const { start } of await person.blockers(at(from, '00'), at(nextDay(from, 28), '00')))
      found.add(start);
  return [...found].sort();
};

const eventStarts = async (person: Person, until: string): Promise<string[]> => {
  const found = new Set<string>();
  for (let from = FIRST; from < until; from = nextDay(from, 700)) {
    const end = nextDay(from, 700) < until ? nextDay(from, 700) : until;
    for (const event of await person.events(at(from, '00'), at(end, '00'))) found.add(times(event).start);
  }
  return [...found].sort();
};

const hours = { from: '09:00', to: '10:00' };

describe('patterns', { timeout: 120_000 }, () => {
  it('S-044 on the 31st of each month: the last day of the shorter ones', async () => {
    const lena = await town.connected();
    const day = next(1, 31);
    await makeSeries(lena, 'Closing', {
      ...{ day, ...hours, times: 4 },
      pattern: { type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 },
    });
    await town.settled();
    const year = Number(day.slice(0, 4));
    const february = DateTime.utc(year, 2).endOf('month').day;
    expect(await blockerStarts(lena, nextDay(day, 150))).toEqual(
      [day, `${year}-02-${february}`, `${year}-03-31`, `${year}-04-30`].map((one) => at(one)),
    );
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-055 on weekdays over a weekend: five a week, all of them', async () => {
    const lena = await town.connected();
    const series: Series = {
      ...{ day: FIRST, ...hours, times: 10 },
      pattern: { type: 'weekly', interval: 1, daysOfWeek: [...WORKDAYS], firstDayOfWeek: 'monday' },
    };
    await makeSeries(lena, 'Work', series);
    await town.settled();
    const found = await blockerStarts(lena, nextDay(FIRST, 20));
    expect(found).toHaveLength(10);
    expect(found.every((start) => !['saturday', 'sunday'].includes(weekdayOf(start.slice(0, 10))))).toBe(
      true,
    );
    expect(found).toEqual(daysByIcal(series, nextDay(FIRST, 30)).map((day) => at(day)));
    expect(await lena.lookAgain()).toEqual([]);
  });

  const first = (pattern: Series['pattern'], day = FIRST): Series => ({ day, ...hours, pattern });
  it.each([
    [
      'the second Tuesday of the month',
      first({ type: 'relativeMonthly', interval: 1, daysOfWeek: ['tuesday'], index: 'second' }),
    ],
    [
      'the last Friday of every third month',
      first({ type: 'relativeMonthly', interval: 3, daysOfWeek: ['friday'], index: 'last' }),
    ],
    [
      'the last working day of the month',
      first({ type: 'relativeMonthly', interval: 1, daysOfWeek: [...WORKDAYS], index: 'last' }),
    ],
    ['29 February', first({ type: 'absoluteYearly', interval: 1, dayOfMonth: 29, month: 2 }, next(2, 28))],
    [
      'the first Monday of March',
      first({ type: 'relativeYearly', interval: 1, daysOfWeek: ['monday'], index: 'first', month: 3 }),
    ],
    [
      'every second week on Monday and Sunday, weeks beginning on Monday',
      first({
        ...{ type: 'weekly', interval: 2 },
        daysOfWeek: ['monday', 'sunday'],
        firstDayOfWeek: 'monday',
      }),
    ],
    ['every tenth day', first({ type: 'daily', interval: 10 })],
  ])(
    'S-057 %s: ten years like both oracles, and in TIMIFY as far as the window goes',
    async (name, series) => {
      const lena = await town.connected();
      await makeSeries(lena, name, series);
      await town.settled();
      const end = DateTime.fromISO(FIRST, { zone: 'utc' }).plus({ years: 10 }).toFormat('yyyy-MM-dd');
      const days = daysByIcal(series, end);
      expect(days.length).toBeGreaterThan(8);
      expect(daysByTemporal(series, end)).toEqual(days);
      expect(await eventStarts(lena, end)).toEqual(days.map((day) => at(day)));
      expect(await blockerStarts(lena, HORIZON)).toEqual(
        days.filter((day) => day < HORIZON).map((day) => at(day)),
      );
      expect(await lena.lookAgain()).toEqual([]);
    },
  );

  it('S-058 a series of five thousand days is copied as far as the window goes, the log says why, others are fine', async () => {
    const lena = await town.connected({ windowFutureMonths: 3 });
    const end = horizon(3);
    await lena.event('Sound', tomorrow(14), tomorrow(15));
    await makeSeries(lena, 'For ever', {
      ...{ day: FIRST, ...hours, until: nextDay(FIRST, 4_999) },
      pattern: { type: 'daily', interval: 1 },
    });
    await town.settled();
    const found = (await blockerStarts(lena, end)).filter((start) => start.endsWith('T09:00:00Z'));
    expect(found).toHaveLength(
      DateTime.fromISO(end, { zone: 'utc' }).diff(DateTime.fromISO(FIRST, { zone: 'utc' }), 'days').days,
    );
    expect(found.at(-1)).toBe(at(nextDay(end, -1)));
    expect((await lena.blockers()).some(({ title }) => title === 'Sound')).toBe(true);
    const entry = (await lena.log()).find(({ rule }) => rule === 'skip.outside-window');
    expect(entry).toMatchObject({ outcome: 'skipped', setting: 'windowFutureMonths' });
    // The pane lists them where it is asked for what was left out; elsewhere they would bury all else.
    const path = `/api/connections/${lena.connectionId}`;
    const { body } = await lena.api<{ items: { rule: string }[] }>('GET', `${path}/log?inWindow=true`);
    expect(body.items.length).toBeGreaterThan(0);
    expect(body.items.filter(({ rule }) => rule === 'skip.outside-window')).toEqual([]);
    const about = `side=office&item=${encodeURIComponent(entry?.item ?? '')}`;
    const why = await lena.api<{ rule: string }>('GET', `${path}/explain?${about}`);
    expect(why.body).toMatchObject({ rule: 'skip.outside-window', setting: 'windowFutureMonths' });
    expect((await lena.connection()).state).toBe('in-step');
    expect(await lena.lookAgain()).toEqual([]);
  });
});
