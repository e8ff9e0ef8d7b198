import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { ConfigError, HELP } from './configFaults.ts';

const key = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

const GOOD = {
  PUBLIC_URL: 'https://sync.example.com/',
  ENTRA_CLIENT_ID: '0f1e2d3c-0000-4000-8000-000000000001',
  ENTRA_CLIENT_SECRET: 'very-secret',
  TOKEN_KEYS: key('k1'),
};

const faultsOf = (env: Record<string, string | undefined>): Record<string, string> => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError)
      return Object.fromEntries(error.faults.map(({ name, fault }) => [name, fault]));
    throw error;
  }
  return {};
};

describe('the configuration', () => {
  test('has the defaults of the design', () => {
    expect(readConfig(GOOD)).toMatchObject({
      port: 3000,
      publicUrl: 'https://sync.example.com',
      store: { kind: 'embedded', folder: './.data/server' },
      roles: { http: true, worker: true },
      entra: { authorityHost: 'https://login.microsoftonline.com', background: 'obo' },
      graphBaseUrl: 'https://graph.microsoft.com/v1.0',
      timify: {
        baseUrl: 'https://api.timify.com/v1',
        marker: 'external-id',
        authHeader: 'raw',
        refreshPath: 'refreshtoken',
        listDays: 30,
      },
      mail: { smtpUrl: null },
      logLevel: 'info',
    });
    expect(readConfig(GOOD).hostOrigins).toContain('https://*.cloud.microsoft');
  });

  test('takes every value', () => {
    const config = readConfig({
      ...GOOD,
      PORT: '8080',
      PUBLIC_URL: 'http://localhost:8080',
      MONGODB_URI: 'mongodb://db/sync',
      ROLES: 'worker',
      WORKER_CONCURRENCY: '16',
      ENTRA_CLIENT_SECRET: '',
      ENTRA_CERTIFICATE_PATH: '/run/cert.pem',
      ENTRA_AUTHORITY_HOST: 'https://login.microsoftonline.us',
      ENTRA_BACKGROUND: 'code',
      GRAPH_BASE_URL: 'http://localhost:4400/graph/v1.0/',
      TIMIFY_MARKER: 'none',
      TIMIFY_AUTH_HEADER: 'bearer',
      TIMIFY_LIST_DAYS: '31',
      HOST_ORIGINS: 'http://localhost:4400, https://*.example.com',
      TOKEN_KEYS: `${key('new')}, ${key('old')}`,
      SMTP_URL: 'smtp://localhost:25',
      MAIL_FROM: 'TIMIFY Sync <sync@example.com>',
    });
    expect(config.store).toEqual({ kind: 'mongo', uri: 'mongodb://db/sync' });
    expect(config.roles).toEqual({ http: false, worker: true });
    expect(config.entra.credential).toEqual({ kind: 'certificate', path: '/run/cert.pem' });
    expect(config.graphBaseUrl).toBe('http://localhost:4400/graph/v1.0');
    expect(config.hostOrigins).toEqual(['http://localhost:4400', 'https://*.example.com']);
    expect(config.tokenKeys.map(({ id, key: bytes }) => [id, bytes.length])).toEqual([
      ['new', 32],
      ['old', 32],
    ]);
  });

  test('without any value, names all that is missing, how to get each, and the demo', () => {
    expect(Object.keys(faultsOf({})).sort()).toEqual([
      'ENTRA_CLIENT_ID',
      'ENTRA_CLIENT_SECRET',
      'PUBLIC_URL',
      'TOKEN_KEYS',
    ]);
    expect(() => readConfig({})).toThrow(/npm run demo/);
    expect(() => readConfig({})).toThrow(/Application \(client\) ID/);
  });

  test('names every fault at once', () => {
    const faults = faultsOf({
      ...GOOD,
      PORT: 'eighty',
      PUBLIC_URL: 'http://sync.example.com',
      ROLES: 'http,cook',
      ENTRA_CLIENT_ID: 'my app',
      ENTRA_BACKGROUND: 'magic',
      GRAPH_BASE_URL: 'graph.microsoft.com',
      TIMIFY_LIST_DAYS: '0',
      HOST_ORIGINS: 'https://teams.microsoft.com/path',
      MONGODB_URI: 'postgres://db',
      SMTP_URL: 'mail.example.com',
      ENTRA_CERTIFICATE_PATH: '/run/cert.pem',
    });
    expect(Object.keys(faults).sort()).toEqual([
      'ENTRA_BACKGROUND',
      'ENTRA_CERTIFICATE_PATH',
      'ENTRA_CLIENT_ID',
      'GRAPH_BASE_URL',
      'HOST_ORIGINS',
      'MONGODB_URI',
      'PORT',
      'PUBLIC_URL',
      'ROLES',
      'SMTP_URL',
      'TIMIFY_LIST_DAYS',
    ]);
  });

  test.each([
    ['no id', randomBytes(32).toString('base64'), /no id/],
    ['too short', `k1:${randomBytes(16).toString('base64')}`, /16 bytes instead of 32 in pair 1/],
    ['the second is wrong', `${key('a')},b:x`, /pair 2/],
    ['twice the same id', `${key('a')},${key('a')}`, /same id twice/],
  ])('keys: %s', (_, text, fault) => {
    expect(faultsOf({ ...GOOD, TOKEN_KEYS: text })['TOKEN_KEYS']).toMatch(fault);
  });

  test.each([
    ['https://sync.example.com', true],
    ['http://localhost:3000', true],
    ['http://127.0.0.1:3000', true],
    ['http://sync.example.com', false],
    ['https://sync.example.com/pane', false],
    ['ftp://sync.example.com', false],
    ['sync.example.com', false],
  ])('PUBLIC_URL %s: %s', (url, good) => {
    expect('PUBLIC_URL' in faultsOf({ ...GOOD, PUBLIC_URL: url })).toBe(!good);
  });

  test('never repeats a secret', () => {
    const secret = randomBytes(12).toString('base64');
    const env = {
      ...GOOD,
      PORT: 'x',
      ENTRA_CLIENT_SECRET: secret,
      TOKEN_KEYS: `k1:${secret}`,
      SMTP_URL: `x://u:${secret}@h`,
    };
    expect(() => readConfig(env)).toThrow(ConfigError);
    try {
      readConfig(env);
    } catch (error) {
      expect(String(error)).not.toContain(secret);
    }
  });
});

describe('the example environment', () => {
  const text = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8');
  const lines = [...text.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => ({
    name,
    value,
  }));
  /** What they show is an example: without them there is none. */
  const NO_DEFAULT = ['MONGODB_URI', 'SMTP_URL', 'MAIL_FROM', 'SUPPORT_URL'];

  test('has every name once, and no other', () => {
    expect(lines.map(({ name }) => name).sort()).toEqual(Object.keys(HELP).sort());
  });

  test('shows the defaults as they are', () => {
    const shown = lines.filter(({ name, value }) => value !== '' && !NO_DEFAULT.includes(name));
    expect(shown.length).toBeGreaterThan(10);
    const given = Object.fromEntries(shown.map(({ name, value }) => [name, value]));
    expect(readConfig({ ...GOOD, ...given })).toEqual(readConfig(GOOD));
  });

  test('has examples that are taken', () => {
    const examples = lines.filter(({ name }) => NO_DEFAULT.includes(name));
    const given = Object.fromEntries(examples.map(({ name, value }) => [name, value]));
    expect(faultsOf({ ...GOOD, ...given })).toEqual({});
  });
});
