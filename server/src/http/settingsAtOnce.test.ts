import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { link } from '../store/contract/builders.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { startTestServer, type TestServer } from './testing/server.ts';
import { aCalendar, connectLena, must, settle } from './testing/town.ts';

let server: TestServer;
let id: string;
/** What others do in the moment before a change is stored. */
let meanwhile: (() => Promise<unknown>) | null;
beforeEach(async () => {
  meanwhile = null;
  server = await startTestServer({
    store: async (clock) => {
      const store = await openEmbedded(':memory:', clock);
      const change: typeof store.connections.change = async (...call) => {
        const others = meanwhile;
        meanwhile = null;
        await others?.();
        return store.connections.change(...call);
      };
      return { ...store, connections: { ...store.connections, change } };
    },
  });
  settle(server);
  id = await connectLena(server);
});
afterEach(() => server.stop());

const path = (): string => `/api/connections/${id}/settings`;
const span = { start: Date.parse('2026-11-24T10:00:00Z'), end: Date.parse('2026-11-24T11:00:00Z') };
const change = (who: string, body: object) => server.as(who).send('PATCH', path(), body);
const present = async () => {
  const row = await server.store.connections.get(id);
  return { ...row?.settings };
};

test('changes at the same moment all hold, and each is a version of its own', async () => {
  const before = (await server.store.connections.get(id))?.settingsVersion ?? 0;
  meanwhile = () => must(change('admin', { title: false }));
  const { body } = await must(change('lena', { notes: false }));
  expect(body).toMatchObject({ title: false, notes: false });
  expect(await present()).toMatchObject({ title: false, notes: false });
  expect((await server.store.connections.get(id))?.settingsVersion).toBe(before + 2);
});

test('what is changed meanwhile is asked about like anything else', async () => {
  meanwhile = () => must(change('lena', { anonymous: { toTimify: true } }));
  const { body } = await change('admin', { anonymous: { toTimify: false } });
  expect(body.error).toMatchObject({ id: 'forbidden', field: 'anonymous.toTimify' });
  expect(await present()).toMatchObject({ 'anonymous.toTimify': true });
});

describe('calendars and settings that are chosen at the same moment', () => {
  const calendars = (body: object) => server.as('lena').send('PATCH', `/api/connections/${id}`, body);
  const direction = (to: string) => change('lena', { direction: to });
  beforeEach(async () => {
    server.outside.mailboxes.get('lena')?.calendars.push(aCalendar('second'));
    await must(direction('office-to-timify'));
    await server.store.connections.set(id, { writeCalendarId: null });
  });

  test('a direction that looks for a calendar to write to takes the one that was named meanwhile', async () => {
    meanwhile = () => must(calendars({ writeCalendar: 'second' }));
    await must(direction('both'));
    expect(await server.store.connections.get(id)).toMatchObject({ writeCalendarId: 'second' });
    expect(await present()).toMatchObject({ direction: 'both' });
  });

  test('other calendars leave in place the one that a direction has found meanwhile', async () => {
    meanwhile = () => must(direction('both'));
    const { body } = await must(calendars({ calendars: ['main', 'second'] }));
    expect(body.writeCalendar).toBe('main');
    expect(await server.store.connections.get(id)).toMatchObject({
      calendars: [{ id: 'main' }, { id: 'second' }],
      writeCalendarId: 'main',
    });
  });

  test('a pause that comes meanwhile stands, although the calendar that was gone is replaced', async () => {
    await server.store.connections.set(id, { state: 'calendar-gone' });
    meanwhile = () => must(server.as('lena').send('POST', `/api/connections/${id}/actions/pause`, {}));
    await must(calendars({ calendars: ['second'] }));
    expect(await server.store.connections.get(id)).toMatchObject({
      state: 'paused',
      calendars: [{ id: 'second' }],
    });
  });
});

describe('a direction that leaves no copies yet', () => {
  const away = { direction: 'office-to-timify' };
  const claim = async () => {
    const { store, clock } = server;
    const claimed = await store.work.claimOne(id, { owner: 'run', now: clock.now(), leaseMs: 60_000 });
    if (!claimed) throw new Error('the row is taken');
    return claimed;
  };
  const released = { request: { kind: 'release-copies', copies: 'remove' }, by: 'lena' };

  test('is followed by a run that takes away what one under way still makes', async () => {
    await claim();
    await must(change('lena', away));
    expect(server.outside.acts).toMatchObject([released]);
  });

  test('and so is what was made in the moment of the change', async () => {
    meanwhile = async () => {
      const { fence, sequence, lane } = await claim();
      const made = link('booking', { connectionId: id, side: 'timify', mirrors: [{ id: 'copy', span }] });
      await server.store.commit({ connectionId: id, fence, links: [made] });
      const end = { sequence, lane, dueAt: server.clock.now(), retain: [], failures: 0 };
      await server.store.work.done(id, fence, end);
    };
    await must(change('lena', away));
    expect(server.outside.acts).toMatchObject([released]);
  });

  test('also where it is the company that leaves the direction', async () => {
    await must(change('lena', { reset: ['direction'] }));
    await claim();
    await must(server.as('admin').send('PATCH', '/api/company/settings', away));
    expect(server.outside.acts).toMatchObject([
      { connection: { id }, request: { kind: 'release-copies', copies: 'remove' }, by: 'admin' },
    ]);
  });

  test('is nothing to do where nothing is under way, nor where it only adds a side', async () => {
    await must(change('lena', away));
    await claim();
    await must(change('lena', { direction: 'both' }));
    expect(server.outside.acts).toEqual([]);
  });
});
