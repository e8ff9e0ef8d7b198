import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow, type GraphEvent } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { makeSeries, nextDay } from '../support/series.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ months: 'company' });
});
afterAll(() => town.stop());

const FIRST = tomorrow(0, 0, 2).slice(0, 10);
/** Midnight of the resource, whose company is in Berlin. */
const midnight = (day: string): string =>
  DateTime.fromISO(day, { zone: 'Europe/Berlin' }).toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");

const days = (from: string, to: string, timeZone = 'UTC'): Record<string, unknown> => ({
  isAllDay: true,
  start: { dateTime: `${from}T00:00:00`, timeZone },
  end: { dateTime: `${to}T00:00:00`, timeZone },
});

const allDay = (
  person: Person,
  subject: string,
  from: string,
  to: string,
  more: Record<string, unknown> = {},
): Promise<GraphEvent> =>
  person.graph('POST', '/calendar/events', { subject, showAs: 'busy', ...days(from, to), ...more });

const spans = async (person: Person): Promise<{ start: string; end: string }[]> =>
  (await person.blockers()).map(({ start, end }) => ({ start, end }));

describe('all-day events', { timeout: 60_000 }, () => {
  it.each(['Europe/Berlin', 'America/Los_Angeles', 'Pacific/Auckland'])(
    'S-065 over three days of a mailbox in %s: these three days, the last one whole, the next one free',
    async (timeZone) => {
      const lena = await (await town.person({ timeZone })).connect();
      await allDay(lena, 'Fair', FIRST, nextDay(FIRST, 3), days(FIRST, nextDay(FIRST, 3), timeZone));
      await town.settled();
      expect(await spans(lena)).toEqual([{ start: midnight(FIRST), end: midnight(nextDay(FIRST, 3)) }]);
      expect(await lena.lookAgain()).toEqual([]);
    },
  );

  it.each([
    ['block', ['Busy', 'Away', 'Perhaps'], []],
    ['busy-only', ['Busy', 'Away'], ['Perhaps']],
    ['ignore', [], ['Busy', 'Away', 'Perhaps']],
  ])(
    'S-067 with allDay = %s these are copied: %j, and the log says why the others are not',
    async (rule, copied, skipped) => {
      const lena = await town.connected({ allDay: rule });
      const events: [string, string][] = [
        ['Busy', 'busy'],
        ['Away', 'oof'],
        ['Perhaps', 'tentative'],
      ];
      for (const [index, [subject, showAs]] of events.entries()) {
        const from = nextDay(FIRST, index);
        await allDay(lena, subject, from, nextDay(from), { showAs });
      }
      await lena.event('Timed', tomorrow(9, 0, 8), tomorrow(10, 0, 8));
      await town.settled();
      expect((await lena.blockers()).map(({ title }) => title)).toEqual([...copied, 'Timed']);
      const skips = (await lena.log()).filter((entry) => entry.rule === 'skip.all-day');
      expect(skips).toHaveLength(skipped.length);
      for (const entry of skips) expect(entry).toMatchObject({ outcome: 'skipped', setting: 'allDay' });
      expect(await lena.lookAgain()).toEqual([]);
    },
  );

  it('S-069 a day becomes an hour and a day again: TIMIFY follows, always with one entry', async () => {
    const lena = await town.connected();
    const event = await allDay(lena, 'Training', FIRST, nextDay(FIRST));
    await town.settled();
    const [first] = await lena.blockers();
    const change = async (values: Record<string, unknown>): Promise<number> => {
      const since = new Date().toISOString();
      await lena.change(event, values);
      await town.settled();
      return (await town.writes(since)).length;
    };
    expect(await change({ isAllDay: false, from: `${FIRST}T09:00:00Z`, to: `${FIRST}T10:00:00Z` })).toBe(1);
    expect(await lena.blockers()).toMatchObject([
      { id: first?.id, start: `${FIRST}T09:00:00Z`, end: `${FIRST}T10:00:00Z` },
    ]);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await change(days(FIRST, nextDay(FIRST, 2)))).toBe(1);
    expect(await lena.blockers()).toMatchObject([
      { id: first?.id, start: midnight(FIRST), end: midnight(nextDay(FIRST, 2)) },
    ]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-070 thirty hours on end block both days, as one blocker or as several that leave no gap', async () => {
    const lena = await town.connected();
    await lena.event('Night shift', `${FIRST}T06:00:00Z`, `${nextDay(FIRST)}T12:00:00Z`);
    await town.settled();
    const found = await spans(lena);
    expect(found[0]?.start).toBe(`${FIRST}T06:00:00Z`);
    expect(found.at(-1)?.end).toBe(`${nextDay(FIRST)}T12:00:00Z`);
    for (const [index, span] of found.slice(1).entries()) expect(span.start).toBe(found[index]?.end);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('a yearly day and a weekly day are these days of the resource, over the change of clocks', async () => {
    const lena = await (await town.person({ timeZone: 'America/New_York' })).connect();
    const birthday = {
      type: 'absoluteYearly',
      interval: 1,
      dayOfMonth: Number(FIRST.slice(8)),
      month: Number(FIRST.slice(5, 7)),
    } as const;
    await makeSeries(
      lena,
      'Birthday',
      { day: FIRST, from: '00:00', to: '00:00', timeZone: 'America/New_York', pattern: birthday },
      { isAllDay: true, showAs: 'busy' },
    );
    await town.settled();
    expect(await spans(lena)).toEqual([{ start: midnight(FIRST), end: midnight(nextDay(FIRST)) }]);
    const next = `${Number(FIRST.slice(0, 4)) + 1}${FIRST.slice(4)}`;
    expect(
      await lena.blockers(`${nextDay(next, -2)}T00:00:00Z`, `${nextDay(next, 2)}T00:00:00Z`),
    ).toMatchObject([{ start: midnight(next), end: midnight(nextDay(next)) }]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('a day that a person moves in TIMIFY moves by days in Office 365, and stays a day', async () => {
    const lena = await town.connected();
    await allDay(lena, 'Fair', FIRST, nextDay(FIRST));
    await town.settled();
    const [blocker] = await lena.blockers();
    const target = midnight(nextDay(FIRST, 1));
    await lena.rebook(blocker ?? { id: '' }, { datetime: target.slice(0, 16).replace('T', ' ') });
    await town.settled();
    expect(await lena.events()).toMatchObject([
      { isAllDay: true, start: { dateTime: `${nextDay(FIRST)}T00:00:00.0000000` } },
    ]);
    expect(await spans(lena)).toEqual([{ start: target, end: midnight(nextDay(FIRST, 2)) }]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
