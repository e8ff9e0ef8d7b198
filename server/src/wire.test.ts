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

it('a process that only works answers its probes, and nothing else', async () => {
  const config = readConfig({
    PORT: '0',
    ROLES: 'worker',
    PUBLIC_URL: 'http://localhost:3000',
    DATA_DIR: folder,
    ENTRA_CLIENT_ID: '11111111-1111-4111-8111-111111111111',
    ENTRA_CLIENT_SECRET: 'secret',
    TOKEN_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  });
  wired = await wire(config, QUIET);
  const { port } = await wired.start();
  const get = async (path: string): Promise<Response> => fetch(`http://localhost:${port}${path}`);
  expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
  expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' });
  expect(await (await get('/metrics')).text()).toMatch(/^sync_backlog 0$/m);
  for (const path of ['/api/config', '/tab.html', '/webhooks/graph/notifications'])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
});
