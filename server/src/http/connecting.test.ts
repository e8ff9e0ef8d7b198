import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbedded } from '../store/embedded/open.ts';
import { OTHER_TENANT, startTestServer, type TestServer } from './testing/server.ts';
import {
  aMailbox,
  BOTH_WAYS,
  CLAIM,
  connectLena,
  inviteLena,
  LENA_RESOURCE,
  must,
  openCompany,
  ROOM_RESOURCE,
  settle,
} from './testing/town.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
  settle(server);
});
afterEach(() => server.stop());

const DAY = 86_400_000;
const connect = (who: string, invitation: string, more: object = {}) =>
  server
    .as(who)
    .send('POST', '/api/connections', { invitation, calendars: ['main'], settings: BOTH_WAYS, ...more });

describe('inviting', () => {
  test('sends a link for 14 days; the store holds its hash alone', async () => {
    const admin = await openCompany(server);
    const { body } = await must(
      admin.send('POST', '/api/company/invitations', {
        resourceIds: [LENA_RESOURCE, ROOM_RESOURCE, 'nobody'],
        send: true,
      }),
    );
    expect(body.items).toMatchObject([
      { resourceId: LENA_RESOURCE, sent: true, refused: null },
      { resourceId: ROOM_RESOURCE, url: null, refused: 'needs-organisation-mode' },
      { resourceId: 'nobody', url: null, refused: 'not-found' },
    ]);
    const url = new URL(body.items[0]?.url ?? '');
    expect(url.origin + url.pathname).toBe('https://sync.example/tab.html');
    const token = url.searchParams.get('invitation') ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(Date.parse(body.items[0]?.expiresAt ?? '') - server.clock.now()).toBe(14 * DAY);
    expect(JSON.stringify(await server.store.invitations.ofCompany(CLAIM.timifyCompanyId))).not.toContain(
      token,
    );
    expect(server.outside.mails).toMatchObject([
      { kind: 'invitation', to: 'lena@lindner.example', language: 'de' },
    ]);
  });

  test('again is a reminder, and the former link leads to the new invitation', async () => {
    const admin = await openCompany(server);
    const first = await inviteLena(admin);
    await must(
      admin.send('POST', '/api/company/invitations', {
        resourceIds: [LENA_RESOURCE],
        send: true,
        language: 'en',
      }),
    );
    expect(server.outside.mails).toMatchObject([{ kind: 'reminder', language: 'en' }]);
    expect(await server.as('lena').get(`/api/invitations/${first}`)).toMatchObject({
      status: 200,
      body: { match: 'equal' },
    });
    const opened = await server.store.invitations.ofCompany(CLAIM.timifyCompanyId);
    expect(opened.map(({ state }) => state).sort()).toEqual(['open', 'replaced']);
  });

  test('that does not hold says why: withdrawn, replaced by one for another address, expired, or used', async () => {
    const admin = await openCompany(server);
    const token = await inviteLena(admin);
    const why = async () => {
      const { status, body } = await server.as('lena').get(`/api/invitations/${token}`);
      expect([status, body.error.id]).toEqual([410, 'invitation_expired']);
      return body.error.reason as string;
    };
    const [row] = await server.store.invitations.ofCompany(CLAIM.timifyCompanyId);
    if (!row) throw new Error('no invitation');
    for (const state of ['withdrawn', 'used', 'replaced'] as const) {
      await server.store.invitations.put({ ...row, state });
      expect(await why()).toBe(state);
    }
    const other = { id: 'other', tokenHash: 'x', email: 'new@lindner.example' };
    await server.store.invitations.put({ ...row, ...other });
    expect(await why()).toBe('replaced');
    await server.store.invitations.put({ ...row, expiresAt: row.createdAt });
    expect(await why()).toBe('expired');
  });

  test('tells which mail did not go out, and still gives the link', async () => {
    const admin = await openCompany(server);
    server.outside.mailFault = 'unavailable';
    const { body } = await must(
      admin.send('POST', '/api/company/invitations', { resourceIds: [LENA_RESOURCE], send: true }),
    );
    expect(body.items[0]).toMatchObject({ sent: false, refused: 'mail-failed' });
    expect(body.items[0]?.url).toContain('invitation=');
    // Who got no mail is not reminded of one.
    const [kept] = await server.store.invitations.ofCompany(CLAIM.timifyCompanyId);
    expect(kept).toMatchObject({ state: 'open', reminder: null });
  });

  test('sends nothing before the company has agreed', async () => {
    const admin = server.as('admin');
    await must(admin.send('PUT', '/api/company', CLAIM));
    const { status, body } = await admin.send('POST', '/api/company/invitations', {
      resourceIds: [LENA_RESOURCE],
      send: true,
    });
    expect([status, body.error.id, server.outside.mails.length]).toEqual([403, 'privacy_required', 0]);
  });

  test('of a connected resource is refused, and names it', async () => {
    await connectLena(server);
    const { status, body } = await server
      .as('admin')
      .send('POST', '/api/company/invitations', { resourceIds: [ROOM_RESOURCE, LENA_RESOURCE], send: false });
    expect([status, body.error]).toMatchObject([409, { id: 'resource_taken', field: 'resourceIds.1' }]);
  });
});

describe('an invitation', () => {
  test('opened by the invited person, by mail or UPN in any case', async () => {
    const token = await inviteLena(await openCompany(server));
    server.outside.mailboxes.set('lena', aMailbox('LENA@lindner.EXAMPLE'));
    const { body } = await must(server.as('lena').get(`/api/invitations/${token}`));
    expect(body).toMatchObject({
      match: 'equal',
      resource: { id: LENA_RESOURCE },
      email: 'lena@lindner.example',
      invitedBy: 'Name of admin',
    });
  });

  test('opened by a colleague is told apart; the address is shortened', async () => {
    const token = await inviteLena(await openCompany(server));
    const { body } = await must(server.as('paul').get(`/api/invitations/${token}`));
    expect(body).toMatchObject({ match: 'different', email: 'l…@lindner.example' });
  });

  test('of another tenant, unknown, or by a stranger’s id is not there', async () => {
    const token = await inviteLena(await openCompany(server));
    const [invitation] = await server.store.invitations.ofCompany(CLAIM.timifyCompanyId);
    server.outside.mailboxes.set('lena2', aMailbox('lena@lindner.example'));
    const stranger = server.as('lena2', { tenantId: OTHER_TENANT });
    expect((await stranger.get(`/api/invitations/${token}`)).status).toBe(404);
    expect((await server.as('lena').get('/api/invitations/nonsense')).status).toBe(404);
    expect((await server.as('paul').get(`/api/invitations/${invitation?.id ?? ''}`)).status).toBe(404);
    expect((await server.as('lena').get(`/api/invitations/${invitation?.id ?? ''}`)).status).toBe(200);
  });

  test('read by anybody, however often, stays as it is', async () => {
    const token = await inviteLena(await openCompany(server));
    const before = await server.store.invitations.ofCompany(CLAIM.timifyCompanyId);
    await server.nobody.get(`/tab.html?invitation=${token}`);
    await server.nobody.get(`/api/invitations/${token}`);
    await server.as('paul').get(`/api/invitations/${token}`);
    expect(await server.store.invitations.ofCompany(CLAIM.timifyCompanyId)).toEqual(before);
  });

  test('too old or used says which', async () => {
    const admin = await openCompany(server);
    const token = await inviteLena(admin);
    server.clock.advance(14 * DAY);
    const late = await connect('lena', token);
    expect([late.status, late.body.error.used]).toEqual([410, false]);
    const next = await inviteLena(admin);
    await must(connect('lena', next));
    expect((await connect('lena', next)).body.error).toMatchObject({ id: 'invitation_expired', used: true });
  });

  test.each(['de', 'en'] as const)(
    'tells the language that its company speaks, as the connection: %s',
    async (language) => {
      const token = await inviteLena(await openCompany(server));
      const row = await server.store.companies.get(CLAIM.timifyCompanyId);
      if (!row) throw new Error('no company');
      await server.store.companies.put({ ...row, language });
      expect((await must(server.as('lena').get('/api/me'))).body.invitations).toMatchObject([{ language }]);
      expect((await must(server.as('lena').get(`/api/invitations/${token}`))).body).toMatchObject({
        language,
      });
      expect((await must(connect('lena', token))).body).toMatchObject({ language });
    },
  );

  test('is found by its person without a link', async () => {
    await inviteLena(await openCompany(server));
    expect((await must(server.as('lena').get('/api/me'))).body.invitations).toMatchObject([
      { resource: { name: 'Lena Berger' } },
    ]);
    expect((await must(server.as('paul').get('/api/me'))).body.invitations).toEqual([]);
    server.outside.mailboxes.set('lena', aMailbox('lena@lindner.example', { consented: new Set() }));
    expect((await must(server.as('lena').get('/api/me'))).body).toMatchObject({
      user: { email: null },
      access: { state: 'consent-required', scopes: ['User.Read', 'Calendars.Read', 'Calendars.ReadWrite'] },
      invitations: [],
    });
  });
});

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
