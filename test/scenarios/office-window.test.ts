import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphEvent } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { makeSeries, nextDay, rangeOf, seriesBody, type Series } from '../support/series.ts';
import { Town } from '../support/town.ts';

const today = DateTime.utc().startOf('day');
const dayOf = (moment: DateTime): string => moment.toFormat('yyyy-MM-dd');
/** Days from today. */
const day = (days: number): string => dayOf(today.plus({ days }));
/** The first day beyond the window, on the `slept`th day of the test. */
const horizon = (months: number, slept = 0): string =>
  dayOf(today.plus({ days: slept }).plus({ months, days: 1 }));
const at = (date: string, hour = 9): string => `${date}T${String(hour).padStart(2, '0')}:00:00Z`;

const blockersOn = async (person: Person, from: string, days = 1): Promise<string[]> => {
  const found = new Map<string, string>();
  for (let start = from; start < nextDay(from, days); start = nextDay(start, 28))
    for (const one of await person.blockers(at(start, 0), at(nextDay(start, 28), 0)))
      found.set(one.id, one.start);
  return [...found.values()].filter((start) => start < at(nextDay(from, days), 0)).sort();
};

const DAILY = { type: 'daily', interval: 1 } as const;
const endless = (first: string): Series => ({ day: first, from: '09:00', to: '10:00', pattern: DAILY });
const onDay = (person: Person, title: string, date: string, hour = 9): Promise<GraphEvent> =>
  person.event(title, at(date, hour), at(date, hour + 1));

describe('moved out of the window', { timeout: 120_000 }, () => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.start({ months: 'company' });
  });
  afterAll(() => town.stop());

  it.each([
    ['past', () => day(-30)],
    ['far future, inside the delta window', () => nextDay(horizon(18), 10)],
    ['far future, outside it', () => nextDay(horizon(18), 300)],
  ])(
    'S-013 into the %s, an event goes from TIMIFY once, and comes back with the event, once',
    async (_name, where) => {
      const lena = await town.connected();
      const event = await onDay(lena, 'Dentist', day(3));
      await town.settled();
      expect(await blockersOn(lena, day(3))).toHaveLength(1);
      let since = new Date().toISOString();
      await lena.change(event, { from: at(where()), to: at(where(), 10) });
      await town.settled();
      expect(await blockersOn(lena, day(3))).toEqual([]);
      expect(await blockersOn(lena, where())).toEqual([]);
      expect(await town.writes(since)).toHaveLength(1);
      expect(await lena.lookAgain()).toEqual([]);
      since = new Date().toISOString();
      await lena.change(event, { from: at(day(4)), to: at(day(4), 10) });
      await town.settled();
      expect(await blockersOn(lena, day(3), 3)).toEqual([at(day(4))]);
      expect(await town.writes(since)).toHaveLength(1);
      expect(await lena.lookAgain()).toEqual([]);
    },
  );

  it('S-013 the same with a booking', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(at(day(3)), 30);
    await town.settled();
    const datetime = (date: string): string => `${date} 09:00`;
    await lena.rebook(booking, { datetime: datetime(day(-30)) });
    await town.settled();
    expect(await lena.copies()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
    await lena.rebook(booking, { datetime: datetime(day(4)) });
    await town.settled();
    expect(await lena.copies()).toHaveLength(1);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-049 a series that began before the window has its occurrences in it, and they are made once', async () => {
    const lena = await town.person();
    await makeSeries(lena, 'Standup', { ...endless(day(-60)), times: 75 });
    await lena.connect();
    const wanted = Array.from({ length: 25 }, (_, index) => at(day(index - 10)));
    expect(await blockersOn(lena, day(-60), 90)).toEqual(wanted);
    expect(await lena.lookAgain()).toEqual([]);
    const since = new Date().toISOString();
    await town.control('POST', '/graph/evict', {});
    await town.lifecycle(lena, 'missed');
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    expect(await blockersOn(lena, day(-60), 90)).toEqual(wanted);
  });

  it.each([3, 36])('a horizon of %i months is kept to', async (windowFutureMonths) => {
    const lena = await town.person();
    const series = { ...endless(nextDay(horizon(windowFutureMonths), -3)), times: 6 };
    await makeSeries(lena, 'Edge', series);
    await lena.connect({ windowFutureMonths });
    expect(await blockersOn(lena, series.day, 7)).toEqual([0, 1, 2].map((by) => at(nextDay(series.day, by))));
    expect(await lena.lookAgain()).toEqual([]);
  });
});

describe('the window slides', { timeout: 300_000 }, () => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.start({ months: 'company', movable: true });
  });
  afterAll(() => town.stop());

  it('S-048 by one day: one occurrence more of an endless series, and nothing else is touched', async () => {
    const lena = await town.person();
    await makeSeries(lena, 'Standup', endless(nextDay(horizon(18), -4)));
    await lena.connect();
    const edge = nextDay(horizon(18), -4);
    const inside = (slept: number): number =>
      DateTime.fromISO(horizon(18, slept)).diff(DateTime.fromISO(edge), 'days').days;
    expect(inside(0)).toBe(4);
    expect(await blockersOn(lena, edge, 40)).toHaveLength(4);
    for (const slept of [1, 2]) {
      const since = new Date().toISOString();
      await town.sleep(1);
      expect(await blockersOn(lena, edge, 40)).toHaveLength(inside(slept));
      const writes = await town.writes(since);
      expect(writes).toHaveLength(inside(slept) - inside(slept - 1));
      expect(writes.every(({ method, path }) => method === 'POST' && path === '/appointments')).toBe(true);
    }
    expect(await lena.lookAgain()).toEqual([]);
    // Nobody looked for a week and two days: all of them have come in.
    const since = new Date().toISOString();
    await town.advance(9 * 24 * 3_600);
    expect(await blockersOn(lena, edge, 40)).toHaveLength(inside(11));
    expect(await town.writes(since)).toHaveLength(inside(11) - inside(2));
    expect(await lena.lookAgain()).toEqual([]);
    expect(town.complaints()).toEqual([]);
    // The next test counts writes of its own.
    await lena.action('pause');
  });

  it('past what is there: it is left alone on the other side, whatever becomes of its origin', async () => {
    // The test before has slept eleven days.
    const slept = 11;
    const now = (days: number): string => day(slept + days);
    const lena = await town.person();
    const single = await onDay(lena, 'Single', now(-9), 14);
    const other = await onDay(lena, 'Other', now(-8), 14);
    const series: Series = { ...endless(now(-9)), until: now(50) };
    const master = await makeSeries(lena, 'Standup', series);
    const booking = await lena.booking(at(now(-9), 12), 30);
    await lena.connect();
    const before = await blockersOn(lena, now(-10), 5);
    expect(before).toHaveLength(6);
    let since = new Date().toISOString();
    await town.sleep(8);
    expect(await town.writes(since)).toEqual([]);
    expect(await blockersOn(lena, now(-10), 5)).toEqual(before);

    // A day ahead of the sliding window's edge, and long past it.
    since = new Date().toISOString();
    await lena.remove(single);
    await lena.change(other, { categories: ['Blue'] });
    await lena.rebook(booking, { price: 20 });
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    const { start, end } = seriesBody({ ...series, from: '11:00', to: '12:00' });
    await lena.change(master, { start, end });
    await town.settled();
    expect(await blockersOn(lena, now(-10), 5)).toEqual(before);
    expect(await blockersOn(lena, now(0), 3)).toEqual([0, 1, 2].map((by) => at(now(by), 11)));
    expect(await lena.copies(at(now(-10), 0), at(now(-5), 0))).toHaveLength(1);
    const range = rangeOf({ ...series, until: now(10) });
    await lena.change(master, { recurrence: { pattern: DAILY, range } });
    await town.settled();
    expect(await blockersOn(lena, now(-10), 5)).toEqual(before);
    expect(await blockersOn(lena, now(9), 5)).toEqual([9, 10].map((by) => at(now(by), 11)));
    expect(await lena.lookAgain()).toEqual([]);

    // So it is with a delta link of a later window, which knows nothing of what was before.
    since = new Date().toISOString();
    await town.advance(35 * 24 * 3_600);
    await lena.remove(other);
    await lena.remove(master);
    await town.settled();
    expect(await blockersOn(lena, now(-10), 5)).toEqual(before);
    expect(await town.writes(since, 'timify')).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
    expect((await lena.connection()).counts.conflicts).toBe(0);
    expect(town.complaints()).toEqual([]);
  });
});
