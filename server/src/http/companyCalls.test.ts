import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbedded } from '../store/embedded/open.ts';
import { isSecret } from '../sync/secrets.ts';
import { OTHER_TENANT, startTestServer, type TestServer } from './testing/server.ts';
import {
  anAccount,
  CLAIM,
  COMPANY,
  connectLena,
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

const SECOND = '5f00000000000000000000ab';
const addSecond = (): void => {
  server.outside.accounts.set(SECOND, anAccount({ name: 'Branch' }));
};

describe('the binding of a company', () => {
  test('is proven with its own App ID and secret, and shows the header value once', async () => {
    const admin = server.as('admin');
    const first = await admin.send('PUT', '/api/company', CLAIM);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      id: COMPANY,
      name: 'Optik Lindner',
      timeZone: 'Europe/Berlin',
      language: 'de',
      privacyAccepted: false,
      webhook: { url: `https://sync.example/webhooks/timify/${COMPANY}`, headerName: 'x-timify-sync-secret' },
    });
    const value = first.body.webhook.headerValue;
    expect(Buffer.from(value, 'base64url')).toHaveLength(32);
    const stored = await server.store.companies.get(COMPANY);
    expect(JSON.stringify(stored)).not.toContain(value);
    expect(isSecret(value, stored?.webhook.valueHash ?? '')).toBe(true);
    expect((await admin.get('/api/company')).body.webhook.headerValue).toBeNull();
  });

  test.each([
    ['appSecret', { ...CLAIM, appSecret: 'wrong' }],
    ['timifyCompanyId', { ...CLAIM, timifyCompanyId: '5f00000000000000000000ff' }],
  ])('without proof is refused, and names %s', async (field, claim) => {
    const { status, body } = await server.as('admin').send('PUT', '/api/company', claim);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ id: 'timify_credentials', field });
    expect(await server.store.companies.get(COMPANY)).toBeNull();
  });

  test('while TIMIFY is down says so, and calls it no error of the server', async () => {
    server.outside.accounts.set(COMPANY, anAccount({ fault: 'unavailable' }));
    const { status, body } = await server.as('admin').send('PUT', '/api/company', CLAIM);
    expect([status, body.error.id]).toEqual([503, 'timify_unavailable']);
    const levels = () =>
      server.outside.lines.filter(({ facts }) => facts['status'] === 503).map(({ level }) => level);
    await expect.poll(levels).toEqual(['warn']);
  });

  test('of a company that another tenant has is refused, and nothing changes', async () => {
    await must(server.as('admin').send('PUT', '/api/company', CLAIM));
    const stranger = server.as('eve', { tenantId: OTHER_TENANT, roles: ['Sync.Admin'] });
    const { status, body } = await stranger.send('PUT', '/api/company', CLAIM);
    expect([status, body.error.id]).toEqual([409, 'company_taken']);
    expect((await server.store.companies.get(COMPANY))?.tenantId).not.toBe(OTHER_TENANT);
  });

  test('repeated by the same tenant renews the credentials and keeps the webhook', async () => {
    const admin = server.as('admin');
    await must(admin.send('PUT', '/api/company', CLAIM));
    const before = await server.store.companies.get(COMPANY);
    server.outside.accounts.set(COMPANY, anAccount({ appSecret: 'new secret' }));
    const again = await admin.send('PUT', '/api/company', { ...CLAIM, appSecret: 'new secret' });
    expect([again.status, again.body.webhook.headerValue]).toEqual([200, null]);
    const after = await server.store.companies.get(COMPANY);
    expect(after?.webhook).toEqual(before?.webhook);
    expect(after?.appSecret).not.toBe(before?.appSecret);
  });

  test('a renewed secret lets connections go on that TIMIFY had refused', async () => {
    const id = await connectLena(server);
    await server.store.connections.set(id, { state: 'timify-refused' });
    await must(server.as('admin').send('PUT', '/api/company', CLAIM));
    expect((await server.store.connections.get(id))?.state).toBe('importing');
  });

  test('another id replaces a company without connections, and is refused while there are some', async () => {
    addSecond();
    const admin = server.as('admin');
    await must(admin.send('PUT', '/api/company', { ...CLAIM, timifyCompanyId: SECOND }));
    await connectLena(server);
    expect(await server.store.companies.get(SECOND)).toBeNull();
    const { status, body } = await admin.send('PUT', '/api/company', { ...CLAIM, timifyCompanyId: SECOND });
    expect([status, body.error.id]).toEqual([409, 'company_taken']);
  });

  test('several companies live side by side under their own addresses', async () => {
    addSecond();
    const admin = server.as('admin');
    await must(admin.send('PUT', '/api/company', CLAIM));
    await must(admin.send('PUT', `/api/companies/${SECOND}`, { ...CLAIM, timifyCompanyId: SECOND }));
    expect((await admin.get('/api/companies')).body.items).toHaveLength(2);
    expect((await admin.get('/api/company')).body.error.id).toBe('company_ambiguous');
    expect((await admin.get(`/api/companies/${SECOND}`)).body.name).toBe('Branch');
    expect((await admin.get(`/api/companies/${SECOND}/settings`)).status).toBe(200);
    const wrong = await admin.send('PUT', `/api/companies/${SECOND}`, CLAIM);
    expect(wrong.body.error).toMatchObject({ id: 'invalid_body', field: 'timifyCompanyId' });
  });

  test('rotating makes a new header value', async () => {
    const admin = server.as('admin');
    const first = (await must(admin.send('PUT', '/api/company', CLAIM))).body.webhook.headerValue;
    const next = (await must(admin.send('POST', '/api/company/webhook/rotate'))).body.webhook.headerValue;
    const hash = (await server.store.companies.get(COMPANY))?.webhook.valueHash ?? '';
    expect([isSecret(first, hash), isSecret(next, hash)]).toEqual([false, true]);
  });

  test('releasing asks about the copies, then leaves nothing', async () => {
    const id = await connectLena(server);
    await server.store.connections.set(id, {
      counts: { linked: 7, covered: 0, conflicts: 0, skipped: 0, held: 0 },
    });
    const admin = server.as('admin');
    const asked = await admin.send('DELETE', '/api/company');
    expect([asked.status, asked.body.error.id, asked.body.error.counts?.delete]).toEqual([
      409,
      'copies_required',
      7,
    ]);
    server.outside.actResult = null;
    expect((await admin.send('DELETE', '/api/company', { copies: 'remove' })).status).toBe(202);
    expect(await server.store.companies.get(COMPANY)).not.toBeNull();
    server.outside.actResult = { ok: true, error: null, facts: {} };
    expect((await admin.send('DELETE', '/api/company', { copies: 'remove' })).status).toBe(204);
    expect(await server.store.companies.get(COMPANY)).toBeNull();
    expect(await server.store.connections.get(id)).toBeNull();
    expect(server.outside.forgotten).toEqual(['lena']);
    const next = server.as('eve', { tenantId: OTHER_TENANT, roles: ['Sync.Admin'] });
    expect((await next.send('PUT', '/api/company', CLAIM)).status).toBe(200);
  });
});

test('admins alone reach the company; without one they are told', async () => {
  const calls: [string, string, object?][] = [
    ['GET', '/api/companies'],
    ['GET', '/api/company'],
    ['PUT', '/api/company', CLAIM],
    ['GET', '/api/company/privacy'],
    ['GET', '/api/company/settings'],
    ['PATCH', '/api/company/settings', { notes: false }],
    ['GET', '/api/company/resources'],
    ['POST', '/api/company/invitations', { resourceIds: [LENA_RESOURCE], send: false }],
    ['GET', '/api/company/conflicts'],
    ['GET', '/api/company/log'],
    ['GET', '/api/company/health'],
    ['GET', '/api/company/audit'],
    ['POST', `/api/company/invitations/${LENA_RESOURCE}/approve`],
  ];
  for (const [method, path, body] of calls) {
    expect((await server.nobody.send(method, path, body)).body.error.id, path).toBe('unauthorised');
    expect((await server.as('lena').send(method, path, body)).body.error.id, path).toBe('forbidden');
  }
  expect((await server.as('admin').get('/api/company')).body.error.id).toBe('company_missing');
  await openCompany(server);
  const stranger = server.as('eve', { tenantId: OTHER_TENANT, roles: ['Sync.Admin'] });
  expect((await stranger.get(`/api/companies/${COMPANY}`)).status).toBe(404);
  expect((await stranger.get('/api/company')).body.error.id).toBe('company_missing');
});

describe('privacy', () => {
  test('counts for the version in force alone, and is kept with who and when', async () => {
    const admin = server.as('admin');
    await must(admin.send('PUT', '/api/company', CLAIM));
    const wrong = await admin.send('POST', '/api/company/privacy', { version: '1999-01-01' });
    expect(wrong.body.error).toMatchObject({ id: 'invalid_body', field: 'version' });
    const { body: policy } = await admin.get('/api/company/privacy');
    expect([policy.accepted, policy.text.de.length > 500, policy.text.en.length > 500]).toEqual([
      false,
      true,
      true,
    ]);
    expect(
      (await admin.send('POST', '/api/company/privacy', { version: policy.version })).body.privacyAccepted,
    ).toBe(true);
    expect((await admin.get('/api/company/privacy')).body.accepted).toBe(true);
    expect((await server.store.companies.get(COMPANY))?.privacy).toMatchObject({ by: 'admin' });
  });

  test('a newer version asks again', async () => {
    await openCompany(server);
    const present = await server.store.companies.get(COMPANY);
    if (present)
      await server.store.companies.put({ ...present, privacy: { version: 'old', by: 'admin', at: 0 } });
    expect((await server.as('admin').get('/api/company')).body.privacyAccepted).toBe(false);
  });
});

describe('resources', () => {
  test('show where each stands', async () => {
    const admin = await openCompany(server);
    const states = async (): Promise<Record<string, string>> => {
      const { items } = (await must(admin.get('/api/company/resources'))).body as {
        items: { id: string; state: string }[];
      };
      return Object.fromEntries(items.map(({ id, state }) => [id, state]));
    };
    expect(await states()).toEqual({
      [LENA_RESOURCE]: 'not-invited',
      [ROOM_RESOURCE]: 'needs-organisation-mode',
    });
    await must(admin.send('POST', '/api/company/invitations', { resourceIds: [LENA_RESOURCE], send: false }));
    expect((await states())[LENA_RESOURCE]).toBe('invited');
    server.clock.advance(15 * 86_400_000);
    expect((await states())[LENA_RESOURCE]).toBe('invitation-expired');
    const id = await connectLena(server);
    expect((await states())[LENA_RESOURCE]).toBe('importing');
    await server.store.connections.set(id, { state: 'deactivated' });
    expect((await states())[LENA_RESOURCE]).toBe('deactivated');
  });

  test('tell what their connection stands still for', async () => {
    const admin = await openCompany(server);
    const id = await connectLena(server);
    const lena = async (): Promise<unknown> =>
      (await must(admin.get('/api/company/resources'))).body.items.find((one) => one.id === LENA_RESOURCE);
    expect(await lena()).toMatchObject({ trouble: null });
    const gone = { kind: 'owner-gone', requestId: null, at: server.clock.now() };
    await server.store.connections.set(id, { state: 'needs-sign-in', trouble: gone });
    expect(await lena()).toMatchObject({ trouble: 'owner-gone' });
  });

  test('with a refused secret say so', async () => {
    const admin = await openCompany(server);
    server.outside.accounts.set(COMPANY, anAccount({ appSecret: 'changed' }));
    expect((await admin.get('/api/company/resources')).body.error.id).toBe('timify_credentials');
  });
});

test('acts of admins are kept, without secrets', async () => {
  const admin = await openCompany(server);
  await must(admin.send('PATCH', '/api/company/settings', { notes: false, locked: ['notes'] }));
  const { items } = (await must(admin.get('/api/company/audit'))).body;
  expect(items.map(({ act }) => act).sort()).toEqual([
    'accept-privacy',
    'change-settings',
    'connect-company',
  ]);
  expect(JSON.stringify(items)).not.toContain('Name of admin');
  expect(JSON.stringify(items)).not.toContain('secret');
});

test('health and sync work for an empty and a full company', async () => {
  const admin = await openCompany(server);
  expect((await must(admin.get('/api/company/health'))).body).toMatchObject({ items: [], lag: null });
  const id = await connectLena(server);
  const now = server.clock.now();
  await server.store.connections.set(id, { lag: { theirs: 9_000, ours: 4_000 }, provenEqualAt: now });
  const { companyId } = (await server.store.connections.get(id)) ?? { companyId: '' };
  for (const ours of [300, 400, 500]) server.metrics.lag({ companyId, theirs: 900, ours, at: now });
  const { body } = await must(admin.get('/api/company/health'));
  expect(body).toMatchObject({
    items: [{ connectionId: id, state: 'importing' }],
    ...{ lag: { median: 1300, theirs: 900, ours: 400 }, changes: 3, awaiting: 0 },
  });
  const asked = await must(admin.send('POST', '/api/company/sync'));
  expect([asked.status, asked.body]).toMatchObject([202, { pending: true, facts: { connections: 1 } }]);
  await server.store.connections.set(id, { state: 'paused' });
  expect((await must(admin.send('POST', '/api/company/sync'))).body.facts).toEqual({ connections: 0 });
});
