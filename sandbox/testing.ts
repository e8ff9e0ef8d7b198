import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { LINDNER } from './cast.ts';
import { startSandbox } from './start.ts';
import type { Sandbox, SandboxOptions } from './start.ts';
import { COMPANY_LINDNER } from './timify/cast.ts';

/** For the tests beside this file: a world of its own, over real HTTP. */
export interface TestSandbox extends Sandbox {
  cleanUp(): Promise<void>;
}

export async function testSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const sandbox = await startSandbox({ port: 0, dataDir, empty: true, ...options });
  const cleanUp = async (): Promise<void> => {
    await sandbox.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...sandbox, cleanUp };
}

/** Matchers, typed so that they can stand in an object. */
export const anyText: unknown = expect.any(String);
export const containing = (text: string): unknown => expect.stringContaining(text);
export const listWith = (...items: unknown[]): unknown => expect.arrayContaining(items);
export const objectWith = (fields: Record<string, unknown>): unknown => expect.objectContaining(fields);

export interface Reply {
  status: number;
  headers: Headers;
  body: unknown;
  /** What stands in the body at a path such as `data.0.id`; undefined where nothing does. */
  at(path: string): unknown;
  text(path: string): string;
}

export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inside, name) => {
    if (typeof inside !== 'object' || inside === null) return undefined;
    return (inside as Record<string, unknown>)[name];
  }, value);
}

export function textAt(value: unknown, path: string): string {
  const found = at(value, path);
  if (typeof found !== 'string') throw new Error(`No text at ${path} in ${JSON.stringify(value)}`);
  return found;
}

export async function call(url: string, init: RequestInit = {}): Promise<Reply> {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  const body = isJson ? (JSON.parse(text) as unknown) : text;
  return {
    status: answer.status,
    headers: answer.headers,
    body,
    at: (path) => at(body, path),
    text: (path) => textAt(body, path),
  };
}

export function sendJson(
  url: string,
  body: unknown,
  method = 'POST',
  headers: Record<string, string> = {},
): Promise<Reply> {
  return call(url, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

export function sendForm(
  url: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Reply> {
  return call(url, { method: 'POST', headers, body: new URLSearchParams(form) });
}

/** Entra on plain HTTP, for the tenant most tests are about. */
export function entraAt(sandbox: Sandbox, path: string, tenant = LINDNER.id): string {
  return `${sandbox.url}/entra/${tenant}${path}`;
}

export interface TimifyClient {
  get(path: string): Promise<Reply>;
  send(method: string, path: string, body?: unknown): Promise<Reply>;
}

/** TIMIFY as the app of a company sees it. */
export async function timifyClient(sandbox: Sandbox, company = COMPANY_LINDNER): Promise<TimifyClient> {
  const base = `${sandbox.url}/timify/v1`;
  const answer = await sendJson(`${base}/auth/token`, { appid: company.appId, appsecret: company.appSecret });
  const token = answer.text('accessToken');
  const prefix = sandbox.world.switches.timifyAuthHeader === 'bearer' ? 'Bearer ' : '';
  const headers = { authorization: `${prefix}${token}`, 'company-id': company.id };
  return {
    get: (path) => call(`${base}${path}`, { headers }),
    send: (method, path, body) => sendJson(`${base}${path}`, body ?? {}, method, headers),
  };
}

export interface Received {
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

/** An address for notifications and webhooks; it knows Graph's handshake. `answer` gives the status for the n-th call, from 1. */
export async function listener(answer: (call: number) => number = () => 202) {
  const received: Received[] = [];
  let calls = 0;
  const server = createServer((req, res) => {
    let text = '';
    req.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    req.on('end', () => {
      const token = new URL(req.url ?? '/', 'http://localhost').searchParams.get('validationToken');
      if (token !== null) {
        res.writeHead(200, { 'content-type': 'text/plain' }).end(token);
        return;
      }
      calls += 1;
      const status = answer(calls);
      if (status < 300)
        received.push({ headers: req.headers, body: JSON.parse(text) as Record<string, unknown> });
      res.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url, received, calls: () => calls, close };
}
