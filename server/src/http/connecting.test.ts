import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbedded } from '../store/embedded/open.ts';
import { startTestServer, type TestServer } from './testing/server.ts';
import {
  aMailbox,
  BOTH_WAYS,
  CLAIM,
  connectLena,
  inviteLena,
  LENA_RESOURCE,
  must,
  openCompany,
  settle,
} from './testing/town.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
  settle(server);
});
afterEach(() => server.stop());
const connect = (who: string, invitation: string, more: object = {}) =>
  server
    .as(who)
    .send('POST', '/api/connections', { invitation, calendars: ['main'], settings: BOTH_WAYS, ...more });

describe('connecting', () => {
  test('begins the import at once', async () => {
    const token = await inviteLena(await openCompany(server));
    const { status, body } = await connect('lena', token);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'importing',
      mine: true,
      calendars: ['main'],
      writeCalendar: 'main',
      ownerEmail: 'lena@lindner.example',
    });
    expect(body.settings.sources['direction']).toBe('connection');
    expect(await server.store.work.get(body.id)).toMatchObject({
      lane: 'import',
      hints: [{ kind: 'window' }],
    });
  });

  test('takes over from a deactivated connection, whose undo is over then', async () => {
    const former = await connectLena(server);
    await server.store.connections.set(former, {
      state: 'deactivated',
      deactivated: { at: server.clock.now(), copies: 'keep', by: 'lena' },
    });
    const next = (await must(connect('lena', await inviteLena(server.as('admin'))))).body.id;
    expect((await server.store.connections.get(former))?.successorId).toBe(next);
    const undo = await server.as('lena').send('POST', `/api/connections/${former}/actions/undo`);
    expect([undo.status, undo.body.error.id]).toEqual([409, 'undo_impossible']);
  });

  test.each([
    ['no calendar', { calendars: [] }, 'calendars'],
    ['an unknown calendar', { calendars: ['main', 'gone'] }, 'calendars.1'],
    ['the same calendar twice', { calendars: ['main', 'main'] }, 'calendars'],
    ['a target that can’t be written', { writeCalendar: 'holidays' }, 'writeCalendar'],
    ['an unknown target', { writeCalendar: 'gone' }, 'writeCalendar'],
    ['no such direction', { settings: { direction: 'none' } }, 'settings.direction'],
    ['an empty direction', { settings: { direction: '' } }, 'settings.direction'],
    ['no direction', { settings: { direction: null } }, 'settings.direction'],
    ['an unknown setting', { settings: { anonymous: { toGoogle: true } } }, 'settings.anonymous.toGoogle'],
    ['an unknown member', { resource: 'x' }, 'resource'],
  ])('with %s names the field', async (_, more, field) => {
    const token = await inviteLena(await openCompany(server));
    const { status, body } = await connect('lena', token, more);
    expect([status, body.error]).toMatchObject([400, { id: 'invalid_body', field }]);
    expect(await server.store.connections.ofUser('11111111-1111-4111-8111-111111111111', 'lena')).toEqual([]);
  });

  test.each([
    [
      'reading needs to read',
      { settings: { direction: 'office-to-timify' } },
      ['User.Read'],
      ['Calendars.Read'],
    ],
    ['writing needs to write', {}, ['User.Read', 'Calendars.Read'], ['Calendars.ReadWrite']],
    [
      'a shared calendar needs more',
      { calendars: ['main', 'team'] },
      ['User.Read', 'Calendars.Read', 'Calendars.ReadWrite'],
      ['Calendars.ReadWrite', 'Calendars.Read.Shared'],
    ],
  ])('consent: %s', async (_, more, consented, scopes) => {
    const token = await inviteLena(await openCompany(server));
    server.outside.mailboxes.set('lena', aMailbox('lena@lindner.example', { consented: new Set(consented) }));
    const { status, body } = await connect('lena', token, more);
    expect([status, body.error]).toMatchObject([403, { id: 'consent_required', scopes }]);
  });

  test('one way from Office asks for no right to write', async () => {
    const token = await inviteLena(await openCompany(server));
    server.outside.mailboxes.set(
      'lena',
      aMailbox('lena@lindner.example', { consented: new Set(['User.Read', 'Calendars.Read']) }),
    );
    const { status, body } = await connect('lena', token, { settings: { direction: 'office-to-timify' } });
    expect([status, body.writeCalendar]).toEqual([201, null]);
  });

  test('before the company has agreed is refused', async () => {
    const admin = server.as('admin');
    await must(admin.send('PUT', '/api/company', CLAIM));
    const { status, body } = await connect('lena', await inviteLena(admin));
    expect([status, body.error.id]).toEqual([403, 'privacy_required']);
  });

  test('an unsupported mailbox is told', async () => {
    const token = await inviteLena(await openCompany(server));
    server.outside.mailboxes.set('lena', aMailbox('lena@lindner.example', { fault: 'mailbox-unsupported' }));
    expect((await connect('lena', token)).body.error.id).toBe('mailbox_unsupported');
    expect((await server.as('lena').get('/api/calendars')).body.error.id).toBe('mailbox_unsupported');
  });

  test('keeps to what the company has locked, and keeps anonymity that held on that day', async () => {
    const admin = await openCompany(server);
    await must(
      admin.send('PATCH', '/api/company/settings', {
        direction: 'office-to-timify',
        anonymous: { toTimify: true },
        locked: ['direction'],
      }),
    );
    const token = await inviteLena(admin);
    const refused = await connect('lena', token);
    expect(refused.body.error).toMatchObject({ id: 'forbidden', field: 'direction' });
    const { body } = await must(connect('lena', token, { settings: { direction: 'office-to-timify' } }));
    expect(body.settings.sources).toMatchObject({ direction: 'company', 'anonymous.toTimify': 'connection' });
    await must(admin.send('PATCH', '/api/company/settings', { anonymous: { toTimify: false } }));
    expect(
      (await server.as('lena').get(`/api/connections/${body.id}`)).body.settings.anonymous.toTimify,
    ).toBe(true);
  });
});

describe('an address that was not invited', () => {
  test('waits for approval, sees nothing, and begins when an admin approves', async () => {
    const admin = await openCompany(server);
    const token = await inviteLena(admin);
    const preview = await server.as('paul').send('POST', '/api/preview', {
      kind: 'connect',
      invitation: token,
      calendars: ['main'],
      settings: BOTH_WAYS,
    });
    expect(preview.body.error.id).toBe('forbidden');
    const { status, body } = await connect('paul', token);
    expect([status, body.state]).toEqual([202, 'awaiting-approval']);
    const id = body.id;
    const paul = server.as('paul');
    for (const path of ['conflicts', 'log', 'hold', 'explain?side=office&item=x'])
      expect((await paul.get(`/api/connections/${id}/${path}`)).status, path).toBe(403);
    const window = 'from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z';
    expect((await paul.get(`/api/agenda?connection=${id}&${window}`)).status).toBe(403);
    expect((await paul.send('POST', `/api/connections/${id}/actions/sync`)).status).toBe(403);
    expect(await server.store.work.get(id)).toBeNull();
    expect(server.outside.previews).toEqual([]);
    expect((await connect('lena', token)).body.error.id).toBe('resource_taken');
    const { items } = (await must(admin.get('/api/company/resources'))).body;
    expect(items[0]).toMatchObject({
      state: 'awaiting-approval',
      awaiting: { email: 'paul@lindner.example' },
    });
    expect((await admin.send('POST', `/api/company/invitations/${LENA_RESOURCE}/approve`)).status).toBe(204);
    expect((await must(paul.get(`/api/connections/${id}`))).body.state).toBe('importing');
    expect(await server.store.work.get(id)).toMatchObject({ lane: 'import' });
  });

  test('can take the request back, without a word about copies; the invitation is free again', async () => {
    const token = await inviteLena(await openCompany(server));
    const id = (await must(connect('paul', token))).body.id;
    const taken = await must(server.as('paul').send('POST', `/api/connections/${id}/actions/deactivate`, {}));
    expect(taken.body).toMatchObject({ ok: true, pending: false });
    expect(await server.store.connections.get(id)).toBeNull();
    expect((await connect('lena', token)).status).toBe(201);
  });

  test('can be refused, and nothing of them is kept', async () => {
    const admin = await openCompany(server);
    const id = (await must(connect('paul', await inviteLena(admin)))).body.id;
    expect((await admin.send('DELETE', `/api/company/invitations/${LENA_RESOURCE}`)).status).toBe(204);
    expect(await server.store.connections.get(id)).toBeNull();
    expect(server.outside.forgotten).toEqual(['paul']);
    expect((await admin.send('DELETE', `/api/company/invitations/${LENA_RESOURCE}`)).status).toBe(404);
  });
});

test('a preview tells counts and, to the owner, titles; nothing is stored', async () => {
  const invitation = await inviteLena(await openCompany(server));
  server.outside.preview = {
    counts: { create: 2, update: 0, delete: 0, skip: 1, conflict: 0 },
    samples: [],
    sides: { office: { create: 0, update: 0, delete: 0 }, timify: { create: 0, update: 0, delete: 0 } },
    origins: { update: 0, delete: 0 },
    skips: [],
    mails: 0,
  };
  const body = { kind: 'connect', invitation, calendars: ['main'], settings: BOTH_WAYS };
  const answer = await must(server.as('lena').send('POST', '/api/preview', body));
  expect(answer.body).toMatchObject({ counts: { create: 2, skip: 1 }, mails: 0 });
  expect(server.outside.previews).toMatchObject([
    { kind: 'connect', connection: { oid: 'lena', calendars: [{ id: 'main' }] } },
  ]);
  expect(await server.store.connections.ofCompany(CLAIM.timifyCompanyId)).toEqual([]);
});

test('guests and bad tokens are refused', async () => {
  const send = (authorization: string) => fetch(`${server.url}/api/me`, { headers: { authorization } });
  const guest = await send('Bearer guest');
  expect([guest.status, ((await guest.json()) as { error: { id: string } }).error.id]).toEqual([
    403,
    'forbidden',
  ]);
  for (const header of ['Bearer bad', 'Basic ok~lena', 'Bearer', 'Bearer a b']) {
    const response = await send(header);
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  }
});
