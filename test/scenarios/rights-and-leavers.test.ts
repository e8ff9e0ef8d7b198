import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphTime, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { call, eventually } from '../support/call.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const mailsTo = async (person: Person): Promise<string[]> =>
  (await town.mails())
    .filter(({ from, to }) => from === 'ours' && to === person.email)
    .map(({ subject }) => subject);

interface Shown {
  state: string;
  trouble: { kind: string } | null;
}
const shown = async (person: Person): Promise<Shown> => (await person.connection()) as unknown as Shown;

const lookThreeTimes = async (person: Person): Promise<void> => {
  for (let time = 0; time < 3; time += 1) {
    await person.action('sync');
    await town.settled();
  }
};

describe('access that ended', { timeout: 60_000 }, () => {
  it('S-121 a revoked grant asks for a sign-in, by one mail; nothing is deleted, and it goes on afterwards', async () => {
    const lena = await town.connected();
    await lena.event('Before', tomorrow(9), tomorrow(10));
    await lena.booking(tomorrow(14), 30);
    await town.settled();
    const before = (await mailsTo(lena)).length;
    await town.control('POST', '/tokens', { user: lena.oid, revoke: true });
    await lena.signIn();
    const since = new Date().toISOString();
    await lena.event('Meanwhile', tomorrow(11), tomorrow(12));
    await lookThreeTimes(lena);
    expect(await shown(lena)).toMatchObject({
      state: 'needs-sign-in',
      trouble: { kind: 'sign-in-required' },
    });
    expect(await town.writes(since)).toEqual([]);
    const mails = (await mailsTo(lena)).slice(before);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/erneut an|sign in again/);
    expect(await lena.blockers()).toMatchObject([{ title: 'Before' }]);
    expect(await lena.copies()).toHaveLength(1);

    expect((await lena.api('POST', '/api/sign-in', {})).status).toBe(200);
    await eventually('in step again', async () => (await lena.connection()).state === 'in-step');
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Before' }, { title: 'Meanwhile' }]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-122 a refused permission is another state with other words than a missing sign-in', async () => {
    const lena = await town.connected();
    await lena.event('Before', tomorrow(9), tomorrow(10));
    await town.settled();
    const mails = (await mailsTo(lena)).length;
    const match = `/users/${lena.oid}/`;
    const { id } = await town.fault({ service: 'graph', match, status: 403, code: 'ErrorAccessDenied' });
    const since = new Date().toISOString();
    await lookThreeTimes(lena);
    expect(await shown(lena)).toMatchObject({ state: 'permission-missing' });
    expect(await town.writes(since)).toEqual([]);
    expect((await mailsTo(lena)).slice(mails).filter((one) => /erneut an|sign in again/.test(one))).toEqual(
      [],
    );
    await town.control('DELETE', `/faults/${id}`);
    await lena.action('sync');
    await eventually('in step again', async () => (await lena.connection()).state === 'in-step');
    expect(await lena.blockers()).toMatchObject([{ title: 'Before' }]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-122 writes alone are refused in Office: the state says so, the other direction goes on, nothing is lost', async () => {
    const lena = await town.connected();
    const match = `^(POST|PATCH|DELETE) .*/users/${lena.oid}/.*(calendars|events)`;
    const { id } = await town.fault({ service: 'graph', match, status: 403, code: 'ErrorAccessDenied' });
    await lena.booking(tomorrow(14), 30);
    await town.settled();
    expect(await shown(lena)).toMatchObject({
      state: 'permission-missing',
      trouble: { kind: 'permission-missing' },
    });
    const [start, end] = [graphTime(tomorrow(9)), graphTime(tomorrow(10))];
    await town.control('POST', '/graph/raw', {
      user: lena.oid,
      event: { subject: 'Meanwhile', start, end },
    });
    await lookThreeTimes(lena);
    expect(await shown(lena)).toMatchObject({ state: 'permission-missing' });
    expect(await lena.blockers()).toMatchObject([{ title: 'Meanwhile' }]);
    expect((await lena.log()).filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    await town.control('DELETE', `/faults/${id}`);
    await lena.action('sync');
    await eventually('in step again', async () => (await lena.connection()).state === 'in-step');
    expect(await lena.copies()).toHaveLength(1);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-122 writes alone are refused in TIMIFY: the same', async () => {
    const lena = await town.connected();
    const match = '^(POST|PUT|PATCH|DELETE) (?!.*auth).*appointments';
    const { id } = await town.fault({ service: 'timify', match, status: 403 });
    await lena.event('Refused', tomorrow(9), tomorrow(10));
    await town.settled();
    expect(await shown(lena)).toMatchObject({ state: 'permission-missing' });
    await town.control('DELETE', `/faults/${id}`);
    await lena.action('sync');
    await eventually('in step again', async () => (await lena.connection()).state === 'in-step');
    expect(await lena.blockers()).toMatchObject([{ title: 'Refused' }]);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-123 a deleted calendar: its state says so, bookings stay, another calendar goes on', async () => {
    const lena = await town.person();
    const main = lena.calendarId;
    const second = await lena.graph<{ id: string }>('POST', '/calendars', { name: 'Projects' });
    lena.calendarId = second.id;
    await lena.connect();
    const booking = await lena.booking(tomorrow(14), 30);
    await lena.event('Project', tomorrow(9), tomorrow(10));
    await town.settled();
    const since = new Date().toISOString();
    await lena.graph('DELETE', `/calendars/${encodeURIComponent(second.id)}`);
    await lookThreeTimes(lena);
    expect(await shown(lena)).toMatchObject({ state: 'calendar-gone' });
    expect(await town.writes(since, 'timify')).toEqual([]);
    expect((await lena.appointments()).map(({ id }) => id)).toContain(booking.id);

    lena.calendarId = main;
    const change = { calendars: [main], writeCalendar: main, copies: 'keep' };
    expect((await lena.api('PATCH', `/api/connections/${lena.connectionId}`, change)).status).toBe(200);
    await eventually('in step again', async () => (await lena.connection()).state === 'in-step');
    await lena.event('Elsewhere', tomorrow(16), tomorrow(17));
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toContain('Elsewhere');
    expect((await lena.appointments()).map(({ id }) => id)).toContain(booking.id);
    expect(await lena.lookAgain()).toEqual([]);
  });
});

describe('people', { timeout: 60_000 }, () => {
  it('S-130 a new address changes nothing: the connection hangs on the object id', async () => {
    const lena = await town.connected();
    await lena.event('Before', tomorrow(9), tomorrow(10));
    await town.settled();
    await town.control('PATCH', `/users/${lena.oid}`, { email: `renamed.${lena.email}` });
    await lena.event('After', tomorrow(11), tomorrow(12));
    await lena.booking(tomorrow(14), 30);
    await town.settled();
    const token = await town.token(lena.oid);
    const { body } = await call<Shown & { mine: boolean }>(
      'GET',
      `${town.server}/api/connections/${lena.connectionId}`,
      { token },
    );
    expect(body).toMatchObject({ state: 'in-step', mine: true });
    expect(await lena.blockers()).toMatchObject([{ title: 'Before' }, { title: 'After' }]);
    expect(await lena.copies()).toHaveLength(1);
  });

  it('S-158 a meeting that two resources are invited to blocks both, and nobody else hears of it', async () => {
    const [lena, jonas, anna] = [await town.person(), await town.person(), await town.person()];
    for (const person of [lena, jonas]) await person.connect();
    const attendees = [lena, jonas].map(({ email }) => ({
      type: 'required',
      emailAddress: { address: email },
    }));
    const meeting = await anna.event('Team meeting', tomorrow(9), tomorrow(10), { attendees });
    await town.settled();
    const heard = (await town.mailsToOthers()).length;
    for (const person of [lena, jonas])
      expect(await person.blockers()).toMatchObject([
        { title: 'Team meeting', start: tomorrow(9), end: tomorrow(10) },
      ]);
    await anna.change(meeting, { from: tomorrow(11), to: tomorrow(12) });
    await town.settled();
    for (const person of [lena, jonas]) {
      expect(await person.blockers()).toMatchObject([{ start: tomorrow(11), end: tomorrow(12) }]);
      expect(await person.lookAgain()).toEqual([]);
    }
    // The one round of mail that Exchange sent for Anna’s own change.
    const later = (await town.mailsToOthers()).slice(heard);
    expect(later.every(({ to }) => [lena.email, jonas.email].includes(to))).toBe(true);
    expect(later.length).toBeLessThanOrEqual(2);
  });

  it('who has left is said, with the bookings that wait; nothing is deleted and no mail goes to them', async () => {
    const lena = await town.connected();
    await lena.event('Before', tomorrow(9), tomorrow(10));
    for (const hour of [12, 14]) await lena.booking(tomorrow(hour), 30, { title: 'Mondschein' });
    await town.settled();
    const mails = (await mailsTo(lena)).length;
    await town.control('POST', '/tokens', { user: lena.oid, disabled: true });
    const since = new Date().toISOString();
    const admin = await town.token(town.admin);
    for (let time = 0; time < 3; time += 1) {
      await call('POST', `${town.server}/api/company/sync`, { token: admin });
      await town.settled();
    }
    const { body } = await call<{ items: { resourceId: string; openBookings: unknown }[] }>(
      'GET',
      `${town.server}/api/company/health`,
      { token: admin },
    );
    const row = body.items.find(({ resourceId }) => resourceId === lena.resourceId);
    expect(row).toMatchObject({
      state: 'needs-sign-in',
      trouble: { kind: 'owner-gone' },
      openBookings: { count: 2, first: [{}, {}] },
    });
    expect(JSON.stringify(body)).not.toMatch(/Mondschein|Before/);
    expect(await town.writes(since)).toEqual([]);
    expect((await mailsTo(lena)).length).toBe(mails);
    expect(await lena.appointments()).toHaveLength(3);

    await town.control('POST', '/tokens', { user: lena.oid, disabled: false });
    expect((await lena.api('POST', '/api/sign-in', {})).status).toBe(200);
    await eventually('in step again', async () => (await lena.connection()).state === 'in-step');
    await lena.signIn();
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('a mailbox that is gone is said too, and its bookings with it', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(12), 30);
    await town.settled();
    await town.control('PATCH', `/users/${lena.oid}`, { mailbox: 'unlicensed' });
    const since = new Date().toISOString();
    await lookThreeTimes(lena);
    expect(await shown(lena)).toMatchObject({ state: 'mailbox-unsupported' });
    const admin = await town.token(town.admin);
    const { body } = await call<{ items: { resourceId: string }[] }>(
      'GET',
      `${town.server}/api/company/health`,
      {
        token: admin,
      },
    );
    expect(body.items.find(({ resourceId }) => resourceId === lena.resourceId)).toMatchObject({
      openBookings: { count: 1 },
    });
    expect(await town.writes(since)).toEqual([]);
    town.unchecked('nobody can look into a mailbox that is gone');
  });
});
