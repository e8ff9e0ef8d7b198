import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Connection } from '../sync/documents.ts';
import { mirrored } from '../store/contract/builders.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { at as day, keep } from './testing/day.ts';
import { startTestServer, type TestServer } from './testing/server.ts';
import { aMailbox, BOTH_WAYS, connectLena, must, settle } from './testing/town.ts';

let server: TestServer;
let id: string;
beforeEach(async () => {
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
  settle(server);
  id = await connectLena(server);
});
afterEach(() => server.stop());

const at = (path = ''): string => `/api/connections/${id}${path}`;
const lena = () => server.as('lena');
const admin = () => server.as('admin');
const row = async (): Promise<Connection> => {
  const found = await server.store.connections.get(id);
  if (!found) throw new Error('the connection is gone');
  return found;
};

describe('settings', () => {
  test('tell where each value comes from, and go back to the company’s', async () => {
    await must(admin().send('PATCH', '/api/company/settings', { notes: false }));
    const changed = await must(
      lena().send('PATCH', at('/settings'), { notes: true, showAs: { free: 'block' } }),
    );
    expect(changed.body).toMatchObject({
      notes: true,
      showAs: { free: 'block', busy: 'block' },
      sources: { notes: 'connection', title: 'default' },
    });
    await must(admin().send('PATCH', '/api/company/settings', { notes: false, title: false }));
    expect((await lena().get(at('/settings'))).body).toMatchObject({ notes: true, title: false });
    const reset = await must(lena().send('PATCH', at('/settings'), { reset: ['notes'] }));
    expect(reset.body).toMatchObject({ notes: false, sources: { notes: 'company' } });
  });

  test('raise their version and wake nobody', async () => {
    const before = await row();
    const work = await server.store.work.get(id);
    await must(lena().send('PATCH', at('/settings'), { title: false }));
    await must(admin().send('PATCH', '/api/company/settings', { title: false }));
    expect((await row()).settingsVersion).toBe(before.settingsVersion + 1);
    expect(await server.store.work.get(id)).toEqual(work);
    expect(server.outside.acts).toEqual([]);
  });

  test.each([
    [{ direction: 'none' }, 'direction'],
    [{ windowFutureMonths: 37 }, 'windowFutureMonths'],
    [{ windowFutureMonths: 2 }, 'windowFutureMonths'],
    [{ showAs: { busy: 'maybe' } }, 'showAs.busy'],
    [{ onMirrorDeleted: { teams: 'ask' } }, 'onMirrorDeleted.teams'],
    [{ reminder: -5 }, 'reminder'],
    [{ reset: ['colour'] }, 'reset.0'],
    [{ colour: 'red' }, 'colour'],
    [{ copies: 'burn' }, 'copies'],
    ['hello', 'body'],
  ])('%j names %s', async (body, field) => {
    const { status, body: answer } = await lena().send('PATCH', at('/settings'), body);
    expect([status, answer.error]).toMatchObject([400, { id: 'invalid_body', field }]);
  });

  test('a locked name is refused, and an admin never loosens anonymity', async () => {
    await must(admin().send('PATCH', '/api/company/settings', { locked: ['notes'] }));
    expect((await lena().send('PATCH', at('/settings'), { notes: false })).body.error).toMatchObject({
      id: 'forbidden',
      field: 'notes',
    });
    await must(lena().send('PATCH', at('/settings'), { anonymous: { toTimify: true } }));
    expect(
      (await admin().send('PATCH', at('/settings'), { anonymous: { toTimify: false } })).body.error,
    ).toMatchObject({
      id: 'forbidden',
      field: 'anonymous.toTimify',
    });
    await must(lena().send('PATCH', at('/settings'), { anonymous: { toTimify: false } }));
    expect(
      (await must(admin().send('PATCH', at('/settings'), { anonymous: { toTimify: true } }))).body.anonymous
        .toTimify,
    ).toBe(true);
    expect(
      (await admin().send('PATCH', '/api/company/settings', { locked: ['colour'] })).body.error.field,
    ).toBe('locked.0');
  });

  test('a direction that leaves copies behind asks about them, with their number', async () => {
    await keep(server, id, {
      links: [
        mirrored(id, 'a', 'office', day(10)),
        mirrored(id, 'b', 'timify', day(10)),
        mirrored(id, 'c', 'timify', day(10)),
      ],
    });
    const asked = await lena().send('PATCH', at('/settings'), { direction: 'office-to-timify' });
    expect([asked.status, asked.body.error]).toMatchObject([
      409,
      { id: 'copies_required', field: 'copies', counts: { delete: 2 } },
    ]);
    expect((await row()).settings['direction']).toBe('both');
    await must(lena().send('PATCH', at('/settings'), { direction: 'office-to-timify', copies: 'remove' }));
    expect(server.outside.acts).toMatchObject([
      { request: { kind: 'release-copies', copies: 'remove' }, by: 'lena' },
    ]);
    expect(server.outside.acts[0]?.connection.settings['direction']).toBe('office-to-timify');
  });

  test('so does one of the company, for all who follow it', async () => {
    await must(lena().send('PATCH', at('/settings'), { reset: ['direction'] }));
    await keep(server, id, { links: [mirrored(id, 'a', 'office', day(10))] });
    const asked = await admin().send('PATCH', '/api/company/settings', { direction: 'timify-to-office' });
    expect(asked.body.error).toMatchObject({ id: 'copies_required', counts: { delete: 1 } });
    await must(
      admin().send('PATCH', '/api/company/settings', { direction: 'timify-to-office', copies: 'keep' }),
    );
    expect(server.outside.acts).toMatchObject([{ request: { kind: 'release-copies', copies: 'keep' } }]);
  });

  test('a direction that begins to write asks for the right, and for a calendar', async () => {
    await must(lena().send('PATCH', at('/settings'), { direction: 'office-to-timify' }));
    server.outside.mailboxes.set(
      'lena',
      aMailbox('lena@lindner.example', { consented: new Set(['User.Read', 'Calendars.Read']) }),
    );
    const asked = await lena().send('PATCH', at('/settings'), { direction: 'both' });
    expect(asked.body.error).toMatchObject({ id: 'consent_required', scopes: ['Calendars.ReadWrite'] });
  });

  test('a direction that begins to write finds a calendar for its owner', async () => {
    await must(lena().send('PATCH', at('/settings'), { direction: 'office-to-timify' }));
    await server.store.connections.set(id, { writeCalendarId: null });
    const { body } = await admin().send('PATCH', at('/settings'), { direction: 'both' });
    expect(body.error).toMatchObject({ id: 'invalid_body', field: 'direction' });
    await must(lena().send('PATCH', at('/settings'), { direction: 'both' }));
    expect((await row()).writeCalendarId).toBe('main');
  });

  test('applying them to what is synced is an act of every connection', async () => {
    const { status, body } = await admin().send('POST', '/api/company/apply-settings');
    expect([status, body]).toEqual([200, { connections: 1, done: 1, pending: 0, failed: 0, skipped: 0 }]);
    server.outside.actResult = null;
    expect((await admin().send('POST', '/api/company/apply-settings')).status).toBe(202);
    expect(server.outside.acts.map(({ request }) => request.kind)).toEqual([
      'apply-settings',
      'apply-settings',
    ]);
  });
});

describe('other calendars', () => {
  test('are due at once; copies of a given-up calendar need a word', async () => {
    await must(lena().send('PATCH', at(), { calendars: ['main', 'holidays'] }));
    expect((await row()).calendars.map((calendar) => calendar.id)).toEqual(['main', 'holidays']);
    await keep(server, id, { links: [mirrored(id, 'a', 'office', day(10))] });
    const asked = await lena().send('PATCH', at(), { calendars: ['holidays'] });
    expect(asked.body.error).toMatchObject({ id: 'copies_required', counts: { delete: 1 } });
    await must(lena().send('PATCH', at(), { calendars: ['holidays'], copies: 'plain' }));
    expect(server.outside.acts).toMatchObject([{ request: { kind: 'release-copies', copies: 'plain' } }]);
  });

  test('wrong ones are named', async () => {
    expect((await lena().send('PATCH', at(), { calendars: ['gone'] })).body.error.field).toBe('calendars.0');
    expect((await lena().send('PATCH', at(), { writeCalendar: 'holidays' })).body.error.field).toBe(
      'writeCalendar',
    );
  });
});

test('previews of changes go to the planner with the connection as it would be', async () => {
  const preview = (who: string, body: object) => server.as(who).send('POST', '/api/preview', body);
  await must(preview('lena', { kind: 'settings', connection: id, settings: { title: false } }));
  await must(preview('lena', { kind: 'calendars', connection: id, calendars: ['holidays'] }));
  await must(preview('admin', { kind: 'deactivate', connection: id, copies: 'remove' }));
  expect(server.outside.previews).toMatchObject([
    { kind: 'settings', connection: { settings: { title: false } } },
    { kind: 'calendars', connection: { calendars: [{ id: 'holidays' }] } },
    { kind: 'deactivate', copies: 'remove' },
  ]);
  expect((await preview('admin', { kind: 'calendars', connection: id })).body.error.id).toBe('forbidden');
  expect((await preview('paul', { kind: 'deactivate', connection: id })).status).toBe(404);
  expect((await preview('lena', { kind: 'magic', connection: id })).body.error.field).toBe('kind');
  expect((await row()).settings).toMatchObject({ direction: BOTH_WAYS.direction });
});
