import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Commit } from '../sync/ports/store.ts';
import type { Connection } from '../sync/documents.ts';
import { link } from '../store/contract/builders.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { OTHER_TENANT, startTestServer, type TestServer } from './testing/server.ts';
import { aMailbox, BOTH_WAYS, connectLena, must, settle } from './testing/town.ts';

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

/** What a run would have stored. */
const store = async (values: Partial<Commit>): Promise<void> => {
  const claim = await server.store.work.claimOne(id, {
    owner: 'test',
    now: server.clock.now(),
    leaseMs: 1000,
  });
  if (!claim) throw new Error('the row is taken');
  await server.store.commit({ connectionId: id, fence: claim.fence, ...values });
  const { sequence, lane } = claim;
  await server.store.work.done(id, claim.fence, {
    sequence,
    lane,
    dueAt: server.clock.now(),
    retain: [],
    failures: 0,
  });
};

const span = { start: Date.parse('2026-11-24T10:00:00Z'), end: Date.parse('2026-11-24T11:00:00Z') };
const mirrored = (name: string, side: 'office' | 'timify') => {
  const made = link(name, { connectionId: id, side, span, mirrors: [{ id: `copy-of-${name}`, span }] });
  return {
    ...made,
    origin: { ...made.origin, containerId: side === 'office' ? 'main' : name },
    mirrors: made.mirrors.map((mirror) => ({ ...mirror, containerId: side === 'timify' ? 'main' : null })),
  };
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
    await store({ links: [mirrored('a', 'office'), mirrored('b', 'timify'), mirrored('c', 'timify')] });
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
    await store({ links: [mirrored('a', 'office')] });
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
    await store({ links: [mirrored('a', 'office')] });
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

  test('a look at the window that a pause has stopped begins anew; a first import goes on', async () => {
    const midway = { phase: 'rest' as const, done: 3, total: 9, doneUntil: server.clock.now() };
    await server.store.connections.set(id, { progress: midway });
    await act('lena', 'pause');
    await act('lena', 'resume');
    expect((await row()).progress).toEqual(midway);
    await server.store.connections.set(id, { importedAt: server.clock.now() });
    await act('lena', 'pause');
    await act('lena', 'resume');
    expect((await row()).progress.phase).toBe('done');
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
    await store({
      links: [mirrored('a', 'office')],
      cursors: [
        {
          connectionId: id,
          calendarId: 'main',
          cursor: 'sealed-cursor',
          window: span,
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
    await store({ links: [mirrored('a', 'office')] });
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
