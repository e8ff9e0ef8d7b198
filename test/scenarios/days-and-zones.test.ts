import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { makeSeries } from '../support/series.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ months: 'company' });
});
afterAll(() => town.stop());

const BERLIN = 'Europe/Berlin';
const utc = (moment: DateTime): string => moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
const berlin = (day: string, hour = 0): DateTime => DateTime.fromISO(day, { zone: BERLIN }).set({ hour });

/** Blockers around a day, however far away it is. */
const blockersAround = (person: Person, day: DateTime, days = 12) =>
  person.blockers(utc(day.minus({ days })), utc(day.plus({ days })));

/** The first day after today on which Berlin's clocks change in `month`. */
const changeOfClocks = (month: 3 | 10): DateTime => {
  let day = DateTime.now().setZone(BERLIN).startOf('day').plus({ days: 1 });
  while (day.month !== month || day.offset === day.plus({ days: 1 }).offset) day = day.plus({ days: 1 });
  return day;
};

describe('all-day events', { timeout: 60_000 }, () => {
  it.each(['Africa/Maputo', 'America/Los_Angeles', 'Pacific/Tongatapu'])(
    'S-064 an all-day event of a mailbox in %s takes exactly that calendar day of the resource',
    async (timeZone) => {
      const lena = await (await town.person({ timeZone })).connect();
      const day = tomorrow(0, 0, 6).slice(0, 10);
      const moment = (date: string) => ({ dateTime: `${date}T00:00:00`, timeZone });
      const next = tomorrow(0, 0, 7).slice(0, 10);
      await lena.graph('POST', '/calendar/events', {
        subject: 'Fair',
        isAllDay: true,
        showAs: 'busy',
        start: moment(day),
        end: moment(next),
      });
      await town.settled();
      expect(await lena.blockers()).toMatchObject([
        { title: 'Fair', start: utc(berlin(day)), end: utc(berlin(next)) },
      ]);
      expect(await lena.lookAgain()).toEqual([]);
    },
  );

  it.each([
    ['Pacific/Auckland', 3],
    ['Asia/Kolkata', 10],
  ] as const)(
    'S-064 days of a series in %s over the change of clocks in month %i stay these days, wherever the mailbox moves to',
    async (timeZone, month) => {
      const lena = await (await town.person({ timeZone })).connect();
      const first = changeOfClocks(month).minus({ days: 2 });
      const date = (by: number): string => first.plus({ days: by }).toISODate() ?? '';
      const series = { day: date(0), from: '00:00', to: '00:00', timeZone, times: 4 };
      const pattern = { type: 'daily', interval: 1 } as const;
      await makeSeries(lena, 'Fair', { ...series, pattern }, { isAllDay: true, showAs: 'busy' });
      await town.settled();
      const expectDays = async (days: number[]): Promise<void> => {
        const found = (await blockersAround(lena, first)).map(({ start, end }) => [start, end]);
        expect(found).toEqual(days.map((by) => [utc(berlin(date(by))), utc(berlin(date(by + 1)))]));
        expect(await lena.lookAgain()).toEqual([]);
      };
      await expectDays([0, 1, 2, 3]);
      for (const zone of ['America/New_York', 'Asia/Kathmandu']) {
        await town.control('PATCH', `/users/${lena.oid}`, { timeZone: zone });
        await expectDays([0, 1, 2, 3]);
      }
      // Over the night of 23 or 25 hours, by a person in TIMIFY.
      const last = (await blockersAround(lena, first)).at(-1);
      const datetime = utc(berlin(date(5)))
        .slice(0, 16)
        .replace('T', ' ');
      await lena.rebook(last ?? { id: '' }, { datetime });
      await town.settled();
      const events = await lena.events(utc(first.minus({ days: 3 })), utc(first.plus({ days: 12 })));
      expect(events.map((event) => [event.isAllDay, event.start.dateTime.slice(0, 10)])).toEqual(
        [0, 1, 2, 5].map((by) => [true, date(by)]),
      );
      await expectDays([0, 1, 2, 5]);
    },
  );
});

describe('wall times', { timeout: 60_000 }, () => {
  it('S-073 a wall time in a Windows zone is the right instant in summer and in winter', async () => {
    const lena = await town.connected();
    const summer = changeOfClocks(3).plus({ days: 30 });
    const winter = changeOfClocks(10).plus({ days: 30 });
    for (const day of [summer, winter]) {
      const moment = (hour: string) => ({
        dateTime: `${day.toISODate() ?? ''}T${hour}:00:00`,
        timeZone: 'W. Europe Standard Time',
      });
      await lena.graph('POST', '/calendar/events', {
        subject: 'Nine',
        start: moment('09'),
        end: moment('10'),
      });
    }
    await town.settled();
    const [inSummer] = await blockersAround(lena, summer);
    const [inWinter] = await blockersAround(lena, winter);
    expect(inSummer?.start).toBe(`${summer.toISODate() ?? ''}T07:00:00Z`);
    expect(inWinter?.start).toBe(`${winter.toISODate() ?? ''}T08:00:00Z`);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it.each([
    ['spring', 3],
    ['autumn', 10],
  ] as const)(
    'S-076 a weekly series at nine stays at nine local time over the change of clocks in %s',
    async (_season, month) => {
      const lena = await town.connected();
      const change = changeOfClocks(month);
      const first = change.minus({ days: 4 });
      const moment = (hour: string) => ({
        dateTime: `${first.toISODate() ?? ''}T${hour}:00:00`,
        timeZone: BERLIN,
      });
      const weekday = first.setLocale('en').weekdayLong ?? '';
      await lena.graph('POST', '/calendar/events', {
        subject: 'Review',
        start: moment('09'),
        end: moment('10'),
        recurrence: {
          pattern: { type: 'weekly', interval: 1, daysOfWeek: [weekday.toLowerCase()] },
          range: { type: 'numbered', startDate: first.toISODate(), numberOfOccurrences: 2 },
        },
      });
      await town.settled();
      const found = await blockersAround(lena, change);
      const wanted = [first, first.plus({ weeks: 1 })].map((day) => day.set({ hour: 9 }));
      expect(found.map(({ start }) => start)).toEqual(wanted.map(utc));
      const shift = Date.parse(found[1]?.start ?? '') - Date.parse(found[0]?.start ?? '');
      expect(shift / 3_600_000).toBe(7 * 24 + (month === 3 ? -1 : 1));
      expect(await lena.lookAgain()).toEqual([]);
    },
  );
});
