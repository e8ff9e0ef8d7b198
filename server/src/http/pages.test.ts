import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Fault } from '../core/fault.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { startTestServer, type TestServer } from './testing/server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({
    store: (clock) => openEmbedded(':memory:', clock),
    hostOrigins: ['https://*.cloud.microsoft', 'https://teams.microsoft.com'],
  });
});
afterEach(() => server.stop());

const directives = (policy: string | null): Record<string, string[]> =>
  Object.fromEntries(
    (policy ?? '').split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(/\s+/);
      return [name, sources];
    }),
  );

describe('headers', () => {
  test('only the hosts named in the configuration may frame the pages', async () => {
    const { headers } = await server.nobody.get('/tab.html');
    const policy = directives(headers.get('content-security-policy'));
    expect(policy['frame-ancestors']).toEqual([
      "'self'",
      'https://*.cloud.microsoft',
      'https://teams.microsoft.com',
    ]);
    expect(headers.get('x-frame-options')).toBeNull();
  });

  test('scripts come from us and office.js alone, calls go to us and the authority', async () => {
    const { headers } = await server.nobody.get('/taskpane.html');
    const policy = directives(headers.get('content-security-policy'));
    expect(policy['script-src']).toEqual(["'self'", 'https://office.example', 'https://*.cdn.office.net']);
    expect(policy['connect-src']).toEqual(expect.arrayContaining(["'self'", 'https://login.example']));
    expect(policy['object-src']).toEqual(["'none'"]);
    expect(policy['upgrade-insecure-requests']).toBeUndefined();
  });

  test('nothing cuts the sign-in window off, and no address is passed on', async () => {
    const { headers } = await server.nobody.get('/auth-redirect.html');
    expect(headers.get('cross-origin-opener-policy')).toBeNull();
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('the pane', () => {
  test('while it is being built, its pages say so and reload themselves; the API is not affected', async () => {
    const page = await server.nobody.get('/tab.html');
    expect(page.status).toBe(503);
    expect(page.text).toContain('http-equiv="refresh"');
    expect((await server.nobody.get('/healthz')).status).toBe(200);
    expect((await server.nobody.get('/api/config')).status).toBe(200);
  });

  test('once built: pages are always asked for again, assets stay', async () => {
    mkdirSync(join(server.paneFolder, 'assets'));
    writeFileSync(join(server.paneFolder, 'tab.html'), '<!doctype html>');
    writeFileSync(join(server.paneFolder, 'assets/tab-abc.js'), '');
    const page = await server.nobody.get('/tab.html?invitation=abc');
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    const asset = await server.nobody.get('/assets/tab-abc.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await server.nobody.get('/assets/tab-old.js')).status).toBe(404);
  });

  test('the root leads to the tab', async () => {
    const { status, headers } = await server.nobody.get('/');
    expect([status, headers.get('location')]).toEqual([302, '/tab.html']);
  });

  test('shows the icons that the manifests name', async () => {
    const answer = await server.nobody.get('/icons/icon-80.png');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect((await server.nobody.get('/icons/icon-81.png')).status).toBe(404);
  });
});

describe('probes', () => {
  test('ready while the store answers', async () => {
    expect((await server.nobody.get('/readyz')).status).toBe(200);
    server.store.ping = () => Promise.reject(new Fault({ kind: 'unavailable', service: 'store' }));
    expect((await server.nobody.get('/readyz')).status).toBe(503);
    expect((await server.nobody.get('/healthz')).status).toBe(200);
  });

  test('metrics tell what waits and how requests went, by route', async () => {
    await server.nobody.get('/api/me');
    const { text, headers } = await server.nobody.get('/metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    expect(text).toContain('sync_backlog 0');
    expect(text).toMatch(/http_request_seconds_count\{method="GET",route="\/api\/me",status="401"\} 1/);
  });

  test('metrics are told by name where names are asked for', async () => {
    const { text } = await server.nobody.get('/metrics?name[]=sync_backlog&name[]=nobody_knows');
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
      'sync_backlog 0',
    ]);
  });
});

describe('/api/openapi.json', () => {
  test('describes every call, with who may and what comes back', async () => {
    const { body } = await server.nobody.get('/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/api/me',
        '/api/company/settings',
        '/api/companies/{companyId}/settings',
        '/api/connections/{id}/conflicts/{conflictId}/resolve',
        '/api/stream',
      ]),
    );
    const connect = body.paths['/api/connections']?.post;
    expect(Object.keys(connect?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '202', '400', '409', '410']),
    );
    expect(connect?.requestBody.content['application/json']?.schema.required).toEqual([
      'invitation',
      'calendars',
    ]);
  });
});

test('what is nowhere is a typed 404', async () => {
  for (const path of ['/api/nothing', '/nothing', '/..%2f..%2fpackage.json']) {
    const answer = await server.nobody.get(path);
    expect(answer.status).toBe(404);
    expect(answer.body.error).toMatchObject({
      id: 'not_found',
      requestId: answer.headers.get('x-request-id'),
    });
  }
});
