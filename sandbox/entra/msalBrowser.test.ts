import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LENA, LINDNER } from '../cast.ts';
import { sendJson, testSandbox } from '../testing.ts';
import type { TestSandbox } from '../testing.ts';
import { SANDBOX_CLIENT_ID } from './constants.ts';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const MSAL = 'node_modules/@azure/msal-browser/lib';

const PAGE = `<!doctype html><meta charset="utf-8"><script src="/msal.js"></script>`;
const BRIDGE = `<!doctype html><meta charset="utf-8"><script src="/bridge.js"></script>
<script>msalRedirectBridge.broadcastResponseToMainFrame()</script>`;

async function pageServer(): Promise<Server> {
  const read = (file: string): Promise<string> => readFile(join(MSAL, file), 'utf8');
  const files: Record<string, [string, string]> = {
    '/': ['text/html', PAGE],
    '/auth-redirect.html': ['text/html', BRIDGE],
    '/msal.js': ['text/javascript', await read('msal-browser.min.js')],
    '/bridge.js': ['text/javascript', await read('redirect-bridge/msal-redirect-bridge.min.js')],
  };
  const server = createServer((req, res) => {
    const [type, body] = files[new URL(req.url ?? '/', 'http://localhost').pathname] ?? ['text/plain', ''];
    res.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Runs in the page: one application, kept on `window`. */
const START = `async ([clientId, authority, host]) => {
  window.app = new msal.PublicClientApplication({
    auth: { clientId, authority, knownAuthorities: [host], redirectUri: location.origin + '/auth-redirect.html' },
    cache: { cacheLocation: 'localStorage' },
  });
  await window.app.initialize();
}`;

const ACQUIRE = `async ([method, request]) => {
  const [account] = window.app.getAllAccounts();
  try {
    const result = await window.app[method](account ? { ...request, account } : request);
    return { token: result.accessToken, fromCache: result.fromCache, user: result.account.username };
  } catch (error) {
    return { error: error.name, code: error.errorCode };
  }
}`;

interface Outcome {
  token?: string;
  fromCache?: boolean;
  user?: string;
  error?: string;
  code?: string;
}

/** The real msal-browser in a real browser. Facts: addin §5.4. */
describe.skipIf(!existsSync(CHROMIUM))(`msal-browser in Chromium (${CHROMIUM})`, () => {
  let sandbox: TestSandbox;
  let server: Server;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    sandbox = await testSandbox();
    server = await pageServer();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
    server.close();
    await sandbox.cleanUp();
  });
  beforeEach(async () => {
    // With short scopes every silent call misses MSAL's cache. Facts: graph §5.2 [RUN].
    sandbox.reset({ switches: { scopeForm: 'qualified' } });
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    page = await context.newPage();
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    const authority = `${sandbox.origins.entra}/organizations`;
    await page.evaluate(
      `(${START})(${JSON.stringify([SANDBOX_CLIENT_ID, authority, new URL(authority).host])})`,
    );
  });

  const acquire = (method: string, scopes: string[], more: object = {}): Promise<Outcome> =>
    page.evaluate(`(${ACQUIRE})(${JSON.stringify([method, { scopes, ...more }])})`);
  const graph = ['https://graph.microsoft.com/Calendars.Read'];
  const api = [`api://localhost/${SANDBOX_CLIENT_ID}/access_as_user`];

  it('signs in with a popup, consents, and goes on silently', async () => {
    const popup = page.waitForEvent('popup');
    const signIn = acquire('acquireTokenPopup', graph);
    const window = await popup;
    await window.getByRole('button', { name: LENA.name }).click();
    await window.getByRole('button', { name: 'Accept' }).click();
    const first = await signIn;
    expect(first).toMatchObject({ user: LENA.upn });
    expect(sandbox.world.verifyGraphToken(first.token)).toMatchObject({
      oid: LENA.oid,
      tenantId: LINDNER.id,
    });
    expect(await acquire('acquireTokenSilent', graph)).toMatchObject({ fromCache: true });
    expect(await acquire('acquireTokenSilent', graph, { forceRefresh: true })).toMatchObject({
      fromCache: false,
    });
    expect(await acquire('acquireTokenSilent', api)).toMatchObject({ fromCache: false, user: LENA.upn });
    expect(await acquire('acquireTokenSilent', api)).toMatchObject({ fromCache: true });
  });

  it('learns that a person must act, and that one cancelled', async () => {
    const popup = page.waitForEvent('popup');
    const signIn = acquire('acquireTokenPopup', api, { loginHint: LENA.upn });
    await popup;
    expect(await signIn).toMatchObject({ user: LENA.upn });
    await sendJson(`${sandbox.url}/control/tokens`, { user: LENA.email, interaction: true });
    expect(await acquire('acquireTokenSilent', api, { forceRefresh: true })).toMatchObject({
      error: 'InteractionRequiredAuthError',
    });
    const second = page.waitForEvent('popup');
    const asked = acquire('acquireTokenPopup', graph, { loginHint: LENA.upn });
    await (await second).getByRole('button', { name: 'Cancel' }).click();
    expect(await asked).toMatchObject({ code: 'access_denied' });
  });
});
