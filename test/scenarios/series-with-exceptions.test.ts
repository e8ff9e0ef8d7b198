/** Series whose pattern is changed while some of their days differ from it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow, type GraphEvent } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { expectRest } from '../support/rest.ts';
import { makeSeries, nextDay, rangeOf, seriesBody, type Series } from '../support/series.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const FIRST = tomorrow(0).slice(0, 10);
const daily = (count: number, more: Partial<Series> = {}): Series => ({
  ...{ day: FIRST, from: '09:00', to: '10:00', times: count },
  pattern: { type: 'daily', interval: 1 },
  ...more,
});

const occurrence = async (person: Person, start: string): Promise<GraphEvent> => {
  const found = (await person.events()).find((event) => times(event).start === start);
  if (!found) throw new Error(`no occurrence at ${start}`);
  return found;
};

const byStart = (a: GraphEvent, b: GraphEvent): number => times(a).start.localeCompare(times(b).start);

/** What stands in the calendar is what is blocked, each with its title. */
const expectSame = async (person: Person): Promise<string[]> => {
  const { office, timify } = await person.both();
  expect(timify).toEqual(office);
  return office;
};

describe('a series with exceptions', { timeout: 120_000 }, () => {
  it.each([
    ['every other day', { pattern: { type: 'daily', interval: 2 } as const }],
    ['at another hour', { from: '14:00', to: '15:30' }],
    ['shorter than its exceptions reach', { times: 2 }],
  ])('gets another pattern: %s', async (_, change) => {
    const lena = await town.connected();
    const master = await makeSeries(lena, 'Standup', daily(7));
    await town.settled();
    const [moved, renamed, gone] = await Promise.all(
      [1, 2, 3].map((day) => occurrence(lena, tomorrow(9, 0, day))),
    );
    await lena.change(moved ?? { id: '' }, { from: tomorrow(11, 0, 1), to: tomorrow(12, 0, 1) });
    await lena.change(renamed ?? { id: '' }, { subject: 'Review' });
    await lena.remove(gone ?? { id: '' });
    await town.settled();
    expect(await expectSame(lena)).toHaveLength(6);
    const series = daily(7, change);
    await lena.change(master, {
      start: { dateTime: `${FIRST}T${series.from}:00`, timeZone: 'UTC' },
      end: { dateTime: `${FIRST}T${series.to}:00`, timeZone: 'UTC' },
      recurrence: { pattern: series.pattern, range: rangeOf(series) },
    });
    await town.settled();
    expect((await expectSame(lena)).length).toBeGreaterThan(1);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await lena.conflicts()).toEqual([]);
  });
});

describe('a series on the 31st', { timeout: 120_000 }, () => {
  it('S-044 has its day of a shorter month moved, is shifted and ended early: what stands in the calendar is blocked', async () => {
    const lena = await town.connected({ windowFutureMonths: 8 });
    let first = FIRST;
    while (!first.endsWith('-31')) first = nextDay(first);
    const monthly = (more: Partial<Series> = {}): Series => ({
      ...{ day: first, from: '09:00', to: '10:00', times: 5 },
      pattern: { type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 },
      ...more,
    });
    const reach = [`${first}T00:00:00Z`, `${nextDay(first, 150)}T00:00:00Z`] as const;
    const inCalendar = async () => (await lena.events(...reach)).sort(byStart);
    const blocked = async (): Promise<string[]> => {
      const days = (await inCalendar()).map((event) => times(event).start.slice(0, 10));
      const found = await Promise.all(
        days.map((day) => lena.blockers(`${day}T00:00:00Z`, `${nextDay(day)}T00:00:00Z`)),
      );
      return found.flat().map(({ title, start, end }) => `${title} ${start} ${end}`);
    };
    const wanted = async (): Promise<string[]> =>
      (await inCalendar()).map((event) => `${event.subject} ${times(event).start} ${times(event).end}`);
    const expectBlocked = async (count: number): Promise<void> => {
      await town.settled();
      expect(await wanted()).toHaveLength(count);
      expect(await blocked()).toEqual(await wanted());
      expect((await lena.connection()).counts.linked).toBe(count);
    };
    const master = await makeSeries(lena, 'Rent', monthly());
    await expectBlocked(5);
    const short = (await inCalendar()).find((event) => !times(event).start.slice(0, 10).endsWith('-31'));
    const next = nextDay(short ? times(short).start.slice(0, 10) : first);
    await lena.change(short ?? { id: '' }, { from: `${next}T16:00:00Z`, to: `${next}T17:00:00Z` });
    await expectBlocked(5);
    const { start, end } = seriesBody(monthly({ from: '14:00', to: '15:00' }));
    await lena.change(master, { start, end });
    await expectBlocked(5);
    await lena.change(master, {
      recurrence: { pattern: monthly().pattern, range: rangeOf(monthly({ times: 3 })) },
    });
    await expectBlocked(3);
    expect(await lena.lookAgain()).toEqual([]);
  });
});

describe('a series of somebody else with exceptions', { timeout: 120_000 }, () => {
  it('S-159 gets another pattern by its organizer: the guest is blocked when they meet, and nobody writes to it', async () => {
    const host = await town.person();
    const lena = await town.connected();
    const attendees = [{ emailAddress: { address: lena.email, name: 'Lena' }, type: 'required' }];
    const master = await makeSeries(host, 'Board', daily(6), { attendees });
    await town.settled();
    const second = (await host.events()).find((event) => times(event).start === tomorrow(9, 0, 1));
    await host.change(second ?? { id: '' }, { from: tomorrow(16, 0, 1), to: tomorrow(17, 0, 1) });
    await town.settled();
    expect(await expectSame(lena)).toHaveLength(6);
    const since = new Date().toISOString();
    const series = daily(6, { pattern: { type: 'daily', interval: 2 } });
    await host.change(master, { recurrence: { pattern: series.pattern, range: rangeOf(series) } });
    await town.settled();
    const days = [0, 2, 4, 6, 8, 10].map((day) => tomorrow(9, 0, day));
    expect((await expectSame(lena)).map((one) => one.split(' ')[0])).toEqual(days);
    expect(await town.writes(since, 'graph')).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-102 an exception that falls on a booking is asked about until the pattern takes it away', async () => {
    const lena = await town.connected();
    const master = await makeSeries(lena, 'Standup', daily(5));
    await lena.booking(tomorrow(12, 0, 1), 30);
    await town.settled();
    const second = await occurrence(lena, tomorrow(9, 0, 1));
    await lena.change(second, { from: tomorrow(12, 0, 1), to: tomorrow(13, 0, 1) });
    await town.settled();
    await expectRest(lena, ['overlap'], (await town.mailsToOthers()).length);
    const series = daily(5, { pattern: { type: 'daily', interval: 2 } });
    await lena.change(master, { recurrence: { pattern: series.pattern, range: rangeOf(series) } });
    await town.settled();
    expect((await lena.blockers()).map(({ start }) => start)).toEqual(
      [0, 2, 4, 6, 8].map((day) => tomorrow(9, 0, day)),
    );
    expect(await lena.lookAgain()).toEqual([]);
    expect(await lena.conflicts()).toEqual([]);
  });
});
