import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbedded } from '../store/embedded/open.ts';
import { tellOfTrouble } from '../sync/runs/adminDigest.ts';
import { booking } from './testing/day.ts';
import { fakeLog, fakeMail, fakeSides } from './testing/fakes.ts';
import { OTHER_TENANT, startTestServer, TENANT, type Person, type TestServer } from './testing/server.ts';
import {
  aMailbox,
  CLAIM,
  COMPANY,
  connectLena,
  inviteLena,
  LENA_RESOURCE,
  must,
  openCompany,
  settle,
} from './testing/town.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let server: TestServer;
let eve: Person;
beforeEach(async () => {
  server = await startTestServer({ store: (clock) => openEmbedded(':memory:', clock) });
  eve = server.as('eve', { tenantId: OTHER_TENANT, roles: ['Sync.Admin'] });
});
afterEach(() => server.stop());

const askCode = () => eve.send('POST', '/api/company/code', CLAIM);
const claimWith = (code: string) => eve.send('PUT', '/api/company', { ...CLAIM, code });
const codes = (): string[] =>
  server.outside.mails.filter(({ kind }) => kind === 'company-code').map(({ facts }) => facts['code'] ?? '');
const lastCode = (): string => codes().at(-1) ?? '';
const told = () =>
  server.outside.mails
    .filter(({ kind }) => kind === 'company-left' || kind === 'company-came')
    .map(({ kind, to }) => [kind, to]);
/** How many settings the new tenant was told to have come along. */
const toldToCome = (): string | undefined =>
  server.outside.mails.find(({ kind }) => kind === 'company-came')?.facts['settings'];
const tenantOf = async () => (await server.store.companies.get(COMPANY))?.tenantId;

describe('a company that another tenant has', () => {
  test('tells where a code could be sent, and no more', async () => {
    await openCompany(server);
    const { status, body } = await eve.send('PUT', '/api/company', CLAIM);
    expect(status).toBe(409);
    expect(body.error).toMatchObject({ id: 'company_taken', contact: 'i…@lindner.example' });
    expect(JSON.stringify(body)).not.toContain('info@');
  });

  test('sends a code only to who has proven it, and to its contact address alone', async () => {
    await openCompany(server);
    const wrong = await eve.send('POST', '/api/company/code', { ...CLAIM, appSecret: 'guessed' });
    expect(wrong.body.error.id).toBe('timify_credentials');
    expect(server.outside.mails).toEqual([]);
    const { status, body } = await askCode();
    expect([status, (body as unknown as { contact: string }).contact]).toEqual([200, 'i…@lindner.example']);
    expect(server.outside.mails).toMatchObject([{ kind: 'company-code', to: 'info@lindner.example' }]);
    const stored = JSON.stringify(await server.store.companies.get(COMPANY));
    expect(stored).not.toContain(lastCode());
    expect(stored).not.toContain(lastCode().replace('-', ''));
    expect(JSON.stringify(body)).not.toContain(lastCode());
  });

  test('moves with the code, settings along; the old tenant keeps nothing, both are told', async () => {
    const id = await connectLena(server);
    const admin = server.as('admin');
    await must(admin.send('PATCH', '/api/company/settings', { notes: false, locked: ['notes'] }));
    await must(askCode());
    const moved = await claimWith(lastCode().toLowerCase().replace('-', ' '));
    expect([moved.status, moved.body.privacyAccepted]).toEqual([200, false]);
    expect(moved.body.webhook.headerValue).not.toBeNull();
    expect(await tenantOf()).toBe(OTHER_TENANT);
    expect(await server.store.connections.get(id)).toBeNull();
    expect(server.outside.forgotten).toEqual(['lena']);
    expect(told()).toEqual([
      ['company-left', 'admin@nowhere.example'],
      ['company-came', 'eve@nowhere.example'],
    ]);
    expect(toldToCome()).toBe('2');
    expect((await must(eve.get('/api/company/settings'))).body).toMatchObject({
      notes: false,
      locked: ['notes'],
    });
    expect((await must(eve.get('/api/company/resources'))).body.items).toMatchObject([
      { state: 'not-invited' },
      { state: 'needs-organisation-mode' },
    ]);
    const acts = (await must(eve.get('/api/company/audit'))).body.items.map(({ act }) => act);
    expect(acts.sort()).toEqual(['company-came', 'connect-company']);
    expect((await admin.get('/api/company')).body.error.id).toBe('company_missing');
    expect((await must(server.as('lena').get('/api/me'))).body).toMatchObject({ connections: [] });
  });

  test('an open invitation of the old tenant opens nothing any more', async () => {
    const token = await inviteLena(await openCompany(server));
    await must(askCode());
    await must(claimWith(lastCode()));
    expect((await server.as('lena').get(`/api/invitations/${token}`)).status).toBe(404);
    expect((await server.store.invitations.ofCompany(COMPANY)).map(({ state }) => state)).toEqual([
      'withdrawn',
    ]);
  });

  test('a code is used once, for this company and by the tenant that asked', async () => {
    await openCompany(server);
    await must(askCode());
    const other = server.as('mallory', {
      tenantId: '33333333-3333-4333-8333-333333333333',
      roles: ['Sync.Admin'],
    });
    const stolen = await other.send('PUT', '/api/company', { ...CLAIM, code: lastCode() });
    expect([stolen.status, stolen.body.error.id]).toEqual([410, 'code_expired']);
    const [one, two] = await Promise.all([claimWith(lastCode()), claimWith(lastCode())]);
    expect([one.status, two.status].sort()).toContain(200);
    expect(told().filter(([kind]) => kind === 'company-left')).toHaveLength(1);
    const back = await server.as('admin').send('PUT', '/api/company', { ...CLAIM, code: lastCode() });
    expect(back.body.error.id).toBe('code_expired');
  });

  test('five wrong ones end it, and the right one comes too late', async () => {
    await openCompany(server);
    await must(askCode());
    const left: (number | undefined)[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { status, body } = await claimWith('AAAA-AAAA');
      expect([status, body.error.id, body.error.field]).toEqual([403, 'code_wrong', 'code']);
      left.push(body.error.triesLeft);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    expect((await claimWith(lastCode())).body.error.id).toBe('code_expired');
    expect(await tenantOf()).toBe(TENANT);
  });

  test('after thirty minutes it is worth nothing', async () => {
    await openCompany(server);
    await must(askCode());
    server.clock.advance(30 * MINUTE);
    expect((await claimWith(lastCode())).body.error.id).toBe('code_expired');
    expect(await tenantOf()).toBe(TENANT);
  });

  test('codes come a minute apart and five a day; the last one counts', async () => {
    await openCompany(server);
    await must(askCode());
    const soon = await askCode();
    expect([soon.status, soon.body.error.retryAfter]).toEqual([429, 60]);
    for (let more = 0; more < 4; more += 1) {
      server.clock.advance(MINUTE);
      await must(askCode());
    }
    server.clock.advance(MINUTE);
    expect((await askCode()).status).toBe(429);
    expect(codes()).toHaveLength(5);
    expect((await claimWith(codes()[0] ?? '')).body.error.id).toBe('code_wrong');
    await must(claimWith(lastCode()));
  });

  test('whoever has it already needs no code', async () => {
    const admin = await openCompany(server);
    expect((await admin.send('POST', '/api/company/code', CLAIM)).body.error.id).toBe('company_missing');
    expect((await eve.get('/api/company/code')).status).toBe(404);
  });

  test('a mail that can not be sent is said, and the company stays', async () => {
    await openCompany(server);
    server.outside.mailFault = 'unavailable';
    expect((await askCode()).status).toBe(503);
    expect(await tenantOf()).toBe(TENANT);
  });
});

test('a released company: the old tenant is told at once, the new one when it connects', async () => {
  const admin = await openCompany(server);
  await must(admin.send('DELETE', '/api/company'));
  expect(told()).toEqual([['company-left', 'admin@nowhere.example']]);
  await must(eve.send('PUT', '/api/company', CLAIM));
  expect(told().at(-1)).toEqual(['company-came', 'eve@nowhere.example']);
  expect(toldToCome()).toBeUndefined();
  expect((await must(eve.get('/api/company/audit'))).body.items.map(({ act }) => act)).toEqual([
    'connect-company',
  ]);
});

test('where Graph does not tell the admin’s address, the contact address is told', async () => {
  settle(server);
  server.outside.mailboxes.set('admin', aMailbox('admin@lindner.example', { consented: new Set() }));
  const admin = await openCompany(server);
  await must(admin.send('DELETE', '/api/company'));
  expect(told()).toEqual([['company-left', 'info@lindner.example']]);
});

describe('an invitation', () => {
  test('shows what the company has set and locked, to the invited person alone', async () => {
    const admin = await openCompany(server);
    await must(
      admin.send('PATCH', '/api/company/settings', {
        anonymous: { toTimify: true },
        locked: ['anonymous.toTimify'],
      }),
    );
    const token = await inviteLena(admin);
    const shown = (await must(server.as('lena').get(`/api/invitations/${token}`))).body;
    expect(shown.settings).toMatchObject({ anonymous: { toTimify: true }, locked: ['anonymous.toTimify'] });
    expect((await must(server.as('lena').get('/api/me'))).body.invitations).toMatchObject([
      { settings: { anonymous: { toTimify: true }, locked: ['anonymous.toTimify'] } },
    ]);
    const others = (await must(server.as('paul').get(`/api/invitations/${token}`))).body;
    expect(others).toMatchObject({ match: 'different', settings: null });
  });

  test('a taken resource tells whose it is', async () => {
    const id = await connectLena(server);
    const again = { resourceIds: [LENA_RESOURCE], send: false };
    expect(
      (await server.as('admin').send('POST', '/api/company/invitations', again)).body.error,
    ).toMatchObject({
      id: 'resource_taken',
      by: 'other',
      connectionId: id,
    });
  });
});

test('who has left: health tells the bookings that wait, and one mail a morning at most', async () => {
  const id = await connectLena(server);
  const now = server.clock.now();
  const account = server.outside.accounts.get(COMPANY);
  account?.appointments.push(
    booking({ id: 'b1', span: { start: now + DAY, end: now + DAY + 30 * MINUTE } }),
    booking({ id: 'b2', span: { start: now + 2 * DAY, end: now + 2 * DAY + 30 * MINUTE } }),
    booking({ id: 'x', span: { start: now + DAY, end: now + 2 * DAY }, hasCustomers: false }),
  );
  const health = async () => (await must(server.as('admin').get('/api/company/health'))).body.items;
  expect(await health()).toMatchObject([{ openBookings: null }]);
  await server.store.connections.set(id, { state: 'mailbox-unsupported', stateSince: now });
  expect(await health()).toMatchObject([
    {
      state: 'mailbox-unsupported',
      openBookings: { count: 2, first: [{ start: new Date(now + DAY).toISOString() }, {}] },
    },
  ]);

  const { store, clock, outside } = server;
  const deps = {
    ...{ store, clock, publicUrl: 'https://sync.example' },
    ...{ sides: fakeSides(outside), mail: fakeMail(outside), log: fakeLog(outside) },
    vault: { seal: (text: string) => text, open: () => 'secret' },
  };
  const look = async () => {
    const company = await store.companies.get(COMPANY);
    if (company) await tellOfTrouble(deps, company);
    return outside.mails
      .filter(({ kind }) => kind === 'company-help')
      .map(({ to, facts }) => [to, facts['count'], facts['total']]);
  };
  expect(await look()).toEqual([]);
  clock.advance(DAY);
  const one = [['admin@nowhere.example', '1', '2']];
  expect(await look()).toEqual(one);
  expect(await look()).toEqual(one);
  clock.advance(DAY);
  expect(await look()).toEqual(one);
});
