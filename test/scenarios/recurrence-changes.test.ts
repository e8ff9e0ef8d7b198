import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow, type GraphEvent } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { makeSeries, nextDay, rangeOf, seriesBody, type Series } from '../support/series.ts';
import { eventually } from '../support/call.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const FIRST = tomorrow(0).slice(0, 10);
const DAILY = { type: 'daily', interval: 1 } as const;
const daily = (count: number, more: Partial<Series> = {}): Series => ({
  day: FIRST,
  from: '09:00',
  to: '10:00',
  pattern: DAILY,
  times: count,
  ...more,
});

const withSeries = async (series: Series): Promise<{ lena: Person; master: GraphEvent }> => {
  const lena = await town.connected();
  const master = await makeSeries(lena, 'Standup', series);
  await town.settled();
  return { lena, master };
};

const starts = async (person: Person): Promise<string[]> =>
  (await person.blockers()).map(({ start }) => start);
const days = (count: number, hour = 9, from = 0): string[] =>
  Array.from({ length: count }, (_, day) => tomorrow(hour, 0, from + day));

const occurrence = async (person: Person, start: string): Promise<GraphEvent> => {
  const found = (await person.events()).find((event) => times(event).start === start);
  if (!found) throw new Error(`no occurrence at ${start}`);
  return found;
};

describe('a series changed as a whole', { timeout: 60_000 }, () => {
  it('S-043 shifted by two hours and then by a day, every blocker goes along and nothing comes back', async () => {
    const since = new Date().toISOString();
    const { lena, master } = await withSeries(daily(4));
    const { start, end } = seriesBody(daily(4, { from: '11:00', to: '12:30' }));
    await lena.change(master, { start, end });
    await town.settled();
    expect(await starts(lena)).toEqual(days(4, 11));
    expect((await lena.blockers()).map((one) => one.end)).toEqual(
      days(4, 12).map((at) => at.replace('12:00', '12:30')),
    );
    expect(await lena.lookAgain()).toEqual([]);
    await lena.change(master, seriesBody(daily(4, { day: nextDay(FIRST) })));
    await town.settled();
    expect(await starts(lena)).toEqual(days(4, 9, 1));
    expect(await lena.events()).toHaveLength(4);
    expect(await town.writes(since, 'graph')).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
    expect((await lena.connection()).counts).toMatchObject({ linked: 4, conflicts: 0 });
  });

  it('S-045 a range lengthened by two has two more blockers, shortened by two has two fewer', async () => {
    const { lena, master } = await withSeries(daily(5));
    const range = async (count: number): Promise<number> => {
      const since = new Date().toISOString();
      await lena.change(master, { recurrence: { pattern: DAILY, range: rangeOf(daily(count)) } });
      await town.settled();
      expect(await starts(lena)).toEqual(days(count));
      const { length } = await town.writes(since);
      expect(await lena.lookAgain()).toEqual([]);
      return length;
    };
    expect(await range(7)).toBe(2);
    // TIMIFY deletes one by one, whatever the call.
    expect(await range(3)).toBe(4);
    expect(await range(5)).toBe(2);
  });

  it('S-045 an end by date, and no end any more', async () => {
    const { lena, master } = await withSeries(daily(3));
    const until = daily(0, { until: nextDay(FIRST, 4) });
    Reflect.deleteProperty(until, 'times');
    await lena.change(master, { recurrence: { pattern: DAILY, range: rangeOf(until) } });
    await town.settled();
    expect(await starts(lena)).toEqual(days(5));
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-047 a deleted series takes all its blockers along, the changed ones too', async () => {
    const { lena, master } = await withSeries(daily(4));
    const second = await occurrence(lena, tomorrow(9, 0, 1));
    await lena.change(second, { from: tomorrow(15, 0, 1), to: tomorrow(16, 0, 1), subject: 'Late standup' });
    await town.settled();
    await lena.event('Stays', tomorrow(12), tomorrow(13));
    await town.settled();
    await lena.remove(master);
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(['Stays']);
    expect((await lena.connection()).counts).toMatchObject({ linked: 1, held: 0 });
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('"this and all following" splits a series: the old one ends, the new one goes on, none stands twice', async () => {
    const { lena, master } = await withSeries(daily(6));
    const before = daily(0, { until: nextDay(FIRST, 2) });
    Reflect.deleteProperty(before, 'times');
    await lena.change(master, { recurrence: { pattern: DAILY, range: rangeOf(before) } });
    await makeSeries(
      lena,
      'Standup, later',
      daily(3, { day: nextDay(FIRST, 3), from: '10:00', to: '11:00' }),
    );
    await town.settled();
    expect((await lena.blockers()).map(({ title, start }) => `${title} ${start}`)).toEqual([
      ...days(3).map((start) => `Standup ${start}`),
      ...days(3, 10, 3).map((start) => `Standup, later ${start}`),
    ]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('a daily series that becomes weekly keeps the days that are in both', async () => {
    const { lena, master } = await withSeries(daily(8));
    const weekday = new Date(`${FIRST}T00:00:00Z`).toLocaleDateString('en', {
      weekday: 'long',
      timeZone: 'UTC',
    });
    const pattern = { type: 'weekly', interval: 1, daysOfWeek: [weekday.toLowerCase()] };
    await lena.change(master, { recurrence: { pattern, range: rangeOf(daily(2)) } });
    await town.settled();
    expect(await starts(lena)).toEqual([tomorrow(9), tomorrow(9, 0, 7)]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});

describe('one occurrence changed', { timeout: 60_000 }, () => {
  it('S-041 moved over the end of its neighbour, it moves alone, and all of the time stays blocked', async () => {
    const lena = await town.connected();
    await makeSeries(lena, 'Night', daily(3, { from: '22:00', to: '02:00' }));
    await town.settled();
    const since = new Date().toISOString();
    const second = await occurrence(lena, tomorrow(22, 0, 1));
    await lena.change(second, { from: tomorrow(1, 0, 1), to: tomorrow(4, 0, 1) });
    await town.settled();
    const blocked = (await lena.blockers()).map(({ start, end }) => ({ start, end }));
    expect(blocked[0]).toEqual({ start: tomorrow(22), end: tomorrow(2, 0, 1) });
    expect(blocked[1]?.end).toBe(tomorrow(4, 0, 1));
    expect([tomorrow(1, 0, 1), tomorrow(2, 0, 1)]).toContain(blocked[1]?.start);
    expect(blocked[2]).toEqual({ start: tomorrow(22, 0, 2), end: tomorrow(2, 0, 3) });
    expect(await town.writes(since)).toHaveLength(1);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-051 moved three times, it is still one blocker', async () => {
    const { lena } = await withSeries(daily(3));
    let one = await occurrence(lena, tomorrow(9, 0, 1));
    for (const hour of [11, 14, 17]) {
      const since = new Date().toISOString();
      one = await lena.change(one, { from: tomorrow(hour, 0, 1), to: tomorrow(hour + 1, 0, 1) });
      await town.settled();
      expect(await town.writes(since)).toMatchObject([{ service: 'timify', method: 'PATCH' }]);
    }
    expect(await starts(lena)).toEqual([tomorrow(9), tomorrow(17, 0, 1), tomorrow(9, 0, 2)]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('a changed occurrence keeps following its series in what it does not differ in', async () => {
    const { lena, master } = await withSeries(daily(3));
    const second = await occurrence(lena, tomorrow(9, 0, 1));
    await lena.change(second, { from: tomorrow(11, 0, 1), to: tomorrow(12, 0, 1) });
    await town.settled();
    await lena.change(master, { subject: 'Daily' });
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(['Daily', 'Daily', 'Daily']);
    expect(await starts(lena)).toEqual([tomorrow(9), tomorrow(11, 0, 1), tomorrow(9, 0, 2)]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('an occurrence that a person moves by its blocker moves alone', async () => {
    const { lena } = await withSeries(daily(3));
    const [, second] = await lena.blockers();
    await lena.rebook(second ?? { id: '' }, { datetime: tomorrow(16, 0, 1).slice(0, 16).replace('T', ' ') });
    await town.settled();
    expect((await lena.events()).map((event) => times(event).start).sort()).toEqual([
      tomorrow(9),
      tomorrow(16, 0, 1),
      tomorrow(9, 0, 2),
    ]);
    expect(await starts(lena)).toEqual([tomorrow(9), tomorrow(16, 0, 1), tomorrow(9, 0, 2)]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});

describe('how a series comes', { timeout: 60_000 }, () => {
  it('S-053 a series whose occurrences are all gone is no error', async () => {
    const { lena } = await withSeries(daily(2));
    for (const start of days(2)) await lena.remove(await occurrence(lena, start));
    await lena.event('Sound', tomorrow(14), tomorrow(15));
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(['Sound']);
    expect(await lena.lookAgain()).toEqual([]);
    expect((await lena.connection()).state).toBe('in-step');
    expect(town.complaints()).toEqual([]);
  });

  it('S-054 a series that can not be read for now holds nothing else up, and comes when it can be', async () => {
    const { lena, master } = await withSeries(daily(3));
    const { id } = await town.fault({ service: 'graph', match: '/instances', rate: 1, status: 500 });
    const { start, end } = seriesBody(daily(3, { from: '12:00', to: '13:00' }));
    await lena.change(master, { start, end });
    await lena.event('Sound', tomorrow(15), tomorrow(16));
    await eventually('the other event', async () =>
      (await lena.blockers()).some(({ title }) => title === 'Sound'),
    );
    expect((await starts(lena)).filter((at) => at.includes('T09:'))).toHaveLength(3);
    await town.control('DELETE', `/faults/${id}`);
    await eventually('the series', async () => (await starts(lena)).includes(tomorrow(12)), 60_000);
    await town.settled();
    expect(await starts(lena)).toEqual([...days(3, 12), tomorrow(15)].sort());
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-054 an import whose expansion fails does not end before all is there', async () => {
    const lena = await town.person();
    await makeSeries(lena, 'Standup', daily(3));
    await town.fault({ service: 'graph', match: 'calendarView', next: 3, status: 503, retryAfter: 1 });
    await lena.connect();
    expect(await starts(lena)).toEqual(days(3));
    expect(await lena.lookAgain()).toEqual([]);
  });

  it.each(['masterLast', 'masterAbsent', 'splitSeries'])(
    'S-062 with %s in the delta round the result is the same',
    async (oddity) => {
      await town.control('POST', '/graph/oddities', { [oddity]: true });
      const { lena } = await withSeries(daily(3));
      await lena.remove(await occurrence(lena, tomorrow(9, 0, 1)));
      await town.settled();
      await town.control('POST', '/graph/oddities', { [oddity]: false });
      expect((await lena.blockers()).map(({ title, start }) => [title, start])).toEqual([
        ['Standup', tomorrow(9)],
        ['Standup', tomorrow(9, 0, 2)],
      ]);
      expect(await lena.lookAgain()).toEqual([]);
    },
  );

  it('S-063 the same round replayed changes nothing and writes nothing', async () => {
    const { lena } = await withSeries(daily(3));
    const since = new Date().toISOString();
    await town.control('POST', '/graph/evict', {});
    await town.lifecycle(lena, 'missed');
    await town.settled();
    await town.control('POST', '/graph/oddities', { repeat: true });
    await town.lifecycle(lena, 'missed');
    await town.settled();
    await town.control('POST', '/graph/oddities', { repeat: false });
    expect(await town.writes(since)).toEqual([]);
    expect(await starts(lena)).toEqual(days(3));
    expect(await lena.lookAgain()).toEqual([]);
  });
});
