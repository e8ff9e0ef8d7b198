import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Connection } from '../sync/documents.ts';
import { mirrored } from '../store/contract/builders.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { at as day, keep } from './testing/day.ts';
import { OTHER_TENANT, startTestServer, type TestServer } from './testing/server.ts';
import { connectLena, must, settle } from './testing/town.ts';

let server: TestServer;
let id: string;
beforeEach(async () => {
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
  settle(server);
  id = await connectLena(server);
});
afterEach(() => server.stop());

const DAY = 86_400_000;
const at = (path = ''): string => `/api/connections/${id}${path}`;
const lena = () => server.as('lena');
const admin = () => server.as('admin');
const act = (who: string, action: string, body?: object) =>
  server.as(who).send('POST', at(`/actions/${action}`), body);
const row = async (): Promise<Connection> => {
  const found = await server.store.connections.get(id);
  if (!found) throw new Error('the connection is gone');
  return found;
};

describe('who reaches a connection', () => {
  const paths = ['', '/settings', '/conflicts', '/log', '/hold'];
  test.each(paths)('%s: its owner and an admin; to everybody else it is not there', async (path) => {
    expect((await lena().get(at(path))).status).toBe(200);
    expect((await admin().get(at(path))).status).toBe(200);
    expect((await server.as('paul').get(at(path))).status).toBe(404);
    expect((await server.as('lena', { tenantId: OTHER_TENANT }).get(at(path))).status).toBe(404);
    expect(
      (await server.as('eve', { tenantId: OTHER_TENANT, roles: ['Sync.Admin'] }).get(at(path))).status,
    ).toBe(404);
    expect((await server.nobody.get(at(path))).status).toBe(401);
  });

  test('calendars, export and erasure are the owner’s alone', async () => {
    expect((await admin().send('PATCH', at(), { calendars: ['main'] })).body.error.id).toBe('forbidden');
    expect((await admin().get(at('/export'))).body.error.id).toBe('forbidden');
    expect((await admin().send('DELETE', at('/data'), { copies: 'keep' })).body.error.id).toBe('forbidden');
  });
});

describe('actions', () => {
  test('sync makes the connection and its company due', async () => {
    const before = await server.store.work.get(id);
    const { status, body } = await act('lena', 'sync');
    expect([status, body]).toMatchObject([202, { ok: true, pending: true, connection: { id } }]);
    expect((await server.store.work.get(id))?.sequence).toBe((before?.sequence ?? 0) + 1);
  });

  test('pause and resume', async () => {
    expect((await act('lena', 'pause')).body.connection.state).toBe('paused');
    expect((await act('lena', 'resume')).body.connection.state).toBe('importing');
    await server.store.connections.set(id, { importedAt: server.clock.now() });
    await act('admin', 'pause');
    expect((await act('admin', 'resume')).body.connection.state).toBe('syncing');
  });

  test('a first import that a pause has stopped goes on where it was', async () => {
    const midway = { phase: 'rest' as const, done: 3, total: 9, doneUntil: server.clock.now() };
    await server.store.connections.set(id, { progress: midway });
    await act('lena', 'pause');
    await act('lena', 'resume');
    expect((await row()).progress).toEqual(midway);
  });

  test('how far settings are applied is told as that, to the owner and to an admin', async () => {
    const progress = { phase: 'rest' as const, done: 3, total: 9, doneUntil: server.clock.now() };
    await server.store.connections.set(id, { progress: { ...progress, applying: true } });
    const told = { ...progress, doneUntil: new Date(progress.doneUntil).toISOString(), applying: true };
    expect((await lena().get(at())).body.progress).toEqual(told);
    expect((await admin().get(at())).body.progress).toEqual(told);
    await server.store.connections.set(id, { progress });
    expect((await lena().get(at())).body.progress).not.toHaveProperty('applying');
  });

  test.each(['confirm-hold', 'refuse-hold', 'apply-settings'])(
    '%s is an act of the next run',
    async (action) => {
      expect((await act('lena', action)).status).toBe(200);
      expect(server.outside.acts).toMatchObject([{ by: 'lena', request: { kind: action } }]);
      server.outside.actResult = null;
      const later = await act('admin', action);
      expect([later.status, later.body.pending]).toEqual([202, true]);
    },
  );

  test('deactivate wants to know about the copies', async () => {
    expect((await act('lena', 'deactivate')).body.error).toMatchObject({
      id: 'invalid_body',
      field: 'copies',
    });
    expect((await act('lena', 'deactivate', { copies: 'burn' })).body.error.field).toBe('copies');
    server.outside.actResult = { ok: true, error: null, facts: { removed: { office: 1, timify: 2 } } };
    expect((await act('lena', 'deactivate', { copies: 'remove' })).body.facts).toEqual({
      removed: { office: 1, timify: 2 },
    });
    expect(server.outside.acts).toMatchObject([{ request: { kind: 'deactivate', copies: 'remove' } }]);
  });

  test('a deactivated one can be undone for 30 days, by its owner', async () => {
    const deactivated = { at: server.clock.now(), copies: 'keep' as const, by: 'lena' };
    await server.store.connections.set(id, { state: 'deactivated', deactivated });
    expect((await lena().get(at())).body.deactivated.undoUntil).toBe(
      new Date(server.clock.now() + 30 * DAY).toISOString(),
    );
    expect((await act('lena', 'sync')).body.error.id).toBe('forbidden');
    expect((await lena().send('PATCH', at('/settings'), { notes: false })).body.error.id).toBe('forbidden');
    expect((await act('admin', 'undo')).body.error.id).toBe('forbidden');
    server.clock.advance(29 * DAY);
    expect((await act('lena', 'undo')).body).toMatchObject({
      ok: true,
      connection: { state: 'importing', deactivated: null },
    });
    await server.store.connections.set(id, { state: 'deactivated', deactivated });
    server.clock.advance(2 * DAY);
    expect((await act('lena', 'undo')).body.error.id).toBe('undo_impossible');
  });

  test('undo without anything to take back says so', async () => {
    expect((await act('lena', 'undo')).body.error.id).toBe('undo_impossible');
  });

  test('remind writes to an owner who has to sign in, and to nobody else', async () => {
    expect((await act('admin', 'remind')).status).toBe(400);
    await server.store.connections.set(id, { state: 'needs-sign-in' });
    await must(act('admin', 'remind'));
    expect(server.outside.mails).toMatchObject([{ kind: 'sign-in-again', to: 'lena@lindner.example' }]);
  });

  test('an unknown one is named', async () => {
    expect((await act('lena', 'explode')).body.error).toMatchObject({ id: 'invalid_body', field: 'action' });
  });
});

test('a new sign-in lets a connection go on that waited for it', async () => {
  await server.store.connections.set(id, { state: 'needs-sign-in', importedAt: server.clock.now() });
  const { body } = await must(lena().send('POST', '/api/sign-in', {}));
  expect(body.items).toMatchObject([{ id, state: 'syncing' }]);
  expect((await lena().send('POST', '/api/sign-in', { code: 'x' })).body.error.field).toBe('redirectUri');
});

describe('one’s own data', () => {
  test('come as an archive without secrets', async () => {
    await keep(server, id, {
      links: [mirrored(id, 'a', 'office', day(10))],
      cursors: [
        {
          connectionId: id,
          calendarId: 'main',
          cursor: 'sealed-cursor',
          window: day(10),
          subscription: {
            id: 's1',
            clientStateHash: 'hash-of-state',
            expiresAt: 0,
            renewAt: 0,
            state: 'live',
          },
        },
      ],
    });
    const { body, text } = await must(lena().get(at('/export')));
    expect(body).toMatchObject({
      connection: { id },
      links: [{ id: 'a' }],
      subscriptions: [{ calendarId: 'main' }],
    });
    expect(text).not.toMatch(/sealed-cursor|hash-of-state/);
  });

  test('are erased for good, with a proof', async () => {
    await keep(server, id, { links: [mirrored(id, 'a', 'office', day(10))] });
    expect((await lena().send('DELETE', at('/data'))).body.error.field).toBe('copies');
    server.outside.actResult = { ok: false, error: 'unavailable', facts: {} };
    expect((await lena().send('DELETE', at('/data'), { copies: 'remove' })).status).toBe(500);
    expect(await server.store.links.get(id, 'a')).not.toBeNull();
    server.outside.actResult = { ok: true, error: null, facts: { left: 0 } };
    const { body } = await must(lena().send('DELETE', at('/data'), { copies: 'remove' }));
    expect(body).toMatchObject({ connectionId: id, removed: { links: 1 }, left: 0 });
    expect((await lena().get(at())).status).toBe(404);
    expect(server.outside.forgotten).toEqual(['lena']);
  });
});

test('a body that is no JSON, or too large, is told', async () => {
  const send = (body: string) =>
    fetch(`${server.url}${at('/settings')}`, {
      method: 'PATCH',
      body,
      headers: { authorization: `Bearer ${server.token('lena')}`, 'content-type': 'application/json' },
    });
  expect((await send('{')).status).toBe(400);
  expect((await send(JSON.stringify({ category: 'x'.repeat(300_000) }))).status).toBe(413);
});
