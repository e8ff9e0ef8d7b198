import { Agent, request } from 'node:https';
import { ConfidentialClientApplication } from '@azure/msal-node';
import type { ICachePlugin, INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { readFile } from 'node:fs/promises';
import { X509Certificate, createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LENA, LINDNER } from '../cast.ts';
import { sendJson, testSandbox } from '../testing.ts';
import type { TestSandbox } from '../testing.ts';
import { SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from './constants.ts';

/** The real msal-node against the HTTPS port. Facts: graph §5.2 [RUN], §8.0. */

let sandbox: TestSandbox;
let network: INetworkModule;
beforeAll(async () => {
  sandbox = await testSandbox({ switches: { scopeForm: 'qualified' } });
  network = networkTrusting(await readFile(sandbox.caFile, 'utf8'));
});
afterAll(() => sandbox.cleanUp());

function networkTrusting(ca: string): INetworkModule {
  const agent = new Agent({ ca });
  const send = <T>(
    method: string,
    url: string,
    options?: NetworkRequestOptions,
  ): Promise<NetworkResponse<T>> =>
    new Promise((resolve, reject) => {
      const outgoing = request(url, { method, agent, headers: options?.headers ?? {} }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString('utf8');
        });
        answer.on('end', () => {
          const headers = answer.headers as Record<string, string>;
          resolve({ status: answer.statusCode ?? 0, headers, body: JSON.parse(text) as T });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(options?.body);
    });
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  };
}

function keptIn(store: { blob: string }): ICachePlugin {
  return {
    beforeCacheAccess: (context) => {
      if (store.blob !== '') context.tokenCache.deserialize(store.blob);
      return Promise.resolve();
    },
    afterCacheAccess: (context) => {
      if (context.cacheHasChanged) store.blob = context.tokenCache.serialize();
      return Promise.resolve();
    },
  };
}

function client(store: { blob: string }, proof: object = { clientSecret: SANDBOX_CLIENT_SECRET }) {
  return new ConfidentialClientApplication({
    auth: {
      clientId: SANDBOX_CLIENT_ID,
      authority: `${sandbox.origins.entra}/${LINDNER.id}`,
      knownAuthorities: [new URL(sandbox.origins.entra).host],
      ...proof,
    },
    cache: { cachePlugin: keptIn(store) },
    system: { networkClient: network },
  });
}

const scopes = ['https://graph.microsoft.com/Calendars.ReadWrite'];

async function apiToken(): Promise<string> {
  const answer = await sendJson(`${sandbox.url}/control/token`, { user: LENA.email });
  return (answer.body as { token: string }).token;
}

function tokenCalls(): number {
  return sandbox.world.journal.since(undefined).filter((row) => row.path.includes('/oauth2/v2.0/token'))
    .length;
}

describe('msal-node', () => {
  it('exchanges our token on behalf of the person', async () => {
    const result = await client({ blob: '' }).acquireTokenOnBehalfOf({
      oboAssertion: await apiToken(),
      scopes,
    });
    expect(result?.account?.homeAccountId).toBe(`${LENA.oid}.${LINDNER.id}`);
    expect(sandbox.world.verifyGraphToken(result?.accessToken)).toMatchObject({ oid: LENA.oid });
  });

  it('renews silently in another process, from the kept cache', async () => {
    const store = { blob: '' };
    await client(store).acquireTokenOnBehalfOf({ oboAssertion: await apiToken(), scopes });
    const other = client(store);
    const [account] = await other.getTokenCache().getAllAccounts();
    if (!account) throw new Error('no account was kept');
    const cached = await other.acquireTokenSilent({ account, scopes });
    expect(cached.fromCache).toBe(true);
    const before = tokenCalls();
    const fresh = await other.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect(fresh.fromCache).toBe(false);
    expect(tokenCalls()).toBe(before + 1);
    expect(sandbox.world.verifyGraphToken(fresh.accessToken)).toMatchObject({ oid: LENA.oid });
  });

  it('understands that a person must act, and that all is over', async () => {
    const store = { blob: '' };
    const app = client(store);
    await app.acquireTokenOnBehalfOf({ oboAssertion: await apiToken(), scopes });
    const [account] = await app.getTokenCache().getAllAccounts();
    if (!account) throw new Error('no account was kept');
    const silent = () => client(store).acquireTokenSilent({ account, scopes, forceRefresh: true });
    await sendJson(`${sandbox.url}/control/tokens`, { user: LENA.email, interaction: true });
    await expect(silent()).rejects.toMatchObject({ name: 'InteractionRequiredAuthError', errorNo: 50076 });
    await sendJson(`${sandbox.url}/control/tokens`, { user: LENA.email, interaction: false, revoke: true });
    await expect(silent()).rejects.toMatchObject({ errorCode: 'invalid_grant' });
  });

  it('proves itself with the certificate', async () => {
    const pem = await readFile(sandbox.clientCertificateFile, 'utf8');
    const certificate = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE')));
    const thumbprintSha256 = createHash('sha256').update(certificate.raw).digest('hex');
    const privateKey = pem.slice(0, pem.indexOf('-----BEGIN CERTIFICATE'));
    const app = client({ blob: '' }, { clientCertificate: { thumbprintSha256, privateKey } });
    const result = await app.acquireTokenByClientCredential({
      scopes: ['https://graph.microsoft.com/.default'],
    });
    expect(result?.accessToken).toBeDefined();
  });
});
