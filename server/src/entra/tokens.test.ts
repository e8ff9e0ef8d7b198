import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateKeyPairSync } from 'node:crypto';
import { ownerKey } from './cache.ts';
import { caller, CLIENT, createWorld, formOf, glassVault, OWNER, startIn, TENANT } from './testing/entra.ts';
import type { World } from './testing/entra.ts';
import type { EntraTokens, TokensConfig } from './tokens.ts';

const READ = ['Calendars.Read'];
const KEY = ownerKey(OWNER);

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.entra.close());

const start = (more: Partial<TokensConfig> = {}): EntraTokens => startIn(world, more);

describe.each(['qualified', 'short'] as const)('when Entra names scopes %s', (scopeForm) => {
  beforeEach(() => {
    world.entra.scopeForm = scopeForm;
  });

  it('exchanges the caller’s token once and gives it out without a further request or read of the store', async () => {
    const tokens = start();
    await tokens.signIn(caller(), READ);
    const loads = world.rows.loads;
    expect(await tokens.graph(OWNER, READ)).toBe(await tokens.graph(OWNER, READ));
    expect(world.entra.asked).toHaveLength(1);
    expect(world.rows.loads).toBe(loads);
    expect(world.entra.asked[0]?.tenant).toBe(TENANT);
    expect(formOf(world, 0)).toMatchObject({
      client_id: CLIENT,
      client_secret: 'shh',
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      requested_token_use: 'on_behalf_of',
      assertion: 'incoming-token',
    });
    expect(formOf(world, 0)['scope']?.split(' ')).toEqual(
      expect.arrayContaining(['https://graph.microsoft.com/Calendars.Read', 'offline_access']),
    );
  });

  it('renews silently in another process, with one request where the names differ from what we asked', async () => {
    await start().signIn(caller(), READ);
    const tokens = start();
    const first = await tokens.graph(OWNER, READ);
    expect(await tokens.graph(OWNER, READ)).toBe(first);
    expect(world.entra.asked).toHaveLength(scopeForm === 'short' ? 2 : 1);
  });
});

describe('background tokens', () => {
  it('come from the refresh token of the exchange, and again from the rotated one', async () => {
    await start().signIn(caller(), READ);
    await start().graph(OWNER, READ, {});
    await start().graph(OWNER, READ, {});
    expect(world.entra.asked.map(({ form }) => form.get('grant_type'))).toEqual([
      'urn:ietf:params:oauth:grant-type:jwt-bearer',
      'refresh_token',
      'refresh_token',
    ]);
    expect(formOf(world, 1)['refresh_token']).not.toBe(formOf(world, 2)['refresh_token']);
  });

  it('are fresh when asked so, with the claims of a challenge', async () => {
    const tokens = start();
    await tokens.signIn(caller(), READ);
    const kept = await tokens.graph(OWNER, READ);
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
    const fresh = await tokens.graph(OWNER, READ, { claims });
    expect(fresh).not.toBe(kept);
    expect(formOf(world, 1)['claims']).toContain('1700000000');
    expect(await tokens.graph(OWNER, READ)).toBe(fresh);
  });

  it('are renewed five minutes before their end', async () => {
    const tokens = start();
    await tokens.signIn(caller(), READ);
    const kept = await tokens.graph(OWNER, READ);
    world.time += (4511 - 301) * 1000;
    expect(await tokens.graph(OWNER, READ)).toBe(kept);
    world.time += 2_000;
    const loads = world.rows.loads;
    await tokens.graph(OWNER, READ);
    expect(world.rows.loads).toBeGreaterThan(loads);
  });

  it('are renewed once for many that ask at the same time', async () => {
    await start().signIn(caller(), READ);
    const tokens = start();
    const got = await Promise.all([1, 2, 3].map(() => tokens.graph(OWNER, READ, {})));
    expect(new Set(got).size).toBe(1);
    expect(world.entra.asked).toHaveLength(2);
  });

  it('are not to be had for someone who never signed in, or was forgotten', async () => {
    const tokens = start();
    await expect(tokens.graph(OWNER, READ)).rejects.toMatchObject({ kind: 'sign-in-required' });
    await tokens.signIn(caller(), READ);
    await tokens.forget(OWNER);
    expect(world.rows.rows.size).toBe(0);
    await expect(tokens.graph(OWNER, READ)).rejects.toMatchObject({ kind: 'sign-in-required' });
  });

  it('need a new sign-in when the cache cannot be opened, which then writes over it', async () => {
    await start().signIn(caller(), READ);
    const row = world.rows.rows.get(KEY);
    world.rows.rows.set(KEY, {
      sealed: (row?.sealed ?? '').replace(KEY, 'x'),
      revision: row?.revision ?? 0,
    });
    await expect(start().graph(OWNER, READ)).rejects.toMatchObject({ kind: 'sign-in-required' });
    await start().signIn(caller(), READ);
    await expect(start().graph(OWNER, READ)).resolves.toMatch(/^access-/);
  });

  it('are asked for at the cloud’s own Graph', async () => {
    await start({ graphBaseUrl: 'https://graph.microsoft.us/v1.0' }).signIn(caller(), READ);
    await start({ graphBaseUrl: 'http://localhost:4400/graph/v1.0' }).signIn(caller(), READ);
    expect(formOf(world, 0)['scope']).toContain('https://graph.microsoft.us/Calendars.Read');
    expect(formOf(world, 1)['scope']).toContain('https://graph.microsoft.com/Calendars.Read');
  });

  it('cost one discovery per tenant', async () => {
    const tokens = start();
    await tokens.signIn(caller(), READ);
    await tokens.graph(OWNER, READ, {});
    expect(world.entra.discoveries).toBe(1);
  });
});

describe('the kept cache', () => {
  it('is sealed under the user’s key, one row per user', async () => {
    await start().signIn(caller(), READ);
    expect([...world.rows.rows.keys()]).toEqual([KEY]);
    expect(world.rows.rows.get(KEY)?.sealed).toContain('refresh-');
  });

  it('holds what both got when two processes renew at once', async () => {
    await start().signIn(caller(), READ);
    const other = start();
    world.entra.before = async () => {
      world.entra.before = null;
      await other.graph(OWNER, ['Calendars.ReadWrite']);
    };
    await start().graph(OWNER, ['Calendars.Read.Shared']);
    const blob = JSON.parse(glassVault.open(world.rows.rows.get(KEY)?.sealed ?? '', KEY)) as {
      AccessToken: Record<string, { target: string }>;
      RefreshToken: object;
    };
    const targets = Object.values(blob.AccessToken).map((entry) => entry.target);
    expect(targets.some((target) => target.includes('ReadWrite'))).toBe(true);
    expect(targets.some((target) => target.includes('Shared'))).toBe(true);
    expect(Object.keys(blob.RefreshToken)).toHaveLength(1);
  });

  it('never takes another account’s tokens', async () => {
    world.entra.account = { ...OWNER, oid: '99999999-9999-4999-8999-999999999999' };
    const redeemed = start().redeemCode(caller(), 'code', 'https://sync.example/back', READ);
    await expect(redeemed).rejects.toMatchObject({ kind: 'sign-in-required', code: 'other-account' });
    expect(world.rows.rows.size).toBe(0);
  });
});

describe('with an authorization code', () => {
  it('background work lives on the code’s refresh token, which an exchange leaves alone', async () => {
    const tokens = start({ background: 'code' });
    await tokens.redeemCode(caller(), 'the-code', 'https://sync.example/back', READ);
    expect(formOf(world, 0)).toMatchObject({
      grant_type: 'authorization_code',
      code: 'the-code',
      redirect_uri: 'https://sync.example/back',
    });
    const sealed = world.rows.rows.get(KEY)?.sealed;
    await tokens.signIn(caller(), READ);
    expect(world.rows.rows.get(KEY)?.sealed).toBe(sealed);
    await start({ background: 'code' }).graph(OWNER, READ, {});
    expect(formOf(world, 2)['grant_type']).toBe('refresh_token');
  });
});

it('signs in as the app with a certificate', async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  await start({ credential: { thumbprintSha256: 'ab'.repeat(32), privateKey } }).signIn(caller(), READ);
  expect(formOf(world, 0)).toMatchObject({
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  });
  expect(formOf(world, 0)).not.toHaveProperty('client_secret');
});
