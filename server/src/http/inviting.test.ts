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
