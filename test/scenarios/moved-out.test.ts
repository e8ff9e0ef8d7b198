/** What a person moves between calendars of the mailbox, whoever heard of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { times, tomorrow, type GraphEvent } from '../support/answers.ts';
import { eventually } from '../support/call.ts';
import { explain } from '../support/explain.ts';
import type { Person } from '../support/person.ts';
import { expectRest } from '../support/rest.ts';
import { makeSeries } from '../support/series.ts';
import { Town } from '../support/town.ts';
import { at } from '../support/ways.ts';

let town: Town;
let told = 0;
beforeAll(async () => {
  town = await Town.start();
});
beforeEach(async () => {
  told = (await town.mailsToOthers()).length;
});
afterAll(() => town.stop());

const newCalendar = async (person: Person, name: string): Promise<string> =>
  (await person.graph<{ id: string }>('POST', '/calendars', { name })).id;

const move = (lena: Person, event: { id: string }, calendar: string): Promise<unknown> =>
  town.byPerson(() => town.control('POST', '/graph/move', { user: lena.oid, event: event.id, calendar }));

const occurrence = async (person: Person, start: string): Promise<GraphEvent> => {
  const found = (await person.events()).find((event) => times(event).start === start);
  if (!found) throw new Error(`no occurrence at ${start}`);
  return found;
};

const span = (from: string, to: string) => ({
  start: { dateTime: from.replace('Z', ''), timeZone: 'UTC' },
  end: { dateTime: to.replace('Z', ''), timeZone: 'UTC' },
});

const kinds = async (person: Person): Promise<string[]> => (await person.conflicts()).map(({ kind }) => kind);

interface Places {
  lena: Person;
  second: string;
  other: string;
}

/** Two calendars that are kept in step, and one that is not. */
const withCalendars = async (): Promise<Places> => {
  const lena = await town.person();
  const second = await newCalendar(lena, 'Projects');
  const other = await newCalendar(lena, 'Elsewhere');
  await lena.connect({}, { calendars: [lena.calendarId, second] });
  return { lena, second, other };
};

/** A series with a moved and a deleted day, whose last one falls on a booking. */
const withSeries = async (lena: Person): Promise<GraphEvent> => {
  const day = tomorrow(0).slice(0, 10);
  const pattern = { type: 'daily', interval: 1 } as const;
  const master = await makeSeries(lena, 'Standup', { day, from: '09:00', to: '10:00', times: 5, pattern });
  await lena.booking(tomorrow(9, 30, 4), 30);
  await town.settled();
  const moved = { from: tomorrow(13, 0, 1), to: tomorrow(14, 0, 1) };
  await lena.change(await occurrence(lena, tomorrow(9, 0, 1)), moved);
  await lena.remove(await occurrence(lena, tomorrow(9, 0, 2)));
  await town.settled();
  return master;
};

describe('a series with exceptions', { timeout: 120_000 }, () => {
  it('moved to another chosen calendar stands untouched; moved out of them it goes, its question too, and comes back', async () => {
    const { lena, second, other } = await withCalendars();
    const master = await withSeries(lena);
    const before = await lena.blockers();
    expect(before).toHaveLength(4);
    const since = new Date().toISOString();
    await move(lena, master, second);
    await town.settled();
    expect(await lena.blockers()).toEqual(before);
    expect(await town.writes(since)).toEqual([]);
    await expectRest(lena, ['overlap'], told);
    await move(lena, master, other);
    await town.settled();
    expect(await lena.blockers()).toEqual([]);
    await expectRest(lena, [], told);
    await move(lena, master, lena.calendarId);
    await town.settled();
    expect((await lena.blockers()).map(({ start, end }) => [start, end])).toEqual(
      before.map(({ start, end }) => [start, end]),
    );
    await expectRest(lena, ['overlap'], told);
  });
});

describe('told by the calendar where it is before the one it left', { timeout: 120_000 }, () => {
  it('an event and a series stand untouched, and still go when they are deleted', async () => {
    const { lena, second } = await withCalendars();
    const event = await lena.event('Wanders', tomorrow(11), tomorrow(12));
    const master = await withSeries(lena);
    const before = await lena.blockers();
    expect(before).toHaveLength(5);
    await town.unheard(async () => {
      await move(lena, event, second);
      await move(lena, master, second);
    });
    // Only one calendar rings, and tells what came into it; then the other one does, with what left it.
    for (const [calendar, hour] of [[second, 17] as const, [lena.calendarId, 19] as const]) {
      const since = new Date().toISOString();
      await lena.graph('POST', `/calendars/${encodeURIComponent(calendar)}/events`, {
        subject: 'Rings',
        ...span(tomorrow(hour), tomorrow(hour + 1)),
      });
      await town.settled();
      expect(await town.writes(since, 'timify')).toHaveLength(1);
      expect((await lena.blockers()).filter(({ title }) => title !== 'Rings')).toEqual(before);
    }
    await expectRest(lena, ['overlap'], told);
    await lena.remove(event);
    await lena.remove(master);
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(['Rings', 'Rings']);
    await expectRest(lena, [], told);
  });
});

/** How it comes to be known that nobody told. */
const LOOKS: Record<string, (lena: Person) => Promise<unknown>> = {
  'a person asks for a look': (lena) => lena.action('sync'),
  'the cursor is lost': async (lena) => {
    await town.control('POST', '/graph/evict', { user: lena.oid });
    await town.lifecycle(lena, 'missed');
  },
};

describe.each(Object.entries(LOOKS))('unheard, until %s', { timeout: 120_000 }, (_name, look) => {
  it('an event and a series that left the calendars block nothing, and do again when they are back', async () => {
    const { lena, other } = await withCalendars();
    const event = await lena.event('Wanders', tomorrow(11), tomorrow(12));
    await lena.event('Stays', tomorrow(16), tomorrow(17));
    const master = await withSeries(lena);
    const before = (await lena.blockers()).map(({ title, start }) => `${start} ${title}`);
    const unheard = async (calendar: string): Promise<void> => {
      await town.unheard(async () => {
        await move(lena, event, calendar);
        await move(lena, master, calendar);
      });
      await look(lena);
      await town.settled();
    };
    expect(await kinds(lena)).toEqual(['overlap']);
    await unheard(other);
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(['Stays']);
    await expectRest(lena, [], told);
    await unheard(lena.calendarId);
    expect((await lena.blockers()).map(({ title, start }) => `${start} ${title}`)).toEqual(before);
    await expectRest(lena, ['overlap'], told);
  });

  it('the copy of a booking stays its copy, wherever the person keeps it', async () => {
    const { lena, other } = await withCalendars();
    const booking = await lena.booking(tomorrow(9), 60, { customer_ids: [] });
    await town.settled();
    const [copy] = await lena.copies();
    await town.unheard(async () => {
      await move(lena, copy ?? { id: '' }, other);
    });
    await look(lena);
    await town.settled();
    await expectRest(lena, [], told);
    await lena.rebook(booking, { datetime: at(tomorrow(14)) });
    await town.settled();
    const path = `/calendars/${encodeURIComponent(other)}/events`;
    const there = (await lena.graph<{ value: GraphEvent[] }>('GET', path)).value;
    expect(there.map((one) => [one.id, times(one).start])).toEqual([[copy?.id, tomorrow(14)]]);
    expect(await lena.copies()).toEqual([]);
    await expectRest(lena, [], told);
  });
});

describe('the calendar that bookings go to', { timeout: 120_000 }, () => {
  it('takes no event of the others along: moved there it blocks no more, and does again when it is back', async () => {
    const lena = await town.person();
    const copies = await newCalendar(lena, 'Copies');
    await lena.connect({}, { calendars: [lena.calendarId], writeCalendar: copies });
    const event = await lena.event('Wanders', tomorrow(11), tomorrow(12));
    const master = await withSeries(lena);
    const moveAll = async (calendar: string): Promise<void> => {
      await move(lena, event, calendar);
      await move(lena, master, calendar);
      await town.settled();
    };
    const before = (await lena.blockers()).map(({ title, start }) => `${start} ${title}`);
    expect(before).toHaveLength(5);
    await moveAll(copies);
    expect(await lena.blockers()).toEqual([]);
    expect((await explain(lena, 'office', event.id)).rule).toBe('skip.other-calendar');
    await expectRest(lena, [], told);
    await lena.change(event, { from: tomorrow(17), to: tomorrow(18) });
    await town.settled();
    expect(await lena.blockers()).toEqual([]);
    await lena.change(event, { from: tomorrow(11), to: tomorrow(12) });
    await moveAll(lena.calendarId);
    expect((await lena.blockers()).map(({ title, start }) => `${start} ${title}`)).toEqual(before);
    await expectRest(lena, ['overlap'], told);
  });

  it('S-123 renamed it goes on; deleted the state says so, nothing is deleted for it, and another takes all of them', async () => {
    const lena = await town.person();
    const copies = await newCalendar(lena, 'Copies');
    await lena.connect({}, { calendars: [lena.calendarId], writeCalendar: copies });
    const booking = await lena.booking(tomorrow(9), 60);
    await lena.event('Mine', tomorrow(12), tomorrow(13));
    await town.settled();
    const since = new Date().toISOString();
    await lena.graph('PATCH', `/calendars/${encodeURIComponent(copies)}`, { name: 'From TIMIFY' });
    await expectRest(lena, [], told);
    await lena.graph('DELETE', `/calendars/${encodeURIComponent(copies)}`);
    await lena.action('sync');
    await eventually('calendar gone', async () => (await lena.connection()).state === 'calendar-gone');
    await lena.booking(tomorrow(15), 60);
    await lena.event('While it is gone', tomorrow(17), tomorrow(18));
    await lena.rebook(booking, { datetime: at(tomorrow(10)) });
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    expect(await kinds(lena)).toEqual([]);
    const path = `/api/connections/${lena.connectionId}`;
    const change = { writeCalendar: lena.calendarId };
    expect(await lena.api('PATCH', path, change)).toMatchObject({
      status: 409,
      body: { error: { id: 'copies_required' } },
    });
    expect((await lena.api('PATCH', path, { ...change, copies: 'remove' })).status).toBe(200);
    await eventually('in step', async () => (await lena.connection()).state === 'in-step');
    await town.settled();
    expect((await lena.copies()).map((copy) => times(copy).start)).toEqual([tomorrow(10), tomorrow(15)]);
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(['Mine', 'While it is gone']);
    await expectRest(lena, [], told);
  });
});
