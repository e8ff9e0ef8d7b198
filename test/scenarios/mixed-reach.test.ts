import { DateTime } from 'luxon';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { times, tomorrow, type GraphEvent } from '../support/answers.ts';
import { explain } from '../support/explain.ts';
import type { Person } from '../support/person.ts';
import { expectRest } from '../support/rest.ts';
import { Town } from '../support/town.ts';
import { at } from '../support/ways.ts';

let town: Town;
let told = 0;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
beforeEach(async () => {
  told = (await town.mailsToOthers()).length;
});
afterAll(() => town.stop());

interface Shift {
  resourceId: string;
  from: string;
  denialReason: string | null;
  denialTimes: { begin: string; end: string }[];
}

/** Each blocked time of the shift plan as instants, read by the clock of the resource. */
const denied = async (person: Person, zone: string): Promise<string[]> => {
  const range = `from=${tomorrow(0, 0, -2).slice(0, 10)}&to=${tomorrow(0, 0, 20).slice(0, 10)}`;
  const { data } = await person.timify<{ data: Shift[] }>(
    'GET',
    `/timeshifts?${range}&resource_ids=${person.resourceId}`,
  );
  const instant = (day: string, clock: string): string => {
    const moment = DateTime.fromISO(`${day}T00:00`, { zone }).plus({
      hours: Number(clock.slice(0, 2)),
      minutes: Number(clock.slice(3)),
    });
    return moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm'Z'");
  };
  return data
    .filter((row) => row.resourceId === person.resourceId && row.denialReason === 'BLOCKER')
    .flatMap((row) =>
      row.denialTimes.map(({ begin, end }) => `${instant(row.from, begin)} ${instant(row.from, end)}`),
    )
    .sort();
};

const short = (iso: string): string => iso.replace(':00Z', 'Z');
const span = (from: string, to: string): string => `${short(from)} ${short(to)}`;
const KOLKATA = 'Asia/Kolkata';

const move = async (lena: Person, event: { id: string }, calendar: string): Promise<void> => {
  await town.control('POST', '/graph/move', { user: lena.oid, event: event.id, calendar });
};
const newCalendar = async (person: Person, name: string): Promise<string> =>
  (await person.graph<{ id: string }>('POST', '/calendars', { name })).id;

describe('time shifts of a resource with its own zone', { timeout: 90_000 }, () => {
  it('S-064 over its midnight, beside a booking; the company moves to another zone, then the resource', async () => {
    const lena = await town.person();
    await lena.timify('PATCH', `/resources/${lena.resourceId}`, { timezone: KOLKATA });
    await lena.connect({ blocker: 'timeshift' });
    // Midnight in Kolkata is 18:30 in UTC.
    const event = await lena.event('Late', tomorrow(17, 45), tomorrow(19, 10));
    const booking = await lena.booking(tomorrow(18, 50), 30);
    await town.settled();
    expect(await denied(lena, KOLKATA)).toEqual([
      span(tomorrow(17, 45), tomorrow(18, 30)),
      span(tomorrow(18, 30), tomorrow(18, 50)),
    ]);
    expect((await lena.conflicts()).map(({ kind }) => kind)).toEqual(['overlap']);
    expect(await lena.lookAgain()).toEqual([]);
    await lena.rebook(booking, { datetime: at(tomorrow(20)) });
    await town.settled();
    const whole = [span(tomorrow(17, 45), tomorrow(18, 30)), span(tomorrow(18, 30), tomorrow(19, 10))];
    expect(await denied(lena, KOLKATA)).toEqual(whole);
    await expectRest(lena, [], told);
    const since = new Date().toISOString();
    const company = `/timify/companies/${town.world.company.id}`;
    await town.control('PATCH', company, { timezone: 'America/New_York' });
    await town.settled();
    expect(await denied(lena, KOLKATA)).toEqual(whole);
    expect(await town.writes(since)).toEqual([]);
    await expectRest(lena, [], told);
    await lena.timify('PATCH', `/resources/${lena.resourceId}`, { timezone: 'Australia/Lord_Howe' });
    await town.settled();
    // There the day of the event has no midnight in it.
    expect(await denied(lena, 'Australia/Lord_Howe')).toEqual([span(tomorrow(17, 45), tomorrow(19, 10))]);
    await expectRest(lena, [], told);
    expect((await lena.events()).map(times)).toContainEqual({
      start: tomorrow(17, 45),
      end: tomorrow(19, 10),
    });
    expect((await explain(lena, 'office', event.id)).rule).toBe('zone-changed');
    await town.control('PATCH', company, { timezone: 'Europe/Berlin' });
    await lena.remove(event);
    await town.settled();
    expect(await denied(lena, 'Australia/Lord_Howe')).toEqual([]);
    await expectRest(lena, [], told);
  });
});

describe('several calendars', { timeout: 90_000 }, () => {
  it('S-020 an event that moves between them during the import is one blocker; with a copy of a booking the same', async () => {
    const lena = await town.person();
    const second = await newCalendar(lena, 'Projects');
    const events: GraphEvent[] = [];
    for (let index = 0; index < 40; index += 1)
      events.push(
        await lena.event(`E${String(index)}`, tomorrow(8, 0, index % 25), tomorrow(9, 0, index % 25)),
      );
    const booking = await lena.booking(tomorrow(12), 60, { customer_ids: [] });
    await lena.beginConnecting({}, { calendars: [lena.calendarId, second] });
    for (const event of events.slice(0, 12)) await move(lena, event, second);
    for (const event of events.slice(0, 6)) await move(lena, event, lena.calendarId);
    await town.settled();
    expect(await lena.lookAgain()).toEqual([]);
    expect((await lena.connection()).counts.linked).toBe(41);
    // Where the second of two on the same day is covered by the first, it has no blocker of its own.
    expect(await lena.blockers()).toHaveLength(25 + 1);
    const [copy] = await lena.copies();
    await move(lena, copy ?? { id: '' }, second);
    await town.settled();
    await expectRest(lena, [], told);
    await lena.rebook(booking, { datetime: at(tomorrow(14)) });
    await town.settled();
    const path = `/calendars/${encodeURIComponent(second)}/events`;
    const there = (await lena.graph<{ value: GraphEvent[] }>('GET', `${path}?$top=100`)).value;
    expect(there.filter(({ id }) => id === copy?.id).map(times)).toEqual([
      { start: tomorrow(14), end: tomorrow(15) },
    ]);
    await expectRest(lena, [], told);
  });
});

describe('the window', { timeout: 180_000 }, () => {
  const day = (days: number): string => DateTime.utc().startOf('day').plus({ days }).toFormat('yyyy-MM-dd');
  const hour = (date: string, clock: number): string => `${date}T${String(clock).padStart(2, '0')}:00:00Z`;

  it('S-013 S-048 slides over a booking and an event that were moved out of it: they come once, and go back', async () => {
    const lena = await town.connected({ windowFutureMonths: 3 });
    const far = DateTime.utc().startOf('day').plus({ months: 3, days: 6 }).toFormat('yyyy-MM-dd');
    const booking = await lena.booking(hour(day(3), 9), 60, { customer_ids: [] });
    const event = await lena.event('Dentist', hour(day(3), 14), hour(day(3), 15));
    await town.settled();
    const here = async (date: string) => ({
      copies: (await lena.copies(hour(date, 0), hour(date, 23))).map(times).map(({ start }) => start),
      blockers: (await lena.blockers(hour(date, 0), hour(date, 23))).map(({ start }) => start),
    });
    await lena.rebook(booking, { datetime: at(hour(far, 9)) });
    await lena.change(event, { from: hour(far, 14), to: hour(far, 15) });
    await town.settled();
    expect(await here(day(3))).toEqual({ copies: [], blockers: [] });
    // The booking itself: its event has gone until the window reaches it.
    expect(await here(far)).toEqual({ copies: [], blockers: [hour(far, 9)] });
    expect((await explain(lena, 'office', event.id)).rule).toBe('skip.outside-window');
    expect((await explain(lena, 'timify', booking.id)).rule).toBe('skip.outside-window');
    await expectRest(lena, [], told);
    for (let days = 0; days < 4; days += 1) await town.advance(2 * 24 * 3_600);
    expect(await here(far)).toEqual({ copies: [hour(far, 9)], blockers: [hour(far, 9), hour(far, 14)] });
    await expectRest(lena, [], told);
    await lena.rebook(booking, { datetime: at(hour(day(20), 9)) });
    await lena.change(event, { from: hour(day(20), 14), to: hour(day(20), 15) });
    await town.settled();
    expect(await here(day(20))).toEqual({
      copies: [hour(day(20), 9)],
      blockers: [hour(day(20), 9), hour(day(20), 14)],
    });
    expect(await here(far)).toEqual({ copies: [], blockers: [] });
    await expectRest(lena, [], told);
  });
});
