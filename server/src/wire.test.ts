import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { wire, type Wired } from './wire.ts';

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder = '';
let wired: Wired | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wire-'));
});
afterEach(async () => {
  await wired?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const config = (roles: string): ReturnType<typeof readConfig> =>
  readConfig({
    PORT: '0',
    ROLES: roles,
    PUBLIC_URL: 'http://localhost:3000',
    DATA_DIR: folder,
    ENTRA_CLIENT_ID: '11111111-1111-4111-8111-111111111111',
    ENTRA_CLIENT_SECRET: 'secret',
    TOKEN_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  });

const start = async (roles: string): Promise<(path: string) => Promise<Response>> => {
  wired = await wire(config(roles), QUIET);
  const { port } = await wired.start();
  return (path) => fetch(`http://localhost:${port}${path}`);
};

it('a process that only works answers its probes, and nothing else', async () => {
  const get = await start('worker');
  expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
  expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' });
  expect(await (await get('/metrics')).text()).toMatch(/^sync_backlog 0$/m);
  for (const path of ['/api/config', '/tab.html', '/webhooks/graph/notifications'])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
});

it('keeps connections open for longer than a load balancer does', async () => {
  const get = await start('http');
  const [, seconds] = /^timeout=(\d+)$/.exec((await get('/healthz')).headers.get('keep-alive') ?? '') ?? [];
  expect(Number(seconds)).toBeGreaterThan(60);
});
