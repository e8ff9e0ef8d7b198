/** Days of series that are unlike the others, or stand where others do not. */
import { DateTime } from 'luxon';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { times, tomorrow, type GraphEvent } from '../support/answers.ts';
import { explain } from '../support/explain.ts';
import type { Person } from '../support/person.ts';
import { expectRest } from '../support/rest.ts';
import { makeSeries, nextDay, rangeOf, seriesBody, type Series } from '../support/series.ts';
import { Town } from '../support/town.ts';

let town: Town;
let told = 0;
beforeAll(async () => {
  town = await Town.start();
});
beforeEach(async () => {
  told = (await town.mailsToOthers()).length;
});
afterAll(() => town.stop());

const FIRST = tomorrow(0).slice(0, 10);
const DAILY = { type: 'daily', interval: 1 } as const;
const daily = (count: number, more: Partial<Series> = {}): Series => ({
  ...{ day: FIRST, from: '09:00', to: '10:00', times: count, pattern: DAILY },
  ...more,
});

/** Midnight of the resource, whose company is in Berlin. */
const midnight = (day: string): string =>
  DateTime.fromISO(day, { zone: 'Europe/Berlin' }).toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
const utc = (iso: string): { dateTime: string; timeZone: string } => ({
  dateTime: iso.replace('Z', ''),
  timeZone: 'UTC',
});
const at = (day: string, hour = 0): string => `${day}T${String(hour).padStart(2, '0')}:00:00Z`;

const occurrence = async (person: Person, start: string, day = FIRST): Promise<GraphEvent> => {
  const events = await person.events(at(nextDay(day, -20)), at(nextDay(day, 40)));
  const found = events.find((event) => times(event).start === start);
  if (!found) throw new Error(`no occurrence at ${start}`);
  return found;
};

const spans = async (person: Person, from?: string, to?: string): Promise<[string, string][]> =>
  (await person.blockers(from, to)).map(({ start, end }) => [start, end]);

/** Changes an event, or a day of a series, past Graph's rules. */
const bend = (person: Person, event: { id: string }, changes: Record<string, unknown>): Promise<unknown> =>
  town.byPerson(() =>
    town.control('POST', '/graph/occurrence', { user: person.oid, event: event.id, changes }),
  );
const raw = (person: Person, event: Record<string, unknown>): Promise<unknown> =>
  town.byPerson(() => town.control('POST', '/graph/raw', { user: person.oid, event }));

describe('one day of a series', { timeout: 90_000 }, () => {
  it('S-069 becomes a whole day, in a mailbox far away: that day of the resource, until all are changed', async () => {
    const lena = await (await town.person({ timeZone: 'Pacific/Auckland' })).connect();
    const master = await makeSeries(lena, 'Standup', daily(3));
    await town.settled();
    const since = new Date().toISOString();
    const day = { isAllDay: true, start: utc(at(nextDay(FIRST))), end: utc(at(nextDay(FIRST, 2))) };
    await lena.change(await occurrence(lena, tomorrow(9, 0, 1)), day);
    await town.settled();
    expect(await spans(lena)).toEqual([
      [tomorrow(9), tomorrow(10)],
      [midnight(nextDay(FIRST)), midnight(nextDay(FIRST, 2))],
      [tomorrow(9, 0, 2), tomorrow(10, 0, 2)],
    ]);
    expect(await town.writes(since)).toMatchObject([{ service: 'timify', method: 'PATCH' }]);
    await expectRest(lena, [], told);
    const { start, end } = seriesBody(daily(3, { from: '11:00', to: '12:00' }));
    await lena.change(master, { start, end });
    await town.settled();
    expect(await spans(lena)).toEqual([0, 1, 2].map((by) => [tomorrow(11, 0, by), tomorrow(12, 0, by)]));
    await expectRest(lena, [], told);
  });

  it('S-072 ends before it starts, as may all of another series: skips with a reason, and no loop', async () => {
    const lena = await town.connected();
    await raw(lena, {
      ...{ subject: 'Backwards', start: utc(tomorrow(15)), end: utc(tomorrow(13)) },
      recurrence: { pattern: DAILY, range: rangeOf(daily(2)) },
    });
    await makeSeries(lena, 'Standup', daily(3));
    await town.settled();
    const second = await occurrence(lena, tomorrow(9, 0, 1));
    await bend(lena, second, { start: utc(tomorrow(12, 0, 1)), end: utc(tomorrow(11, 0, 1)) });
    await town.settled();
    expect((await spans(lena)).map(([start]) => start)).toEqual([tomorrow(9), tomorrow(9, 0, 2)]);
    expect((await explain(lena, 'office', second.id)).rule).toBe('skip.end-before-start');
    expect((await lena.connection()).counts).toMatchObject({ linked: 2, skipped: 3 });
    await expectRest(lena, [], told);
    await lena.change(second, { from: tomorrow(12, 0, 1), to: tomorrow(13, 0, 1) });
    await town.settled();
    expect((await spans(lena))[1]).toEqual([tomorrow(12, 0, 1), tomorrow(13, 0, 1)]);
    await expectRest(lena, [], told);
  });

  it('is all that a guest has: no series stands in the mailbox, and each such day is an event for itself', async () => {
    const lena = await town.connected();
    const alone = (subject: string, hour: number) =>
      raw(lena, {
        ...{ subject, type: 'exception', seriesMasterId: 'AAMkAOfSomebodyElse', isOrganizer: false },
        ...{ start: utc(tomorrow(hour)), end: utc(tomorrow(hour + 1)) },
      });
    await alone('First guest', 9);
    await alone('Second guest', 11);
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(['First guest', 'Second guest']);
    await expectRest(lena, [], told);
    const [first] = await lena.events();
    await town.byPerson(() =>
      town.control('POST', '/graph/raw', {
        ...{ user: lena.oid, id: first?.id },
        event: { start: utc(tomorrow(14)), end: utc(tomorrow(15)) },
      }),
    );
    await town.settled();
    expect((await lena.blockers()).map(({ title, start }) => [title, start])).toEqual([
      ['Second guest', tomorrow(11)],
      ['First guest', tomorrow(14)],
    ]);
    await expectRest(lena, [], told);
    await lena.remove(first ?? { id: '' });
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(['Second guest']);
    await expectRest(lena, [], told);
  });
});

describe('a series in a zone that a person made up', { timeout: 90_000 }, () => {
  it('S-074 stands when the mailbox shows it, with its changed days and without those that go', async () => {
    const lena = await (await town.person({ timeZone: 'America/New_York' })).connect();
    const series = daily(4, { timeZone: 'tzone://Microsoft/Custom' });
    const master = await makeSeries(lena, 'Odd', series);
    await town.settled();
    const expectSame = async (count: number): Promise<void> => {
      const { office, timify } = await lena.both();
      expect(office).toHaveLength(count);
      expect(timify).toEqual(office);
      await expectRest(lena, [], told);
    };
    await expectSame(4);
    const [first, second] = await lena.events();
    const hours = (event: GraphEvent | undefined, hour: number): string =>
      `${(event ? times(event).start : '').slice(0, 10)}T${String(hour)}:00:00Z`;
    await lena.change(first ?? { id: '' }, { from: hours(first, 20), to: hours(first, 22) });
    await lena.remove(second ?? { id: '' });
    await town.settled();
    await expectSame(3);
    await lena.change(master, { subject: 'Odd again' });
    await town.settled();
    await expectSame(3);
  });
});

describe('at the edges of the window', { timeout: 120_000 }, () => {
  const today = DateTime.utc().startOf('day');
  const dayOf = (moment: DateTime): string => moment.toFormat('yyyy-MM-dd');

  it.each(['heard', 'unheard'])(
    'S-013 a day of a series moved over the horizon goes once, and one beyond it comes in (%s)',
    async (news) => {
      const lena = await town.connected();
      const last = dayOf(today.plus({ months: 3 }));
      const series = daily(8, { day: nextDay(last, -2) });
      await makeSeries(lena, 'Edge', series);
      await town.settled();
      const starts = async (): Promise<string[]> =>
        (await spans(lena, at(nextDay(last, -5)), at(nextDay(last, 20)))).map(([start]) => start);
      const move = async (event: GraphEvent, start: string): Promise<number> => {
        const end = start.replace(':00:00Z', ':30:00Z');
        const act = async (): Promise<void> => {
          await bend(lena, event, { start: utc(start), end: utc(end) });
        };
        const since = new Date().toISOString();
        await (news === 'heard' ? act() : town.unheard(act));
        if (news === 'unheard') await lena.action('sync');
        await town.settled();
        return (await town.writes(since)).length;
      };
      const [third, second, first] = [0, -1, -2].map((by) => at(nextDay(last, by), 9));
      expect(await starts()).toEqual([first, second, third]);
      const inside = await occurrence(lena, third ?? '', last);
      const beyond = await occurrence(lena, at(nextDay(last, 3), 9), last);
      expect(await move(inside, at(nextDay(last, 12), 9))).toBe(1);
      expect(await starts()).toEqual([first, second]);
      expect(await move(inside, at(nextDay(last, 300), 9))).toBe(0);
      expect(await move(beyond, at(nextDay(last, -1), 14))).toBe(1);
      expect(await starts()).toEqual([first, second, at(nextDay(last, -1), 14)]);
      expect(await move(beyond, dayOf(today.minus({ days: 40 })) + 'T14:00:00Z')).toBe(1);
      expect(await move(inside, at(nextDay(last, -1), 12))).toBe(1);
      expect(await starts()).toEqual([first, second, at(nextDay(last, -1), 12)]);
      await expectRest(lena, [], told);
    },
  );

  it('a long day that began before the window and reaches into it goes as soon as it is deleted', async () => {
    const lena = await town.person();
    const begins = dayOf(today.minus({ days: 12 }));
    const series = daily(3, { day: begins, from: '08:00', pattern: { type: 'daily', interval: 15 } });
    const lasting = { end: utc(at(nextDay(begins, 13), 8)) };
    await makeSeries(lena, 'On call', series, lasting);
    await lena.connect();
    const starts = async (): Promise<string[]> =>
      (await spans(lena, at(nextDay(begins, -1)), at(nextDay(begins, 27)))).map(([start]) => start);
    const later = at(nextDay(begins, 15), 8);
    expect((await starts()).length).toBeGreaterThan(1);
    await lena.remove(await occurrence(lena, at(begins, 8), begins));
    await town.settled();
    expect((await starts()).filter((start) => start < later)).toEqual([]);
    await expectRest(lena, [], told);
  });
});
