/** The hour that Berlin's clocks show twice when summer time ends: first of the two, and then of winter time. */
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, type GraphEvent } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ months: 'company' });
});
afterAll(() => town.stop());

const BERLIN = 'Europe/Berlin';
const WINDOWS = 'W. Europe Standard Time';

/** Midnight UTC of the next last Sunday of October: clocks go from three back to two an hour later. */
const midnight = ((): DateTime => {
  const of = (year: number): DateTime => {
    const last = DateTime.utc(year, 10, 31);
    return last.minus({ days: last.weekday % 7 });
  };
  const now = DateTime.utc();
  return of(now.year) > now.plus({ days: 1 }) ? of(now.year) : of(now.year + 1);
})();

const at = (hour: number, minute = 0): string =>
  midnight.set({ hour, minute }).toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
const span = (hour: number, minute: number, minutes = 15) => ({
  start: at(hour, minute),
  end: at(hour, minute + minutes),
});
const local = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** The wall time 02:20 to 02:35 with the name of the zone; of the second pass only its offset can tell it. */
const named = (pass: 'first' | 'second') => {
  const day = midnight.toISODate() ?? '';
  const moment = (minute: number) => ({
    dateTime: `${day}T02:${String(minute)}:00${pass === 'first' ? '' : '+01:00'}`,
    timeZone: WINDOWS,
  });
  return { start: moment(20), end: moment(35) };
};

const around = [midnight.minus({ days: 5 }), midnight.plus({ days: 5 })].map((day) =>
  day.toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'"),
) as [string, string];
const blockers = async (lena: Person) =>
  (await lena.blockers(...around)).map(({ title, start, end }) => ({ title, start, end }));
const eventTimes = async (lena: Person) => (await lena.events(...around)).map(times);
const byStart = (one: { start: string }, other: { start: string }): number =>
  one.start.localeCompare(other.start);

/** What rows of the shift plan block on that day, by its clock. */
const shiftTimes = async (lena: Person): Promise<string[]> => {
  const day = midnight.toISODate() ?? '';
  const path = `/timeshifts?from=${day}&to=${day}&resource_ids=${lena.resourceId}`;
  const { data } = await lena.timify<{ data: Row[] }>('GET', path);
  return data
    .filter((row) => row.resourceId === lena.resourceId && row.denialReason === 'BLOCKER')
    .flatMap(({ denialTimes }) => denialTimes.map(({ begin, end }) => `${begin}-${end}`))
    .sort();
};

interface Row {
  resourceId: string;
  denialReason: string | null;
  denialTimes: { begin: string; end: string }[];
}

/** Four events of one title, two of them at 02:00 and two at 02:20 by the clock on the wall. */
const shifts = async (lena: Person) => {
  const made = (times: object): Promise<GraphEvent> =>
    lena.graph('POST', '/calendar/events', { subject: 'Shift', ...times });
  return {
    first: await lena.event('Shift', at(0, 0), at(0, 15)),
    second: await lena.event('Shift', at(1, 0), at(1, 15)),
    firstNamed: await made(named('first')),
    secondNamed: await made(named('second')),
  };
};

const SPANS = [span(0, 0), span(0, 20), span(1, 0), span(1, 20)];
const titled = (spans: readonly object[]) => spans.map((one) => ({ title: 'Shift', ...one }));

describe('the hour that comes twice', { timeout: 120_000 }, () => {
  it('is the one of which its name is kept in both passes', () => {
    const walls = [at(0, 20), at(1, 20)].map((iso) => DateTime.fromISO(iso, { zone: BERLIN }));
    expect(walls.map((wall) => wall.toFormat('HH:mm'))).toEqual(['02:20', '02:20']);
    expect(walls.map(({ offset }) => offset)).toEqual([120, 60]);
  });

  it('S-073 events of both passes are items of their own, at their instants, and move across the change and back', async () => {
    const lena = await (await town.person({ timeZone: BERLIN })).connect();
    const { first, second, firstNamed, secondNamed } = await shifts(lena);
    await town.settled();
    expect(await blockers(lena)).toEqual(titled(SPANS));
    expect(await lena.lookAgain()).toEqual([]);
    const ids = (await lena.blockers(...around)).map(({ id }) => id);

    await lena.change(first, { from: at(1, 40), to: at(1, 55) });
    await lena.change(second, { from: at(0, 40), to: at(0, 55) });
    await lena.change(firstNamed, { from: at(1, 20), to: at(1, 35) });
    await lena.change(secondNamed, { from: at(0, 20), to: at(0, 35) });
    await town.settled();
    const moved = [span(0, 20), span(0, 40), span(1, 20), span(1, 40)];
    expect(await blockers(lena)).toEqual(titled(moved));
    expect(await lena.lookAgain()).toEqual([]);

    await lena.change(first, { from: at(0, 0), to: at(0, 15) });
    await lena.change(second, { from: at(1, 0), to: at(1, 15) });
    await lena.graph('PATCH', `/events/${encodeURIComponent(firstNamed.id)}`, named('first'));
    await lena.graph('PATCH', `/events/${encodeURIComponent(secondNamed.id)}`, named('second'));
    await town.settled();
    expect(await blockers(lena)).toEqual(titled(SPANS));
    // Those that changed places can't both be moved: one of them is made anew, and once more on the way back.
    const kept = (await lena.blockers(...around)).filter(({ id }) => ids.includes(id));
    expect(kept.length).toBeGreaterThanOrEqual(2);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-073 S-078 found at the first import, too, and their blockers moved across the change and back in TIMIFY', async () => {
    const lena = await town.person({ timeZone: BERLIN });
    await shifts(lena);
    const whole = await lena.event('Night', at(2, 30), at(3, 30));
    await lena.connect();
    await lena.change(whole, { from: at(0, 40), to: at(1, 0) });
    await town.settled();
    const [, early, night, late] = await lena.blockers(...around);
    expect(night).toMatchObject({ title: 'Night', ...span(0, 40, 20) });
    expect(early).toMatchObject(span(0, 20));
    expect(late).toMatchObject(span(1, 0));
    await lena.rebook(night ?? { id: '' }, { datetime: local(at(1, 40)) });
    await town.settled();
    expect((await eventTimes(lena)).sort(byStart)).toEqual([...SPANS, span(1, 40, 20)]);
    expect(await lena.lookAgain()).toEqual([]);
    await lena.rebook(night ?? { id: '' }, { datetime: local(at(0, 40)) });
    await town.settled();
    expect((await eventTimes(lena)).sort(byStart)).toEqual([...SPANS, span(0, 40, 20)].sort(byStart));
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-078 from half past two to half past two is an hour long', async () => {
    const lena = await (await town.person({ timeZone: BERLIN })).connect();
    await lena.event('Shift', at(0, 30), at(1, 30));
    await town.settled();
    expect(await blockers(lena)).toEqual(titled([{ start: at(0, 30), end: at(1, 30) }]));
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-073 bookings of both passes are copies of their own, and no twin of an event at the same time on the wall', async () => {
    const lena = await town.person({ timeZone: BERLIN });
    const walkIn = { title: 'Shift', customer_ids: [], notes: '' };
    await lena.event('Shift', at(0, 20), at(0, 35));
    const booked = await lena.booking(at(1, 20), 15, walkIn);
    await lena.connect();
    expect(await blockers(lena)).toEqual(titled([span(0, 20), span(1, 20)]));
    const copies = async () => (await lena.copies(...around)).map(times);
    expect(await copies()).toEqual([span(1, 20)]);
    expect((await lena.connection()).counts).toMatchObject({ linked: 2, conflicts: 0 });
    for (const [hour, minute] of [
      [0, 40],
      [1, 20],
    ] as const) {
      await lena.rebook(booked, { datetime: local(at(hour, minute)) });
      await town.settled();
      expect(await copies()).toEqual([span(hour, minute)]);
      expect(await lena.lookAgain()).toEqual([]);
    }
  });

  it('S-073 as time shifts they hold both passes whole, for clock times can not tell one from the other', async () => {
    const lena = await (await town.person({ timeZone: BERLIN })).connect({ blocker: 'timeshift' });
    const first = await lena.event('First', at(0, 20), at(0, 35));
    const second = await lena.event('Second', at(1, 0), at(1, 15));
    await lena.event('Evening', at(-1, 30), at(0, 0));
    await lena.event('After', at(2, 30), at(2, 45));
    await town.settled();
    const rest = ['01:30-02:00', '03:30-03:45'];
    expect(await shiftTimes(lena)).toEqual(['01:30-02:00', '02:00-03:00', '03:30-03:45']);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
    await lena.remove(first);
    await town.settled();
    expect(await shiftTimes(lena)).toEqual(['01:30-02:00', '02:00-03:00', '03:30-03:45']);
    expect(await lena.lookAgain()).toEqual([]);
    await lena.change(second, { from: at(3, 0), to: at(3, 15) });
    await town.settled();
    expect(await shiftTimes(lena)).toEqual([...rest, '04:00-04:15']);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await lena.conflicts()).toEqual([]);
  });
});
