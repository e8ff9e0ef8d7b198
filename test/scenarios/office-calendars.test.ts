import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow, type GraphEvent } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { eventually } from '../support/call.ts';
import { makeSeries } from '../support/series.ts';
import { Town } from '../support/town.ts';
import { at } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
afterAll(() => town.stop());

interface Calendar {
  id: string;
  name: string;
  isDefault: boolean;
  canEdit: boolean;
}

const calendarsOf = async (person: Person): Promise<Calendar[]> =>
  (await person.api<{ items: Calendar[] }>('GET', '/api/calendars')).body.items;

const newCalendar = async (person: Person, name: string): Promise<string> =>
  (await person.graph<{ id: string }>('POST', '/calendars', { name })).id;

const eventIn = (person: Person, calendarId: string, subject: string, hour: number): Promise<GraphEvent> =>
  person.graph('POST', `/calendars/${encodeURIComponent(calendarId)}/events`, {
    subject,
    start: { dateTime: tomorrow(hour).replace('Z', ''), timeZone: 'UTC' },
    end: { dateTime: tomorrow(hour + 1).replace('Z', ''), timeZone: 'UTC' },
  });

const titles = async (person: Person): Promise<string[]> =>
  (await person.blockers()).map(({ title }) => title).sort();

const countsIn = (person: Person, calendars: string[]): Promise<number[]> =>
  Promise.all(
    calendars.map(async (id) => {
      const path = `/calendars/${encodeURIComponent(id)}/events`;
      return (await person.graph<{ value: unknown[] }>('GET', path)).value.length;
    }),
  );

describe('several calendars of one mailbox', { timeout: 120_000 }, () => {
  it('are all read into one resource, and bookings go to one of them', async () => {
    const lena = await town.person();
    const second = await newCalendar(lena, 'Projects');
    const third = await newCalendar(lena, 'Copies');
    await lena.event('Main', tomorrow(8), tomorrow(9));
    await eventIn(lena, second, 'Project', 10);
    await lena.connect({}, { calendars: [lena.calendarId, second], writeCalendar: third });
    await eventIn(lena, second, 'Project again', 12);
    // In the calendar that only receives copies, what people make there is nobody's business.
    await eventIn(lena, third, 'Private', 14);
    await lena.booking(tomorrow(16), 30);
    await town.settled();
    expect(await titles(lena)).toEqual(['Main', 'Project', 'Project again']);
    expect(await countsIn(lena, [lena.calendarId, second, third])).toEqual([1, 2, 2]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('an event moved between two of them stays one blocker, untouched; moved out of them it goes, and comes back', async () => {
    const lena = await town.person();
    const second = await newCalendar(lena, 'Projects');
    const other = await newCalendar(lena, 'Elsewhere');
    await lena.connect({}, { calendars: [lena.calendarId, second] });
    const event = await lena.event('Wanders', tomorrow(9), tomorrow(10));
    await town.settled();
    const [blocker] = await lena.blockers();
    const since = new Date().toISOString();
    const move = async (calendar: string): Promise<void> => {
      await town.control('POST', '/graph/move', { user: lena.oid, event: event.id, calendar });
      await town.settled();
    };
    await move(second);
    await move(lena.calendarId);
    expect(await lena.blockers()).toMatchObject([{ id: blocker?.id }]);
    expect(await town.writes(since)).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
    await move(other);
    expect(await lena.blockers()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
    await move(second);
    expect(await titles(lena)).toEqual(['Wanders']);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('a calendar renamed changes nothing; one that is deleted says so, and nothing is deleted for it', async () => {
    const lena = await town.person();
    const second = await newCalendar(lena, 'Projects');
    await eventIn(lena, second, 'Project', 10);
    await lena.connect({}, { calendars: [lena.calendarId, second] });
    const since = new Date().toISOString();
    await lena.graph('PATCH', `/calendars/${encodeURIComponent(second)}`, { name: 'Archive' });
    expect(await lena.lookAgain()).toEqual([]);
    expect((await calendarsOf(lena)).find(({ id }) => id === second)?.name).toBe('Archive');
    await lena.graph('DELETE', `/calendars/${encodeURIComponent(second)}`);
    await lena.action('sync');
    await eventually(
      'calendar gone',
      async () => (await lena.connection()).state === 'calendar-gone',
      60_000,
    );
    expect(await titles(lena)).toEqual(['Project']);
    expect(await town.writes(since)).toEqual([]);
    const path = `/api/connections/${lena.connectionId}`;
    expect((await lena.api('PATCH', path, { calendars: [lena.calendarId], copies: 'remove' })).status).toBe(
      200,
    );
    await eventually('in step', async () => (await lena.connection()).state === 'in-step', 60_000);
    await town.settled();
    expect(await titles(lena)).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});

describe('a calendar given up', { timeout: 120_000 }, () => {
  it.each(['keep', 'plain'] as const)(
    'its copies, kept (%s), stand as nobody’s, and are its own again when it is chosen again',
    async (copies) => {
      const lena = await town.person();
      const second = await newCalendar(lena, 'Projects');
      await eventIn(lena, second, 'Project', 10);
      await lena.connect({}, { calendars: [lena.calendarId, second] });
      await lena.event('Main', tomorrow(9), tomorrow(10));
      await town.settled();
      const before = await lena.both();
      const choose = async (calendars: string[]): Promise<void> => {
        const path = `/api/connections/${lena.connectionId}`;
        expect((await lena.api('PATCH', path, { calendars, copies })).status).toBe(200);
        await town.settled();
      };
      const since = new Date().toISOString();
      await choose([lena.calendarId]);
      expect(await lena.both()).toEqual(before);
      expect(await lena.lookAgain()).toEqual([]);
      await choose([lena.calendarId, second]);
      expect(await lena.both()).toEqual(before);
      expect((await town.writes(since)).filter(({ method }) => method !== 'PATCH')).toEqual([]);
      expect(await lena.lookAgain()).toEqual([]);
    },
  );

  it('another one receives bookings: kept copies stay where they stand and follow, new ones go there', async () => {
    const lena = await town.person();
    const second = await newCalendar(lena, 'Work');
    await lena.connect();
    const booking = await lena.booking(tomorrow(9), 60);
    await town.settled();
    const path = `/api/connections/${lena.connectionId}`;
    const change = { writeCalendar: second, copies: 'keep' };
    expect((await lena.api('PATCH', path, change)).status).toBe(200);
    await town.settled();
    expect(await countsIn(lena, [lena.calendarId, second])).toEqual([1, 0]);
    await lena.rebook(booking, { datetime: at(tomorrow(12)) });
    await lena.booking(tomorrow(14), 60);
    await town.settled();
    expect(await countsIn(lena, [lena.calendarId, second])).toEqual([1, 1]);
    expect((await lena.copies()).map((copy) => times(copy).start)).toEqual([tomorrow(12)]);
    expect(await lena.blockers()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
    expect((await lena.api('PATCH', path, { writeCalendar: lena.calendarId, copies: 'remove' })).status).toBe(
      200,
    );
    await town.settled();
    expect(await countsIn(lena, [lena.calendarId, second])).toEqual([2, 0]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('… and in one that is not looked at any more they are left behind, and made once where they belong now', async () => {
    const lena = await town.person();
    const second = await newCalendar(lena, 'Work');
    await lena.connect({}, { calendars: [lena.calendarId], writeCalendar: second });
    const booking = await lena.booking(tomorrow(9), 60);
    await town.settled();
    const path = `/api/connections/${lena.connectionId}`;
    const change = { writeCalendar: lena.calendarId, copies: 'plain' };
    expect((await lena.api('PATCH', path, change)).status).toBe(200);
    await town.settled();
    await lena.rebook(booking, { datetime: at(tomorrow(12)) });
    await town.settled();
    expect(await countsIn(lena, [lena.calendarId, second])).toEqual([1, 1]);
    expect((await lena.copies()).map((copy) => times(copy).start)).toEqual([tomorrow(12)]);
    expect(await lena.blockers()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});

describe('one meeting in two mailboxes', { timeout: 120_000 }, () => {
  it('S-158 the same meeting in two connected mailboxes blocks both resources, each once', async () => {
    const anna = await town.connected();
    const lena = await town.connected();
    const attendees = [{ emailAddress: { address: lena.email }, type: 'required' }];
    const made = await anna.event('Budget', tomorrow(9), tomorrow(10), { attendees });
    await town.settled();
    expect([await titles(anna), await titles(lena)]).toEqual([['Budget'], ['Budget']]);
    await anna.change(made, { from: tomorrow(15), to: tomorrow(16) });
    await town.settled();
    for (const person of [anna, lena])
      expect(await person.blockers()).toMatchObject([{ start: tomorrow(15) }]);
    expect([...(await anna.lookAgain()), ...(await lena.lookAgain())]).toEqual([]);
    await anna.remove(made);
    await town.settled();
    expect([await titles(anna), await titles(lena)]).toEqual([[], []]);
    expect([...(await anna.lookAgain()), ...(await lena.lookAgain())]).toEqual([]);
  });

  it('S-158 what the guest does to their own dates frees nobody else; what the organizer cancels frees both', async () => {
    const anna = await town.connected();
    const lena = await town.connected();
    const attendees = [{ emailAddress: { address: lena.email }, type: 'required' }];
    const day = tomorrow(0).slice(0, 10);
    const pattern = { type: 'daily', interval: 1 } as const;
    const series = { day, from: '09:00', to: '10:00', times: 4, pattern };
    const master = await makeSeries(anna, 'Budget', series, { attendees });
    await town.settled();
    const on = async (person: Person, by: number): Promise<GraphEvent> => {
      const found = (await person.events()).find((event) => times(event).start === tomorrow(9, 0, by));
      if (!found) throw new Error(`no date in ${by} days`);
      return found;
    };
    const expectBlocked = async (ofAnna: number[], ofLena: number[]): Promise<void> => {
      await town.settled();
      for (const [person, days] of [[anna, ofAnna] as const, [lena, ofLena] as const])
        expect((await person.blockers()).map(({ start }) => start)).toEqual(
          days.map((by) => tomorrow(9, 0, by)),
        );
      expect([...(await anna.lookAgain()), ...(await lena.lookAgain())]).toEqual([]);
    };
    await lena.remove(await on(lena, 1));
    const declined = encodeURIComponent((await on(lena, 2)).id);
    await lena.graph('POST', `/events/${declined}/decline`, { sendResponse: false });
    await expectBlocked([0, 1, 2, 3], [0, 3]);
    await anna.remove(await on(anna, 0));
    await expectBlocked([1, 2, 3], [3]);
    // The guest sweeps it out of the calendar; the organizer invites anew by changing it.
    await lena.remove({ id: (await on(lena, 3)).seriesMasterId ?? '' });
    await expectBlocked([1, 2, 3], []);
    await anna.change(master, { location: { displayName: 'Aula' } });
    await expectBlocked([1, 2, 3], [1, 2, 3]);
  });
});
