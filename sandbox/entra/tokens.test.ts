import { createLocalJWKSet, createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANNA, GUEST, LENA, LINDNER } from '../cast.ts';
import {
  anyText,
  at,
  call,
  containing,
  entraAt,
  listWith,
  sendForm,
  sendJson,
  testSandbox,
  textAt,
} from '../testing.ts';
import type { TestSandbox } from '../testing.ts';
import { SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from './constants.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox();
});
afterAll(() => sandbox.cleanUp());

const GRAPH_SCOPE = 'https://graph.microsoft.com/Calendars.ReadWrite openid profile offline_access';

async function apiToken(user: string, consent = true): Promise<string> {
  const answer = await sendJson(`${sandbox.url}/control/token`, { user, consent });
  return (answer.body as { token: string }).token;
}

async function onBehalfOf(assertion: string, more: Record<string, string> = {}) {
  return sendForm(entraAt(sandbox, '/oauth2/v2.0/token'), {
    client_id: SANDBOX_CLIENT_ID,
    client_secret: SANDBOX_CLIENT_SECRET,
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    scope: GRAPH_SCOPE,
    client_info: '1',
    assertion,
    ...more,
  });
}

async function refresh(token: string) {
  return sendForm(entraAt(sandbox, '/oauth2/v2.0/token'), {
    client_id: SANDBOX_CLIENT_ID,
    client_secret: SANDBOX_CLIENT_SECRET,
    grant_type: 'refresh_token',
    refresh_token: token,
    scope: GRAPH_SCOPE,
  });
}

describe('a token for our own API', () => {
  it('is a v2 token that the published keys verify', async () => {
    const keys = await call(entraAt(sandbox, '/discovery/v2.0/keys', 'common'));
    const verified = await jwtVerify(
      await apiToken(ANNA.email),
      createLocalJWKSet(keys.body as JSONWebKeySet),
      {
        issuer: `${sandbox.origins.entra}/${LINDNER.id}/v2.0`,
        audience: SANDBOX_CLIENT_ID,
      },
    );
    expect(verified.payload).toMatchObject({
      oid: ANNA.oid,
      tid: LINDNER.id,
      scp: 'access_as_user',
      roles: ['Sync.Admin'],
      azp: SANDBOX_CLIENT_ID,
      ver: '2.0',
      preferred_username: ANNA.upn,
    });
    expect(keys.at('keys.0')).not.toHaveProperty('alg');
    expect(keys.at('keys.0.issuer')).toBe(`${sandbox.origins.entra}/{tenantid}/v2.0`);
    expect(decodeProtectedHeader(await apiToken(ANNA.email)).kid).toBe(keys.at('keys.0.kid'));
  });

  it('shows that a guest lives elsewhere', async () => {
    expect(decodeJwt(await apiToken(GUEST.email))).toMatchObject({
      acct: 1,
      idp: containing('sts.windows.net'),
    });
  });

  it('is found through discovery by jose', async () => {
    const discovery = await call(entraAt(sandbox, '/v2.0/.well-known/openid-configuration', 'organizations'));
    expect(discovery.at('issuer')).toBe(`${sandbox.origins.entra}/{tenantid}/v2.0`);
    const plain = discovery.text('jwks_uri').replace(sandbox.origins.entra, `${sandbox.url}/entra`);
    await expect(
      jwtVerify(await apiToken(LENA.email), createRemoteJWKSet(new URL(plain))),
    ).resolves.toBeDefined();
  });
});

describe('on behalf of', () => {
  it('answers tokens, with the shape that MSAL needs', async () => {
    const { status, body } = await onBehalfOf(await apiToken(LENA.email));
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 4511, ext_expires_in: 4511 });
    expect(textAt(body, 'scope').split(' ')).toContain('Calendars.ReadWrite');
    const info = JSON.parse(
      Buffer.from(textAt(body, 'client_info'), 'base64url').toString('utf8'),
    ) as unknown;
    expect(info).toEqual({ uid: LENA.oid, utid: LINDNER.id });
    expect(sandbox.world.verifyGraphToken(`Bearer ${textAt(body, 'access_token')}`)).toMatchObject({
      oid: LENA.oid,
      clientId: SANDBOX_CLIENT_ID,
      scopes: listWith('Calendars.ReadWrite'),
    });
  });

  it('asks for consent that was never given', async () => {
    sandbox.reset();
    const { status, body } = await onBehalfOf(await apiToken(LENA.email, false));
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: 'invalid_grant',
      suberror: 'consent_required',
      error_codes: [65001],
    });
  });

  it('refuses a Graph token, a wrong secret and nonsense', async () => {
    const graph = await sendJson(`${sandbox.url}/control/token`, { user: LENA.email, audience: 'graph' });
    expect((await onBehalfOf(graph.text('token'))).at('error_codes')).toEqual([50013]);
    const wrong = await onBehalfOf(await apiToken(LENA.email), { client_secret: 'no' });
    expect([wrong.status, wrong.at('error')]).toEqual([401, 'invalid_client']);
    expect((await onBehalfOf('a.b.c')).at('error_codes')).toEqual([50013]);
  });

  it('writes scopes with the resource in front, and opaque tokens, by switch', async () => {
    sandbox.reset({ switches: { scopeForm: 'qualified', graphTokens: 'opaque' } });
    const { body } = await onBehalfOf(await apiToken(LENA.email));
    expect(textAt(body, 'scope')).toContain('https://graph.microsoft.com/Calendars.ReadWrite');
    expect(textAt(body, 'access_token')).not.toContain('.');
    expect(sandbox.world.verifyGraphToken(textAt(body, 'access_token'))).toMatchObject({ oid: LENA.oid });
    sandbox.reset();
  });
});

describe('a refresh token', () => {
  it('is replaced and stays valid', async () => {
    const first = await onBehalfOf(await apiToken(LENA.email));
    const second = await refresh(first.text('refresh_token'));
    expect(second.status).toBe(200);
    expect(second.at('refresh_token')).not.toBe(first.at('refresh_token'));
    expect((await refresh(first.text('refresh_token'))).status).toBe(200);
  });

  it('dies when sessions are revoked, and takes the Graph token along', async () => {
    const first = await onBehalfOf(await apiToken(LENA.email));
    await sendJson(`${sandbox.url}/control/tokens`, { user: LENA.oid, revoke: true });
    const second = await refresh(first.text('refresh_token'));
    expect(second.body).toMatchObject({ error: 'invalid_grant', error_codes: [50173] });
    expect(second.body).not.toHaveProperty('suberror');
    expect(sandbox.world.verifyGraphToken(first.text('access_token'))).toMatchObject({ status: 401 });
    expect((await onBehalfOf(await apiToken(LENA.email))).status).toBe(200);
  });

  it('is refused with claims while a person must act, until told otherwise', async () => {
    const first = await onBehalfOf(await apiToken(LENA.email));
    await sendJson(`${sandbox.url}/control/tokens`, { user: LENA.email, interaction: true });
    const refused = await refresh(first.text('refresh_token'));
    expect(refused.body).toMatchObject({ error: 'interaction_required', error_codes: [50076] });
    expect(JSON.parse(refused.text('claims'))).toHaveProperty('access_token');
    await sendJson(`${sandbox.url}/control/tokens`, { user: LENA.email, interaction: false });
    expect((await refresh(first.text('refresh_token'))).status).toBe(200);
  });

  it('needs consent that still stands', async () => {
    const first = await onBehalfOf(await apiToken(LENA.email));
    await sendJson(`${sandbox.url}/control/tokens`, { user: LENA.email, withdrawConsent: true });
    expect((await refresh(first.text('refresh_token'))).at('error_codes')).toEqual([65001]);
  });
});

describe('a Graph token', () => {
  it('can be expired without touching the refresh token', async () => {
    const first = await onBehalfOf(await apiToken(LENA.email));
    await sendJson(`${sandbox.url}/control/tokens`, { user: LENA.email, expire: true });
    expect(sandbox.world.verifyGraphToken(first.text('access_token'))).toMatchObject({
      status: 401,
      message: containing('expired'),
    });
    const second = await refresh(first.text('refresh_token'));
    expect(sandbox.world.verifyGraphToken(second.text('access_token'))).toHaveProperty('oid', LENA.oid);
  });

  it('lives for a day and can be challenged where cp1 was declared', async () => {
    const claims = '{"access_token":{"xms_cc":{"values":["cp1"]}}}';
    const { body } = await onBehalfOf(await apiToken(LENA.email), { claims });
    expect(at(body, 'expires_in')).toBeGreaterThan(80_000);
    await sendJson(`${sandbox.url}/control/tokens`, { user: LENA.email, challenge: true });
    const refusal = sandbox.world.verifyGraphToken(textAt(body, 'access_token'));
    expect(refusal).toMatchObject({ status: 401, claims: anyText });
  });

  it('is refused for our own API’s audience and for nothing at all', async () => {
    expect(sandbox.world.verifyGraphToken(await apiToken(LENA.email))).toMatchObject({
      message: containing('audience'),
    });
    expect(sandbox.world.verifyGraphToken(undefined)).toMatchObject({ message: 'Access token is empty.' });
  });
});

describe('client credentials', () => {
  const form = {
    client_id: SANDBOX_CLIENT_ID,
    grant_type: 'client_credentials',
    scope: 'https://graph.microsoft.com/.default',
  };

  it('answers an app token for a tenant, and not for all', async () => {
    const secret = { ...form, client_secret: SANDBOX_CLIENT_SECRET };
    const { body } = await sendForm(entraAt(sandbox, '/oauth2/v2.0/token'), secret);
    expect(Object.keys(body as object).sort()).toEqual([
      'access_token',
      'expires_in',
      'ext_expires_in',
      'token_type',
    ]);
    const common = await sendForm(entraAt(sandbox, '/oauth2/v2.0/token', 'common'), secret);
    expect(common.at('error_codes')).toEqual([9001023]);
  });

  it('names an unknown tenant and a missing proof', async () => {
    const unknown = await sendForm(entraAt(sandbox, '/oauth2/v2.0/token', 'nowhere.example'), form);
    expect(unknown.at('error_codes')).toEqual([90002]);
    expect((await sendForm(entraAt(sandbox, '/oauth2/v2.0/token'), form)).at('error_codes')).toEqual([
      7000218,
    ]);
  });
});
