import {
  AuthenticationHandler,
  BatchRequestContent,
  BatchResponseContent,
  Client,
  type Context,
  GraphError,
  type Middleware,
  type PageCollection,
  PageIterator,
  RetryHandler,
  RetryHandlerOptions,
} from '@microsoft/microsoft-graph-client';
import type { Event } from '@microsoft/microsoft-graph-types';
import express from 'express';
import { createCA, createCert } from 'mkcert';
import { createServer, request, type RequestOptions, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { cast, createTestWorld, hour, WINDOW, type TestWorld } from './testWorld.ts';

/** The real client library, over HTTPS as it insists (facts: graph §8.0), against the sandbox. */

let pair: { ca: string; key: string; cert: string };
let sandbox: TestWorld;
let server: Server;
let client: Client;

beforeAll(async () => {
  const ca = await createCA({
    organization: 'test',
    countryCode: 'DE',
    state: 'x',
    locality: 'x',
    validity: 1,
  });
  pair = { ...(await createCert({ ca, domains: ['localhost'], validity: 1 })), ca: ca.cert };
});

beforeEach(async () => {
  sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
  server = createServer({ key: pair.key, cert: pair.cert }, express().use('/v1.0', sandbox.graph.router));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  sandbox.world.origins.graph = `${origin}/v1.0`;
  const authProvider = { getAccessToken: () => Promise.resolve(sandbox.token(cast(sandbox).anna)) };
  const auth = new AuthenticationHandler(authProvider);
  const retry = new RetryHandler(new RetryHandlerOptions(0, 2));
  auth.setNext(retry);
  retry.setNext(transport());
  client = Client.initWithMiddleware({
    baseUrl: `${origin}/`,
    defaultVersion: 'v1.0',
    customHosts: new Set(['localhost']),
    middleware: auth,
  });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await sandbox.close();
});

/** What `NODE_EXTRA_CA_CERTS` would do for `fetch`: trusts the certificate of this test, and sends. */
function transport(): Middleware {
  return {
    execute: async (context: Context) => {
      const given: unknown = context.request;
      const url = typeof given === 'string' ? given : (given as Request).url;
      const { method = 'GET', headers, body } = context.options ?? {};
      const plain = Object.fromEntries(new Headers(headers).entries());
      context.response = await send(url, { method, headers: plain, ca: pair.ca }, body as string | undefined);
    },
  };
}

function send(url: string, options: RequestOptions, body: string | undefined): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const headers = new Headers(
          Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
        );
        const status = answer.statusCode ?? 0;
        resolve(new Response(status === 204 ? null : Buffer.concat(parts), { status, headers }));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

test('it writes, reads, pages and deletes', async () => {
  const ids: string[] = [];
  for (let day = 1; day <= 12; day++) {
    const made = (await client
      .api('/me/events')
      .post(hour(`2026-12-${String(day).padStart(2, '0')}`, 9))) as Event;
    ids.push(made.id ?? '');
  }
  const first = (await client.api('/me/events').top(5).select('subject').get()) as PageCollection;
  const seen: string[] = [];
  const pages = new PageIterator(client, first, (event: Event) => seen.push(event.id ?? '') > 0);
  await pages.iterate();
  expect(seen).toEqual(ids);
  await client.api(`/me/events/${ids[0] ?? ''}`).delete();
  const gone: unknown = await client
    .api(`/me/events/${ids[0] ?? ''}`)
    .get()
    .catch((error: unknown) => error);
  expect(gone).toBeInstanceOf(GraphError);
  expect(gone).toMatchObject({ statusCode: 404, code: 'ErrorItemNotFound' });
  expect((gone as GraphError).requestId).toMatch(/^[0-9a-f-]{36}$/);
});

test('it follows delta links to the end and from there', async () => {
  for (let day = 1; day <= 3; day++) await client.api('/me/events').post(hour(`2026-12-0${day}`, 9));
  const all: Event[] = [];
  let page = (await client
    .api(`/me/calendarView/delta?${WINDOW}`)
    .header('Prefer', 'odata.maxpagesize=2')
    .get()) as PageCollection;
  for (; ; page = (await client.api(page['@odata.nextLink'] ?? '').get()) as PageCollection) {
    all.push(...(page.value as Event[]));
    if (page['@odata.deltaLink'] !== undefined) break;
  }
  expect(all).toHaveLength(3);
  const next = (await client.api(page['@odata.deltaLink']).get()) as PageCollection;
  expect(next.value).toEqual([]);
});

test('it batches', async () => {
  const batch = new BatchRequestContent([
    { id: '1', request: new Request('https://localhost/me/calendars') },
    { id: '2', request: new Request('https://localhost/me/events/nonsense') },
  ]);
  const answer = new BatchResponseContent(
    (await client.api('/$batch').post(await batch.getContent())) as ConstructorParameters<
      typeof BatchResponseContent
    >[0],
  );
  expect([answer.getResponseById('1').status, answer.getResponseById('2').status]).toEqual([200, 400]);
});

test('it waits and repeats when it is throttled', async () => {
  sandbox.graph.latency.milliseconds = 60;
  sandbox.graph.limits.laneRetryAfter = 1;
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => client.api('/me/calendars').get() as Promise<PageCollection>),
  );
  expect(answers.every((one) => one.value.length === 3)).toBe(true);
});
