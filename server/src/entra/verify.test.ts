import { generateKeyPair } from 'jose';
import type { JWTPayload } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../sync/ports/people.ts';
import { apiClaims, CLIENT, createEntra, HOST, OID, TENANT } from './testing/entra.ts';
import type { EntraStub } from './testing/entra.ts';
import { createVerifier } from './verify.ts';

let entra: EntraStub;
let verify: (bearer: string) => Promise<Caller>;
beforeEach(async () => {
  entra = await createEntra();
  verify = createVerifier({ clientId: CLIENT, authorityHost: `${HOST}/`, fetchImpl: entra.fetch });
});
afterEach(() => entra.close());

const now = Math.floor(Date.now() / 1000);
const signed = (more: JWTPayload): Promise<string> => entra.sign(apiClaims(more));

describe('a good token', () => {
  it('says who calls', async () => {
    const token = await signed({ roles: ['Sync.Admin'] });
    expect(await verify(`Bearer ${token}`)).toEqual({
      tenantId: TENANT,
      oid: OID,
      name: 'Megan Bowen',
      roles: ['Sync.Admin'],
      assertion: token,
      validFor: expect.any(Number) as number,
    });
  });

  it('says how long it holds: to its end, and the five minutes that clocks may differ', async () => {
    const at = createVerifier({
      clientId: CLIENT,
      authorityHost: HOST,
      fetchImpl: entra.fetch,
      now: () => now * 1000,
    });
    expect(await at(await signed({ exp: now + 60 }))).toMatchObject({ validFor: (60 + 300) * 1000 });
    expect(await at(await signed({ exp: now - 200 }))).toMatchObject({ validFor: 100_000 });
  });

  it('may come from our own pages, without name and roles', async () => {
    const token = await signed({ azp: CLIENT, name: undefined });
    expect(await verify(token)).toMatchObject({ name: '', roles: [] });
  });

  it.each([
    ['five minutes late', { exp: now - 200 }],
    ['five minutes early', { nbf: now + 200 }],
    ['with more scopes', { scp: 'openid access_as_user' }],
    ['signed in at its own tenant', { idp: `https://sts.windows.net/${TENANT}/`, acct: 0 }],
  ])('may be %s', async (_name, more) => {
    await expect(verify(await signed(more))).resolves.toMatchObject({ oid: OID });
  });

  it('costs one read of the keys for many tokens', async () => {
    await verify(await signed({}));
    await verify(await signed({}));
    expect(entra.keyReads).toBe(1);
  });
});

describe('a token is refused', () => {
  it.each<[string, JWTPayload, string]>([
    ['for another audience', { aud: 'api://other' }, 'audience'],
    ['meant for Graph', { aud: '00000003-0000-0000-c000-000000000000' }, 'audience'],
    ['after its end', { exp: now - 301 }, 'expired'],
    ['before its time', { nbf: now + 400 }, 'not-yet-valid'],
    ['of another issuer', { iss: `https://sts.windows.net/${TENANT}/` }, 'issuer'],
    ['whose issuer is another tenant', { iss: `${HOST}/${OID}/v2.0` }, 'issuer'],
    ['of version 1', { ver: '1.0' }, 'version'],
    ['without a version', { ver: undefined }, 'version'],
    ['without a tenant', { tid: undefined }, 'tenant'],
    ['with a tenant that is no GUID', { tid: 'common' }, 'tenant'],
    [
      'of a personal account',
      {
        tid: '9188040d-6c67-4c5b-b112-36a304b66dad',
        iss: `${HOST}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0`,
      },
      'tenant',
    ],
    ['without a user', { oid: undefined }, 'user'],
    ['of an app', { idtyp: 'app' }, 'app-only'],
    ['without a scope', { scp: undefined, roles: ['Sync.Admin'] }, 'app-only'],
    ['with another scope', { scp: 'access_as_user2 User.Read' }, 'scope'],
    ['of another client', { azp: '33333333-3333-4333-8333-333333333333' }, 'client'],
    ['of no client', { azp: undefined }, 'client'],
    ['of a guest', { acct: 1 }, 'guest'],
    ['of a guest of another tenant', { idp: `https://sts.windows.net/${OID}/` }, 'guest'],
    ['of a guest with a personal account', { idp: 'live.com' }, 'guest'],
  ])('%s', async (_name, more, reason) => {
    await expect(verify(await signed(more))).rejects.toMatchObject({ name: 'Unauthorised', reason });
  });

  it.each([
    ['', 'missing'],
    ['Bearer ', 'missing'],
    ['Bearer nonsense', 'malformed'],
    ['a.b.c', 'malformed'],
  ])('%j is no token', async (bearer, reason) => {
    await expect(verify(bearer)).rejects.toMatchObject({ reason });
  });

  it('signed by someone else, or with no signature at all', async () => {
    const other = await generateKeyPair('RS256');
    const forged = await entra.sign(apiClaims(), { key: other.privateKey });
    await expect(verify(forged)).rejects.toMatchObject({ reason: 'signature' });
    const unknown = await entra.sign(apiClaims(), { key: other.privateKey, kid: 'k9' });
    await expect(verify(unknown)).rejects.toMatchObject({ reason: 'signature' });
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const none = `${part({ alg: 'none', kid: 'k1' })}.${part(apiClaims())}.`;
    await expect(verify(none)).rejects.toMatchObject({ name: 'Unauthorised' });
  });

  it('signed with another algorithm by a good key', async () => {
    const pair = await generateKeyPair('PS256');
    const token = await entra.sign(apiClaims(), { alg: 'PS256', key: pair.privateKey });
    await expect(verify(token)).rejects.toMatchObject({ reason: 'signature' });
  });

  it('signed by a key that stands for another tenant alone', async () => {
    entra.keys = entra.keys.map((key) => ({ ...key, issuer: `${HOST}/${OID}/v2.0` }));
    await expect(verify(await signed({}))).rejects.toMatchObject({ reason: 'issuer' });
  });
});

it('is nobody’s fault when the keys cannot be read', async () => {
  entra.down = true;
  await expect(verify(await signed({}))).rejects.toMatchObject({ name: 'Fault', kind: 'unavailable' });
});
