import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { makeSeries } from '../support/series.ts';
import { eventually, must } from '../support/call.ts';
import { Town } from '../support/town.ts';
import { at } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
afterAll(() => town.stop());

const titles = async (person: Person): Promise<string[]> =>
  (await person.blockers()).map(({ title }) => title).sort();

const share = async (owner: Person, user: Person, more: Record<string, unknown> = {}): Promise<string> =>
  (
    await town.control<{ calendarId: string }>('POST', '/graph/share', {
      owner: owner.oid,
      user: user.oid,
      ...more,
    })
  ).calendarId;

/** Longer than a shared calendar is left unread. */
const POLL = 7 * 60;

describe('calendars of others', { timeout: 180_000 }, () => {
  beforeAll(() => town.unchecked('the checker sees no calendars of others'));

  it('are read only, every five minutes, and never written to', async () => {
    const anna = await town.person();
    const lena = await town.person();
    await anna.event('Of Anna', tomorrow(9), tomorrow(10));
    await anna.event('Secret', tomorrow(14), tomorrow(15), { sensitivity: 'private' });
    const daily = { type: 'daily', interval: 1 } as const;
    const day = tomorrow(0).slice(0, 10);
    await makeSeries(anna, 'Round', { day, from: '11:00', to: '12:00', times: 3, pattern: daily });
    const shared = await share(anna, lena, { canEdit: true });
    await lena.connect({}, { calendars: [lena.calendarId, shared], writeCalendar: lena.calendarId });
    expect((await titles(lena)).filter((title) => title === 'Of Anna' || title === 'Round')).toEqual([
      ...['Of Anna', 'Round', 'Round', 'Round'],
    ]);
    expect(await titles(lena)).not.toContain('Secret');
    expect(await lena.lookAgain()).toEqual([]);

    const since = new Date().toISOString();
    const second = (await anna.events()).find((event) => times(event).start === tomorrow(11, 0, 1));
    await anna.change(second ?? { id: '' }, { from: tomorrow(16, 0, 1), to: tomorrow(17, 0, 1) });
    const third = (await anna.events()).find((event) => times(event).start === tomorrow(11, 0, 2));
    await anna.remove(third ?? { id: '' });
    await town.settled();
    expect(await town.writes(since)).toEqual([]);
    await town.advance(POLL);
    expect(
      (await lena.blockers()).filter(({ title }) => title === 'Round').map(({ start }) => start),
    ).toEqual([tomorrow(11), tomorrow(16, 0, 1)]);
    expect(await town.writes(since)).toHaveLength(2);
    // A blocker of theirs that somebody moves is no reason to write into their calendar.
    const [first] = (await lena.blockers()).filter(({ title }) => title === 'Of Anna');
    await lena.rebook(first ?? { id: '' }, { datetime: tomorrow(18).slice(0, 16).replace('T', ' ') });
    await town.settled();
    expect(await town.writes(since, 'graph')).toEqual([]);
    expect(await lena.conflicts()).toMatchObject([{ kind: 'not-writable' }]);
    expect(await lena.lookAgain()).toEqual([]);
    expect(town.complaints()).toEqual([]);
  });

  it('their owner reads what they say: in the log, and beside a conflict', async () => {
    const anna = await town.person();
    const lena = await town.person();
    await anna.event('Of Anna', tomorrow(9), tomorrow(10));
    const shared = await share(anna, lena);
    await lena.connect({}, { calendars: [lena.calendarId, shared], writeCalendar: lena.calendarId });
    const log = `/api/connections/${lena.connectionId}/log?titles=true`;
    const { body } = await lena.api<{ items: { side: string; title: string | null }[] }>('GET', log);
    expect(body.items.map(({ side, title }) => [side, title])).toEqual([['office', 'Of Anna']]);
    const [blocker] = await lena.blockers();
    await lena.rebook(blocker ?? { id: '' }, { datetime: at(tomorrow(18)) });
    await town.settled();
    expect(await lena.conflicts()).toMatchObject([
      { kind: 'not-writable', office: { title: 'Of Anna', readable: 'yes' } },
    ]);
  });

  it('no longer shared: the state says so, and nothing is deleted', async () => {
    const anna = await town.person();
    const lena = await town.person();
    await anna.event('Of Anna', tomorrow(9), tomorrow(10));
    const shared = await share(anna, lena);
    await lena.connect({}, { calendars: [lena.calendarId, shared], writeCalendar: lena.calendarId });
    expect(await titles(lena)).toEqual(['Of Anna']);
    const since = new Date().toISOString();
    await share(anna, lena, { share: false });
    await town.advance(POLL);
    await eventually(
      'calendar gone',
      async () => (await lena.connection()).state === 'calendar-gone',
      60_000,
    );
    expect(await titles(lena)).toEqual(['Of Anna']);
    expect(await town.writes(since)).toEqual([]);
  });

  it('can not be chosen to write bookings to', async () => {
    const anna = await town.person();
    const lena = await town.person();
    const shared = await share(anna, lena, { canEdit: true });
    const answer = await lena.api('POST', '/api/connections', {
      invitation: await lena.invitation(),
      calendars: [lena.calendarId],
      writeCalendar: shared,
      settings: { direction: 'both' },
    });
    expect(answer).toMatchObject({ status: 400, body: { error: { field: 'writeCalendar' } } });
  });

  it('a subscribed calendar of the mailbox that can not be edited is read, and bookings go elsewhere', async () => {
    const lena = await town.person();
    const { body } = await lena.api<{ items: { id: string; canEdit: boolean }[] }>('GET', '/api/calendars');
    const holidays = body.items.find(({ canEdit }) => !canEdit);
    if (!holidays) throw new Error('the mailbox has no calendar that can not be edited');
    const event = {
      subject: 'Holiday',
      start: tomorrowDay(0),
      end: tomorrowDay(1),
      isAllDay: true,
      showAs: 'oof',
    };
    await town.control('POST', '/graph/raw', { user: lena.oid, calendar: holidays.id, event });
    await lena.connect({}, { calendars: [holidays.id] });
    await lena.booking(tomorrow(9, 0, 6), 30);
    await town.settled();
    expect(await titles(lena)).toContain('Holiday');
    expect(await lena.copies()).toHaveLength(1);
    expect(await lena.lookAgain()).toEqual([]);
  });
});

const tomorrowDay = (days: number): { dateTime: string; timeZone: string } => ({
  dateTime: tomorrow(0, 0, 3 + days).replace('Z', ''),
  timeZone: 'UTC',
});

describe('the same in two connections', { timeout: 180_000 }, () => {
  it('S-118 two resources choose the same calendar, both ways: both have everything, and nothing grows', async () => {
    const anna = await town.connected();
    const lena = await town.person();
    const shared = await share(anna, lena);
    await lena.connect({}, { calendars: [shared], writeCalendar: lena.calendarId });
    await anna.event('Common', tomorrow(9), tomorrow(10));
    await anna.booking(tomorrow(11), 30);
    await lena.booking(tomorrow(14), 30);
    await town.settled();
    await town.advance(POLL);
    expect(await titles(anna)).toEqual(['Common']);
    // The copy of Anna's booking is an event like any other for Lena.
    expect((await lena.blockers()).map(({ start }) => start)).toEqual([tomorrow(9), tomorrow(11)]);
    expect(await anna.events()).toHaveLength(2);
    expect(await lena.events()).toHaveLength(1);
    for (let round = 0; round < 3; round += 1) {
      expect([...(await anna.lookAgain()), ...(await lena.lookAgain())]).toEqual([]);
      await town.advance(POLL);
    }
    expect((await lena.blockers()).map(({ start }) => start)).toEqual([tomorrow(9), tomorrow(11)]);
  });

  it('S-118 a booking of both collides with no copy of it, and blocks the one who leaves it', async () => {
    const anna = await town.connected();
    const lena = await town.person();
    const shared = await share(anna, lena);
    await lena.connect({}, { calendars: [shared], writeCalendar: lena.calendarId });
    const both = { resource_ids: [anna.resourceId, lena.resourceId] };
    const booking = await anna.booking(tomorrow(9), 60, both);
    const calm = async (): Promise<void> => {
      await town.settled();
      await town.advance(POLL);
      expect([...(await anna.conflicts()), ...(await lena.conflicts())]).toEqual([]);
      expect([...(await anna.lookAgain()), ...(await lena.lookAgain())]).toEqual([]);
    };
    await calm();
    expect(await lena.blockers()).toEqual([]);
    await lena.rebook(booking, { datetime: at(tomorrow(12)) });
    await calm();
    expect(await lena.blockers()).toEqual([]);
    expect((await anna.events()).map(times)).toEqual([{ start: tomorrow(12), end: tomorrow(13) }]);
    expect((await lena.events()).map(times)).toEqual([{ start: tomorrow(12), end: tomorrow(13) }]);

    await lena.rebook(booking, { resource_ids: [anna.resourceId] });
    await calm();
    expect(await lena.events()).toEqual([]);
    expect((await lena.blockers()).map(({ start, end }) => ({ start, end }))).toEqual([
      { start: tomorrow(12), end: tomorrow(13) },
    ]);
    await anna.cancel(booking);
    await calm();
    for (const person of [anna, lena])
      expect([...(await person.events()), ...(await person.appointments())]).toEqual([]);
  });

  it('S-118 two resources of one person write to one calendar: what is booked of both collides with neither copy', async () => {
    const lena = await town.connected();
    const room = await town.person();
    const { body } = await lena.api<{ id: string }>('POST', '/api/connections', {
      invitation: await room.invitation(),
      ...{ calendars: [lena.calendarId], writeCalendar: lena.calendarId },
      settings: { direction: 'both', windowFutureMonths: 3 },
    });
    const ofRoom = `/api/connections/${body.id}`;
    const token = await town.token(town.admin);
    await must('POST', `${town.server}/api/company/invitations/${room.resourceId}/approve`, { token });
    await town.settled();
    const kinds = async (): Promise<string[]> => {
      const { items } = (
        await lena.api<{ items: { kind: string; closedAt: string | null }[] }>('GET', `${ofRoom}/conflicts`)
      ).body;
      const open = items.filter(({ closedAt }) => closedAt === null);
      return [...(await lena.conflicts()), ...open].map(({ kind }) => kind);
    };
    const calm = async (asked: string[] = []): Promise<void> => {
      await town.settled();
      const since = new Date().toISOString();
      await lena.action('sync');
      await lena.api('POST', `${ofRoom}/actions/sync`, {});
      await town.settled();
      expect(await town.writes(since)).toEqual([]);
      expect(await kinds()).toEqual(asked);
    };
    const starts = async (): Promise<string[]> =>
      (await lena.events()).map((event) => times(event).start).sort();
    const ids = [lena.resourceId, room.resourceId];
    const booking = await lena.booking(tomorrow(9), 60, { resource_ids: ids, customer_ids: [] });
    await calm();
    await lena.rebook(booking, { datetime: at(tomorrow(11)) });
    await calm();
    expect(await starts()).toEqual([tomorrow(11), tomorrow(11)]);
    for (const person of [lena, room])
      expect((await person.appointments()).map(({ id }) => id)).toEqual([booking.id]);

    await lena.rebook(booking, { resource_ids: [room.resourceId] });
    await calm();
    expect(await starts()).toEqual([tomorrow(11)]);
    // She is where her room is booked.
    expect((await lena.blockers()).map(({ start }) => start)).toEqual([tomorrow(11)]);
    await room.cancel(booking);
    await calm();
    expect([...(await lena.events()), ...(await lena.appointments())]).toEqual([]);
  });
});
