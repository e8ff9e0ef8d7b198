import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Fault } from '../core/fault.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { startTestServer, type TestServer } from './testing/server.ts';

const GRAPH = ['/webhooks/graph/notifications', '/webhooks/graph/lifecycle'];

let server: TestServer;
let rung: unknown[];
let answer: () => Promise<'accepted' | 'malformed'>;

beforeEach(async () => {
  rung = [];
  answer = () => Promise.resolve('accepted');
  server = await startTestServer({
    store: (clock) => openEmbedded(':memory:', clock),
    intake: {
      graph: (body) => {
        rung.push(body);
        return answer();
      },
      timify: (company, header, body) => {
        rung.push({ company, secret: header('X-Timify-Sync-Secret'), body });
        return answer();
      },
    },
  });
});
afterEach(() => server.stop());

const ring = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}${path}`, { method: 'POST', body, headers });

describe.each(GRAPH)('%s', (path) => {
  test('the handshake echoes the token, decoded once, as plain text, and asks nobody', async () => {
    const token = 'Validation: <b>ä+ %41 & "quoted"</b>';
    const response = await fetch(
      `${server.url}${path}?tenant=x&validationToken=${encodeURIComponent(token)}`,
      {
        method: 'POST',
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      },
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe(token);
    expect(rung).toEqual([]);
  });

  test('a token that is too long, empty or given twice is refused', async () => {
    for (const query of [
      `validationToken=${'x'.repeat(8193)}`,
      'validationToken=',
      'validationToken=a&validationToken=b',
    ])
      expect((await ring(`${path}?${query}`, '')).status).toBe(400);
    expect(rung).toEqual([]);
  });

  test('a notification is answered 202 without a body, whatever its content type says', async () => {
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
      const response = await ring(path, '{"value":[]}', { 'content-type': type });
      expect([response.status, await response.text()]).toEqual([202, '']);
    }
    expect(rung).toEqual([{ value: [] }, { value: [] }, { value: [] }]);
  });

  test('no JSON is 400 and reaches nobody', async () => {
    for (const body of ['{"value":', '', 'hello']) expect((await ring(path, body)).status).toBe(400);
    expect(rung).toEqual([]);
  });

  test('another shape is 400', async () => {
    answer = () => Promise.resolve('malformed');
    const response = await ring(path, '{"odd":1}');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { id: 'invalid_body' } });
  });

  test('more than a megabyte is 413 and reaches nobody', async () => {
    expect((await ring(path, `"${'x'.repeat(1_100_000)}"`)).status).toBe(413);
    expect(rung).toEqual([]);
  });

  test('a store that is down is 503, so that it is delivered again', async () => {
    answer = () => Promise.reject(new Fault({ kind: 'unavailable', service: 'store' }));
    expect((await ring(path, '{"value":[]}')).status).toBe(503);
  });
});

describe('/webhooks/timify/{company}', () => {
  test('hands on the company, its header and the body', async () => {
    const response = await ring('/webhooks/timify/abc', '{"id":"1"}', { 'x-timify-sync-secret': 's' });
    expect([response.status, await response.text()]).toEqual([202, '']);
    expect(rung).toEqual([{ company: 'abc', secret: 's', body: { id: '1' } }]);
  });

  test('is 400 for what is no JSON, 503 while the store is down', async () => {
    expect((await ring('/webhooks/timify/abc', 'x')).status).toBe(400);
    answer = () => Promise.reject(new Fault({ kind: 'unavailable', service: 'store' }));
    expect((await ring('/webhooks/timify/abc', '{}')).status).toBe(503);
  });
});

test('no line of the log holds a query or a body', async () => {
  await ring(`${GRAPH[0] ?? ''}?validationToken=very-secret`, '');
  await ring('/webhooks/timify/abc', '{"title":"very-secret"}');
  expect(JSON.stringify(server.outside.lines)).not.toContain('very-secret');
  expect(server.outside.lines.map(({ facts }) => facts['route'])).toContain('/webhooks/timify/:company');
});
