/** What the host frames are tried on: a sandbox shell reduced to its answers, and a server with two small panes. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import type { Express } from 'express';
import { mountPages } from '../mount.ts';
import { mountCalendars } from './calendars.ts';
import type { StandIns } from './calendars.ts';

export interface Stage {
  sandbox: string;
  /** Bodies of every `POST /control/naa`. */
  asked: { user: string; scopes: string[]; interactive: boolean; claims?: string }[];
  calendars: StandIns;
  close: () => Promise<void>;
}

export const LENA = {
  name: 'Lena Berger',
  email: 'lena.berger@optik-lindner.example',
  role: 'resource',
  tenantId: 'a1f0c3d2-5b6e-4f70-8192-a3b4c5d6e7f8',
  oid: '0c0ffee0-0000-4000-8000-000000000002',
  resourceId: '65f0c0ffee10000000000001',
};

export async function openStage(): Promise<Stage> {
  const outDir = await mkdtemp(join(tmpdir(), 'sandbox-panes-'));
  await buildPanes(outDir);
  const shell = express();
  const sandbox = await listen(shell);
  const panes = await listen(paneServer(outDir, sandbox.origin));
  const asked: Stage['asked'] = [];
  mountControl(shell, panes.origin, asked);
  const calendars = mountCalendars(shell, panes.origin);
  await mountPages(shell);
  return {
    sandbox: sandbox.origin,
    asked,
    calendars,
    close: async () => {
      for (const { server } of [sandbox, panes]) server.closeAllConnections();
      for (const { server } of [sandbox, panes]) server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

function mountControl(shell: Express, server: string, asked: Stage['asked']): void {
  let consented = false;
  shell.use(express.json());
  shell.get('/world/config', (_request, response) => {
    response.json({
      server,
      users: [LENA],
      company: { id: 'company', appId: 'app', appSecret: 'secret' },
      origins: { entra: 'https://localhost:1', graph: '', timify: '' },
      clientId: 'b1a6c1c2-5f5a-4f6e-8d3f-0a1b2c3d4e5f',
    });
  });
  shell.post('/control/token', (_request, response) => response.json({ token: 'api-token' }));
  shell.post('/control/naa', (request, response) => {
    const ask = request.body as Stage['asked'][number];
    asked.push(ask);
    consented ||= ask.interactive;
    if (!consented) {
      response.json({
        error: { status: 'USER_INTERACTION_REQUIRED', code: 'consent_required', description: 'AADSTS65001' },
      });
      return;
    }
    response.json({
      access_token: 'access',
      id_token: idToken(),
      expires_in: 3_600,
      scope: ask.scopes.join(' '),
    });
  });
  shell.post('/control/reset', (_request, response) => {
    consented = false;
    response.json({});
  });
}

/** MSAL reads the claims and leaves the signature alone. */
function idToken(): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    oid: LENA.oid,
    tid: LENA.tenantId,
    sub: 'sub',
    preferred_username: LENA.email,
    name: LENA.name,
  };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

function paneServer(outDir: string, host: string): Express {
  const html = (scripts: string): string =>
    `<!doctype html><html><head>${scripts}</head><body>Pane</body></html>`;
  const script = (src: string): string => `<script type="module" src="${src}"></script>`;
  const app = express();
  app.get('/tab.html', (_request, response) => {
    // What HOST_ORIGINS does for the real pane: the page knows whom to trust as its host.
    response.type('html').send(html(`<meta name="host-origin" content="${host}">${script('/teams.js')}`));
  });
  app.get('/taskpane.html', (_request, response) => {
    response.type('html').send(html(`<script src="${host}/office.js"></script>${script('/outlook.js')}`));
  });
  app.use(express.static(outDir));
  return app;
}

async function buildPanes(outDir: string): Promise<void> {
  const vite = await import('vite');
  const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  await vite.build({
    configFile: false,
    root: here('.'),
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir,
      minify: false,
      target: 'es2022',
      emptyOutDir: true,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { teams: here('./pane-teams.ts'), outlook: here('./pane-outlook.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}

function listen(app: Express): Promise<{ server: Server; origin: string }> {
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => {
      resolve({ server, origin: `http://localhost:${(server.address() as AddressInfo).port}` });
    });
  });
}
