import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LENA } from './cast.ts';
import { startSandbox } from './start.ts';
import { DEFAULT_SWITCHES, OPPOSITE_SWITCHES, SWITCH_NAMES, drawSwitches, parseSwitch } from './switches.ts';
import { at, call, objectWith, sendJson, testSandbox, textAt, timifyClient } from './testing.ts';
import type { TestSandbox } from './testing.ts';
import { COMPANY_LINDNER, RESOURCE_IDS } from './timify/cast.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.cleanUp());

const control = (path: string) => `${sandbox.url}/control${path}`;
const plain = {
  title: 'Meeting',
  resource_ids: [RESOURCE_IDS.lena],
  datetime: '2027-09-06 09:00',
  duration: 60,
};

describe('the addresses', () => {
  it('serve the services over HTTPS to whoever trusts the authority', async () => {
    const ca = await readFile(sandbox.caFile, 'utf8');
    const status = (url: string): Promise<number> =>
      new Promise((resolve, reject) => {
        request(url, { ca }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        })
          .on('error', reject)
          .end();
      });
    expect(await status(`${sandbox.origins.entra}/common/v2.0/.well-known/openid-configuration`)).toBe(200);
    expect(await status(`${sandbox.origins.timify}/resources`)).toBe(401);
    expect(await status(`${sandbox.origins.graph}/me`)).toBe(401);
    expect(await status(new URL('/', sandbox.origins.timify).href)).toBe(200);
  });

  it('tell the pages what they need', async () => {
    await sendJson(control('/server'), { url: 'http://localhost:3000' });
    const { body } = await call(`${sandbox.url}/world/config`);
    expect(body).toMatchObject({
      server: 'http://localhost:3000',
      company: { id: COMPANY_LINDNER.id },
      origins: sandbox.origins,
    });
    expect(at(body, 'users')).toContainEqual(
      objectWith({ email: LENA.email, resourceId: RESOURCE_IDS.lena }),
    );
  });
});

describe('the journal', () => {
  it('has a row for each call, since a time', async () => {
    const timify = await timifyClient(sandbox);
    await timify.get('/resources?limit=1');
    const all = (await call(control('/requests'))).at('items') as { time: string }[];
    expect(all).toMatchObject([
      { service: 'timify', method: 'POST', path: '/auth/token', status: 200, inFlight: 1 },
      { service: 'timify', method: 'GET', path: '/resources?limit=1', status: 200, inFlight: 1 },
    ]);
    const since = await call(control(`/requests?since=${new Date(Date.now() + 1000).toISOString()}`));
    expect(since.at('items')).toEqual([]);
    expect((await call(control('/requests?since=soon'))).status).toBe(400);
  });
});

describe('faults', () => {
  it('strike the next n calls that match, with a status in the words of the service', async () => {
    const timify = await timifyClient(sandbox);
    await sendJson(control('/faults'), {
      service: 'timify',
      match: 'GET /resources',
      next: 1,
      status: 429,
      retryAfter: 7,
    });
    expect((await timify.get('/services')).status).toBe(200);
    const struck = await timify.get('/resources');
    expect([struck.status, struck.headers.get('retry-after'), struck.at('name')]).toEqual([
      429,
      '7',
      'TooManyRequestsError',
    ]);
    expect((await timify.get('/resources')).status).toBe(200);
    expect((await call(control('/faults'))).at('items')).toMatchObject([{ hits: 1 }]);
  });

  it('tear the connection before the work, or after it', async () => {
    const timify = await timifyClient(sandbox);
    const count = () => sandbox.timify.company(COMPANY_LINDNER.id)?.appointments.size();
    await sendJson(control('/faults'), {
      service: 'timify',
      match: '^POST /appointments',
      next: 1,
      drop: 'before',
    });
    await expect(timify.send('POST', '/appointments', plain)).rejects.toThrow();
    expect(count()).toBe(0);
    await call(control('/faults'), { method: 'DELETE' });
    await sendJson(control('/faults'), {
      service: 'timify',
      match: 'POST /appointments',
      next: 1,
      drop: 'after',
    });
    await expect(timify.send('POST', '/appointments', plain)).rejects.toThrow();
    expect(count()).toBe(1);
    const rows = sandbox.world.journal.since(undefined).filter((row) => row.path === '/appointments');
    expect(rows.map((row) => row.status)).toEqual([0, 0]);
  });

  it('speak Entra’s and Graph’s words as well', async () => {
    for (const service of ['entra', 'graph']) await sendJson(control('/faults'), { service, status: 503 });
    const entra = await call(`${sandbox.url}/entra/common/discovery/v2.0/keys`);
    expect([entra.status, entra.at('error')]).toEqual([503, 'temporarily_unavailable']);
    const graph = await call(`${sandbox.url}/graph/v1.0/me`);
    expect([graph.status, graph.at('error.code')]).toEqual([503, 'serviceNotAvailable']);
  });

  it('are checked when they are made', async () => {
    expect((await sendJson(control('/faults'), { service: 'timify', nxt: 1 })).at('error')).toMatchObject({
      id: 'invalid_body',
      field: 'nxt',
    });
    expect((await sendJson(control('/faults'), { service: 'nobody' })).at('error')).toMatchObject({
      field: 'service',
    });
  });
});

describe('the post box', () => {
  it('shows mails that came over SMTP, with both parts and all letters', async () => {
    const transport = createTransport(sandbox.origins.smtp);
    const subject = 'Einladung für Jürgen – bitte öffnen';
    const text = 'Grüße\n.Punkt am Anfang\nhttps://x.example/?invitation=' + 'a'.repeat(90);
    await transport.sendMail({
      from: 'sync@x.example',
      to: [LENA.email, 'b@x.example'],
      subject,
      text,
      html: `<p>Grüße ${'ß'.repeat(80)}</p>`,
    });
    transport.close();
    const { items } = (await call(control('/mails'))).body as { items: unknown[] };
    expect(items).toMatchObject([
      { from: 'ours', to: LENA.email, subject, text, html: `<p>Grüße ${'ß'.repeat(80)}</p>` },
      { to: 'b@x.example' },
    ]);
  });
});

describe('a reset', () => {
  it('begins anew with a seed and switches, the same seed giving the same world', async () => {
    const ids = async (seed: string) => {
      await sendJson(control('/reset'), { seed, switches: { timifyListDays: 365 }, empty: false });
      return sandbox.timify
        .company(COMPANY_LINDNER.id)
        ?.appointments.all()
        .map(({ appointment }) => appointment.id);
    };
    const first = await ids('one');
    expect(sandbox.world.switches.timifyListDays).toBe(365);
    expect(await ids('two')).not.toEqual(first);
    expect(await ids('one')).toEqual(first);
    sandbox.reset({ empty: true });
    expect(sandbox.world.switches.timifyListDays).toBe(31);
    expect(
      (await sendJson(control('/reset'), { switches: { timifyOverlap: 'maybe' } })).at('error.field'),
    ).toBe('switches.timifyOverlap');
  });
});

describe('the switches', () => {
  it('have an opposite for each default, and a third world by seed', () => {
    expect(SWITCH_NAMES.every((name) => DEFAULT_SWITCHES[name] !== OPPOSITE_SWITCHES[name])).toBe(true);
    expect(drawSwitches('7')).toEqual(drawSwitches('7'));
    expect(parseSwitch('timifyListDays=365')).toEqual({ timifyListDays: 365 });
    expect(parseSwitch('timifyListDays=9')).toBeUndefined();
  });
});

describe('the saved world', () => {
  it('is found again at a second start, clock and tokens included, unless it is to be fresh', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-saved-'));
    const start = (fresh = false) => startSandbox({ port: 0, dataDir, fresh, empty: true });
    const first = await start();
    const { body } = await sendJson(`${first.url}/timify/v1/auth/token`, {
      appid: COMPANY_LINDNER.appId,
      appsecret: COMPANY_LINDNER.appSecret,
    });
    const headers = { authorization: textAt(body, 'accessToken'), 'company-id': COMPANY_LINDNER.id };
    const made = await sendJson(`${first.url}/timify/v1/appointments`, plain, 'POST', headers);
    first.world.clock.advance(3600);
    await first.stop();

    const second = await start();
    const found = await call(`${second.url}/timify/v1/appointments/${made.text('data.id')}`, {
      headers,
    });
    expect(found.at('data.title')).toBe('Meeting');
    expect(second.world.clock.now() - Date.now()).toBeGreaterThan(3_500_000);
    await second.stop();

    const third = await start(true);
    expect(third.timify.company(COMPANY_LINDNER.id)?.appointments.size()).toBe(0);
    await third.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
});
