import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANNA, FRIDA, LENA, LINDNER, NILS, NORDWIND } from '../cast.ts';
import { anyText, call, entraAt, sendForm, sendJson, testSandbox } from '../testing.ts';
import type { Reply, TestSandbox } from '../testing.ts';
import { SANDBOX_CLIENT_ID } from './constants.ts';
import { FIELDS } from './pages.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.cleanUp());

const verifier = 'a'.repeat(64);
const base = {
  client_id: SANDBOX_CLIENT_ID,
  response_type: 'code',
  redirect_uri: 'http://localhost:3000/auth-redirect.html',
  response_mode: 'fragment',
  scope: 'https://graph.microsoft.com/Calendars.Read openid profile offline_access',
  state: 'st',
  nonce: 'no',
  client_info: '1',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};

function authorize(
  params: Record<string, string>,
  tenant = LINDNER.id,
  headers: Record<string, string> = {},
): Promise<Reply> {
  return sendForm(entraAt(sandbox, '/oauth2/v2.0/authorize', tenant), { ...base, ...params }, headers);
}

/** What came back to the page, after the sign of the response mode. */
function returned(reply: Reply): Record<string, string> {
  const location = new URL(reply.headers.get('location') ?? '');
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1) || location.search.slice(1)));
}

function redeem(code: string, more: Record<string, string> = {}): Promise<Reply> {
  const { client_id, redirect_uri, scope } = base;
  const form = {
    client_id,
    redirect_uri,
    scope,
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    ...more,
  };
  return sendForm(entraAt(sandbox, '/oauth2/v2.0/token'), form, { origin: 'http://localhost:3000' });
}

describe('signing in', () => {
  it('lets people pick an account, agree, and come back with a code that works once', async () => {
    const query = new URLSearchParams(base).toString();
    const pick = await call(`${entraAt(sandbox, '/oauth2/v2.0/authorize')}?${query}`);
    expect(pick.body).toContain('Pick an account');
    expect(pick.body).toContain(LENA.email);
    expect(pick.body).not.toContain(FRIDA.email);
    const consent = await authorize({ [FIELDS.account]: LENA.oid });
    expect(consent.body).toContain('Read your calendars');
    const done = await authorize({ [FIELDS.account]: LENA.oid, [FIELDS.decision]: 'accept' });
    expect(done.headers.get('location')).toContain('http://localhost:3000/auth-redirect.html#');
    const { code = '', state } = returned(done);
    expect(state).toBe('st');
    const tokens = await redeem(code);
    expect(tokens.headers.get('access-control-allow-origin')).toBe('*');
    expect(sandbox.world.verifyGraphToken(tokens.text('access_token'))).toMatchObject({ oid: LENA.oid });
    expect((await redeem(code)).at('error_codes')).toEqual([54005]);
  });

  it('checks the verifier', async () => {
    const done = await authorize({ login_hint: LENA.email, [FIELDS.decision]: 'accept' });
    expect((await redeem(returned(done)['code'] ?? '', { code_verifier: 'wrong' })).at('error')).toBe(
      'invalid_grant',
    );
  });

  it('comes back with a refusal when the person cancels', async () => {
    const done = await authorize({
      login_hint: LENA.email,
      [FIELDS.decision]: 'cancel',
      response_mode: 'query',
    });
    expect(returned(done)).toMatchObject({ error: 'access_denied', state: 'st' });
  });

  it('does not ask again for what was agreed to', async () => {
    await authorize({ login_hint: LENA.email, [FIELDS.decision]: 'accept' });
    expect(returned(await authorize({ login_hint: LENA.email }))).toHaveProperty('code');
  });

  it('shows an error where the return address is not ours', async () => {
    const reply = await authorize({ redirect_uri: 'https://evil.example/' });
    expect(reply.status).toBe(400);
    expect(reply.body).toContain('AADSTS50011');
  });
});

describe('prompt=none', () => {
  it('needs a session in this browser, then consent', async () => {
    expect(returned(await authorize({ prompt: 'none' }))).toMatchObject({ error: 'login_required' });
    const first = await authorize({ login_hint: LENA.email, [FIELDS.decision]: 'accept' });
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect(returned(await authorize({ prompt: 'none' }, LINDNER.id, { cookie }))).toHaveProperty('code');
    const more = { prompt: 'none', scope: 'https://graph.microsoft.com/Mail.Send openid' };
    expect(returned(await authorize(more, LINDNER.id, { cookie }))).toMatchObject({
      error: 'interaction_required',
    });
  });
});

describe('a tenant in which only admins consent', () => {
  it('sends people to their admin, and accepts what the admin agreed to', async () => {
    const wanted = { login_hint: FRIDA.email };
    expect((await authorize(wanted, NORDWIND.id)).body).toContain('Need admin approval');
    const consent = entraAt(sandbox, '/v2.0/adminconsent', NORDWIND.id);
    const form = {
      client_id: SANDBOX_CLIENT_ID,
      redirect_uri: base.redirect_uri,
      scope: base.scope,
      state: 's',
    };
    const done = await sendForm(consent, {
      ...form,
      [FIELDS.account]: NILS.oid,
      [FIELDS.decision]: 'accept',
    });
    expect(returned(done)).toMatchObject({ admin_consent: 'True', tenant: NORDWIND.id, state: 's' });
    expect(returned(await authorize(wanted, NORDWIND.id))).toHaveProperty('code');
  });
});

describe('nested app authentication', () => {
  const naa = (user: string, scopes: string[], interactive = false): Promise<Reply> =>
    sendJson(`${sandbox.url}/control/naa`, { user, scopes, interactive });

  it('gives our API at once where the app is known, and Graph after consent', async () => {
    expect(
      (await naa(ANNA.email, [`api://localhost/${SANDBOX_CLIENT_ID}/access_as_user`])).body,
    ).toMatchObject({
      access_token: anyText,
      id_token: anyText,
      account: { username: ANNA.upn },
    });
    const graph = ['https://graph.microsoft.com/Calendars.Read'];
    expect((await naa(LENA.email, graph)).at('error')).toMatchObject({
      status: 'USER_INTERACTION_REQUIRED',
      code: 'consent_required',
    });
    expect((await naa(LENA.email, graph, true)).body).toHaveProperty('access_token');
    expect((await naa(LENA.email, graph)).body).toHaveProperty('access_token');
  });

  it('does not let strangers’ people consent for themselves', async () => {
    const graph = ['https://graph.microsoft.com/Calendars.Read'];
    expect((await naa(FRIDA.email, graph, true)).at('error')).toMatchObject({ status: 'PERSISTENT_ERROR' });
  });
});
