/** What becomes of an item while a person is asked about it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import { eventually } from '../support/call.ts';
import type { Person } from '../support/person.ts';
import { expectRest } from '../support/rest.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const newCalendar = async (person: Person, name: string): Promise<string> =>
  (await person.graph<{ id: string }>('POST', '/calendars', { name })).id;

const filesIn = (folder: string): Buffer[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [readFileSync(path)];
  });

describe('while a conflict is open', { timeout: 120_000 }, () => {
  it('S-102 its event moves to another chosen calendar and stays asked about; out of them all, nobody asks', async () => {
    const lena = await town.person();
    const told = (await town.mailsToOthers()).length;
    const second = await newCalendar(lena, 'Projects');
    const other = await newCalendar(lena, 'Elsewhere');
    await lena.connect({}, { calendars: [lena.calendarId, second] });
    await lena.booking(tomorrow(10), 30);
    const event = await lena.event('Wanders', tomorrow(9), tomorrow(11));
    await town.settled();
    const [asked] = await lena.conflicts();
    const blockers = await lena.blockers();
    expect(asked).toMatchObject({ kind: 'overlap' });
    const since = new Date().toISOString();
    await town.control('POST', '/graph/move', { user: lena.oid, event: event.id, calendar: second });
    await town.settled();
    expect((await lena.conflicts()).map(({ id }) => id)).toEqual([asked?.id]);
    expect(await lena.blockers()).toEqual(blockers);
    expect(await town.writes(since)).toEqual([]);
    await expectRest(lena, ['overlap'], told);
    await town.control('POST', '/graph/move', { user: lena.oid, event: event.id, calendar: other });
    await town.settled();
    expect(await lena.blockers()).toEqual([]);
    await expectRest(lena, [], told);
  });

  it('S-091 its blocker was deleted and its event moves to another chosen calendar: the same question, and one answer', async () => {
    const lena = await town.person();
    const told = (await town.mailsToOthers()).length;
    const second = await newCalendar(lena, 'Projects');
    await lena.connect({}, { calendars: [lena.calendarId, second] });
    const event = await lena.event('Wanders', tomorrow(9), tomorrow(11));
    await town.settled();
    await lena.cancel(...(await lena.blockers()));
    await town.settled();
    const [asked] = await lena.conflicts();
    expect(asked).toMatchObject({ kind: 'mirror-deleted' });
    await town.control('POST', '/graph/move', { user: lena.oid, event: event.id, calendar: second });
    await town.settled();
    expect((await lena.conflicts()).map(({ id }) => id)).toEqual([asked?.id]);
    expect((await lena.resolve(asked ?? { id: '' }, { action: 'put-back' })).body).toMatchObject({
      ok: true,
    });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(9), end: tomorrow(11) }]);
    await expectRest(lena, [], told);
  });

  it('S-176 the customer of the booking is erased: nothing of them is left, and nobody is told', async () => {
    const lena = await town.connected();
    const told = (await town.mailsToOthers()).length;
    const names = { first_name: 'Frieda', last_name: 'Verloren', email: 'frieda@kunde.example' };
    const { data } = await lena.timify<{ data: { id: string } }>('POST', '/customers', names);
    await lena.booking(tomorrow(9), 30, { title: 'Sehtest', customer_ids: [data.id] });
    await town.settled();
    const [copy] = await lena.copies();
    await lena.change(copy ?? { id: '' }, { from: tomorrow(14), to: tomorrow(14, 30) });
    await town.settled();
    expect(await lena.conflicts()).toMatchObject([{ kind: 'confirm-move' }]);
    await lena.timify('DELETE', `/customers/${data.id}`);
    await town.settled();
    expect((await lena.copies()).map(({ subject }) => subject)).toEqual(['Sehtest']);
    // Without a customer there is nobody to ask about: it goes where its event was moved.
    const moved = [`${tomorrow(14)} ${tomorrow(14, 30)} Sehtest`];
    expect(await lena.both()).toEqual({ office: moved, timify: moved });
    await expectRest(lena, [], told);
    const bytes = filesIn(join(town.folder, 'server'));
    expect(bytes.some((file) => file.includes('Verloren'))).toBe(false);
  });
});

describe('a booking whose deletion waits', { timeout: 120_000 }, () => {
  /** What a person does who finds it again in TIMIFY's list of what was deleted; no webhook tells of it. */
  const takeBack = (id: string): void => {
    const state = town.sandbox.timify.company(town.world.company.id);
    const kept = state?.appointments.get(id)?.appointment;
    if (!state || !kept) throw new Error('nothing to take back');
    state.appointments.put({ ...kept, scheduledForDeletionAt: null, updatedAt: kept.updatedAt + 1_000 });
  };
  const scheduleDeletion = (id: string) =>
    town.control('POST', '/timify/appointments', {
      ...{ companyId: town.world.company.id, action: 'schedule-deletion', id },
    });

  it('S-024 and is taken back has one copy again', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(tomorrow(9), 60);
    await town.settled();
    await scheduleDeletion(booking.id);
    await town.settled();
    expect(await lena.copies()).toEqual([]);
    takeBack(booking.id);
    await lena.action('sync');
    await town.settled();
    expect((await lena.copies()).map(times)).toEqual([{ start: tomorrow(9), end: tomorrow(10) }]);
    await expectRest(lena, [], (await town.mailsToOthers()).length);
  });

  it('S-102 is asked about no more, and again when it is taken back', async () => {
    const lena = await town.connected();
    await lena.event('Long', tomorrow(8), tomorrow(12));
    const booking = await lena.booking(tomorrow(9), 60);
    await town.settled();
    expect((await lena.conflicts()).map(({ kind }) => kind)).toEqual(['overlap']);
    await scheduleDeletion(booking.id);
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    takeBack(booking.id);
    await lena.action('sync');
    await town.settled();
    await expectRest(lena, ['overlap'], (await town.mailsToOthers()).length);
  });

  it('S-100 while its move is asked about: the question goes with it, and it comes back where TIMIFY has it', async () => {
    const lena = await town.connected();
    const told = (await town.mailsToOthers()).length;
    const booking = await lena.booking(tomorrow(9), 60);
    await town.settled();
    const [copy] = await lena.copies();
    await lena.change(copy ?? { id: '' }, { from: tomorrow(14), to: tomorrow(15) });
    await town.settled();
    expect((await lena.conflicts()).map(({ kind }) => kind)).toEqual(['confirm-move']);
    await scheduleDeletion(booking.id);
    await town.settled();
    expect(await lena.copies()).toEqual([]);
    expect(await lena.conflicts()).toEqual([]);
    takeBack(booking.id);
    await lena.action('sync');
    await town.settled();
    expect((await lena.copies()).map(times)).toEqual([{ start: tomorrow(9), end: tomorrow(10) }]);
    await expectRest(lena, [], told);
  });
});

describe('the copy of a group booking', { timeout: 120_000 }, () => {
  it.each([
    ['ask', ['mirror-deleted'], 0],
    ['follow', ['confirm-cancel'], 0],
    ['restore', [], 1],
  ])('is deleted in Outlook (%s): its people keep their places', async (office, asked, copies) => {
    const lena = await town.connected({ onMirrorDeleted: { office } });
    const { data } = await lena.timify<{ data: { id: string }[] }>('GET', '/customers?limit=2');
    const course = { title: 'Yoga', is_course: true, max_participants: 10 };
    await lena.booking(tomorrow(9), 60, { ...course, customer_ids: data.map(({ id }) => id) });
    await town.settled();
    const told = (await town.mailsToOthers()).length;
    const [copy] = await lena.copies();
    await lena.remove(copy ?? { id: '' });
    await town.settled();
    expect(await lena.appointments()).toMatchObject([{ customers: [{}, {}], startDate: tomorrow(9) }]);
    expect(await lena.copies()).toHaveLength(copies);
    await expectRest(lena, asked, told);
  });
});

describe('a calendar of somebody else', { timeout: 180_000 }, () => {
  let towns: Town;
  beforeAll(async () => {
    towns = await Town.start({ movable: true });
    towns.unchecked('the checker sees no calendars of others');
  });
  afterAll(() => towns.stop());

  it('S-123 no longer shared while its event is asked about: nothing is lost, and given up it is asked about no more', async () => {
    const anna = await towns.person();
    const lena = await towns.person();
    await anna.event('Of Anna', tomorrow(9), tomorrow(11));
    const share = { owner: anna.oid, user: lena.oid };
    const { calendarId } = await towns.control<{ calendarId: string }>('POST', '/graph/share', share);
    await lena.booking(tomorrow(10), 30);
    await lena.connect({}, { calendars: [lena.calendarId, calendarId], writeCalendar: lena.calendarId });
    const [asked] = await lena.conflicts();
    expect(asked).toMatchObject({ kind: 'overlap' });
    const blockers = await lena.blockers();
    const since = new Date().toISOString();
    await towns.control('POST', '/graph/share', { ...share, share: false });
    await towns.advance(7 * 60);
    const isGone = async (): Promise<boolean> => (await lena.connection()).state === 'calendar-gone';
    await eventually('calendar gone', isGone, 60_000);
    expect(await lena.blockers()).toEqual(blockers);
    expect((await lena.conflicts()).map(({ id }) => id)).toEqual([asked?.id]);
    const kept = await lena.resolve(asked ?? { id: '' }, { action: 'keep-both' });
    expect(kept.body).toMatchObject({ ok: false, error: 'calendar-gone' });
    expect(await towns.writes(since)).toEqual([]);
    const own = { calendars: [lena.calendarId], copies: 'remove' };
    expect((await lena.api('PATCH', `/api/connections/${lena.connectionId}`, own)).status).toBe(200);
    await towns.settled();
    expect((await lena.connection()).state).toBe('in-step');
    expect(await lena.blockers()).toEqual([]);
    await expectRest(lena);
  });
});
