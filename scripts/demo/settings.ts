import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Made once and kept: a second start must be able to open what the first one sealed. */
const keyOf = (folder: string): string => {
  const file = join(folder, 'token-key');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  return `demo:${readFileSync(file, 'utf8').trim()}`;
};

export interface SandboxAddresses {
  url: string;
  origins: { entra: string; graph: string; timify: string; smtp: string };
  caFile: string;
}

/** The environment in which the server meets the sandbox. Nothing in it but addresses: the server cannot tell. */
export const serverEnvironment = (
  sandbox: SandboxAddresses,
  facts: { port: number; folder: string; clientId: string; clientSecret: string },
): NodeJS.ProcessEnv => ({
  PORT: String(facts.port),
  PUBLIC_URL: `http://localhost:${facts.port}`,
  DATA_DIR: join(facts.folder, 'server'),
  ENTRA_CLIENT_ID: facts.clientId,
  ENTRA_CLIENT_SECRET: facts.clientSecret,
  ENTRA_AUTHORITY_HOST: sandbox.origins.entra,
  GRAPH_BASE_URL: sandbox.origins.graph,
  TIMIFY_BASE_URL: sandbox.origins.timify,
  HOST_ORIGINS: sandbox.url,
  OFFICE_JS_URL: `${sandbox.url}/office.js`,
  TOKEN_KEYS: keyOf(facts.folder),
  SMTP_URL: sandbox.origins.smtp,
  MAIL_FROM: 'TIMIFY Sync <sync@optik-lindner.example>',
  NODE_EXTRA_CA_CERTS: sandbox.caFile,
});
