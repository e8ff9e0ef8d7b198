import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Http, type HttpConfig, type Request } from './http.ts';
import { COMPANY } from './answers.testing.ts';
import { faultOf, startStub, type Handler, type Stub } from './stub.testing.ts';

const READ: Request = { method: 'GET', path: '/appointments', effect: 'read' };
const WRITE: Request = { method: 'POST', path: '/appointments', body: { title: 'x' }, effect: 'write' };
const credentials = { companyId: COMPANY, appId: 'app', appSecret: 'S3CRET' };

let stub: Stub;
let now = 0;
beforeEach(async () => {
  stub = await startStub();
  now = Date.parse('2026-11-24T09:00:00Z');
});
afterEach(() => stub.close());

const httpOf = (config: Partial<HttpConfig> = {}) =>
  new Http(
    { baseUrl: stub.baseUrl, authHeader: 'raw', refreshPath: 'refreshtoken', ...config },
    { now: () => now },
  );

const fine = { body: { data: [], status: 1 } };

describe('faults', () => {
  it.each<[string, Handler, Request, object]>([
    [
      'a refused time',
      () => ({ status: 409, body: { error: 'busy', name: 'ConflictError', errorCode: 'RESOURCE_BUSY' } }),
      WRITE,
      { kind: 'refused', status: 409, code: 'RESOURCE_BUSY' },
    ],
    [
      'a refused time as 400',
      () => ({ status: 400, body: { error: 'x', name: 'BadRequestError', errorCode: 'SLOT_NOT_AVAILABLE' } }),
      WRITE,
      { kind: 'refused' },
    ],
    [
      'a wrong request',
      () => ({
        status: 400,
        body: { error: 'x', name: 'BadRequestError', details: { query: { page: 'invalid' } } },
      }),
      READ,
      { kind: 'invalid' },
    ],
    [
      'GraphQL shining through',
      () => ({ status: 500, body: { error: 'x', extras: { code: 'GRAPHQL_VALIDATION_FAILED' } } }),
      READ,
      { kind: 'invalid' },
    ],
    [
      'a 500 that means 404',
      () => ({ status: 500, body: { error: 'x', name: 'NotFoundError' } }),
      READ,
      { kind: 'not-found' },
    ],
    [
      'an error inside a 200',
      () => ({ status: 200, body: { error: 'x', name: 'NotFoundError' } }),
      READ,
      { kind: 'not-found' },
    ],
    [
      'a name from Object',
      () => ({ status: 400, body: { error: 'x', name: 'constructor' } }),
      READ,
      { kind: 'invalid' },
    ],
    ['no right', () => ({ status: 403 }), READ, { kind: 'permission-missing' }],
    ['not there', () => ({ status: 404 }), READ, { kind: 'not-found' }],
    [
      'too many, seconds',
      () => ({ status: 429, headers: { 'retry-after': '7' } }),
      READ,
      { kind: 'throttled', retryAfter: 7000 },
    ],
    [
      'too many, date',
      () => ({ status: 429, headers: { 'retry-after': 'Tue, 24 Nov 2026 09:00:30 GMT' } }),
      READ,
      { kind: 'throttled', retryAfter: 30_000 },
    ],
    ['too many, silent', () => ({ status: 429 }), READ, { kind: 'throttled', retryAfter: null }],
    [
      'a broken service',
      () => ({ status: 500, headers: { 'x-request-id': 'r-17' } }),
      WRITE,
      { kind: 'unavailable', requestId: 'r-17' },
    ],
    ['a lost upstream, read', () => ({ status: 504 }), READ, { kind: 'unavailable' }],
    ['a lost upstream, write', () => ({ status: 504 }), WRITE, { kind: 'unanswered' }],
    [
      'a redirect',
      () => ({ status: 307, headers: { location: 'http://127.0.0.1:1/' } }),
      READ,
      { kind: 'unavailable' },
    ],
    ['no answer, read', () => ({ drop: true }), READ, { kind: 'unavailable' }],
    ['no answer, write', () => ({ drop: true }), WRITE, { kind: 'unanswered' }],
    ['a slow answer, write', () => ({ hang: true }), WRITE, { kind: 'unanswered', code: 'timeout' }],
  ])('%s', async (_, handler, request, expected) => {
    stub.on('GET /v1/appointments', handler);
    stub.on('POST /v1/appointments', handler);
    expect(await faultOf(httpOf({ timeoutMs: 150 }).call(credentials, request))).toMatchObject({
      service: 'timify',
      ...expected,
    });
    expect(stub.seen.filter(({ path }) => path === '/v1/appointments')).toHaveLength(1);
  });

  it('of a service that cannot be reached are never an unanswered write', async () => {
    stub.on('GET /v1/appointments', () => fine);
    const http = httpOf();
    await http.call(credentials, READ);
    await stub.close();
    // The first one still goes into a connection that was open, where nobody can tell.
    expect(await faultOf(http.call(credentials, READ))).toMatchObject({ kind: 'unavailable' });
    expect(await faultOf(http.call(credentials, WRITE))).toMatchObject({
      kind: 'unavailable',
      code: 'ECONNREFUSED',
    });
    stub = await startStub();
  });
});

describe('the throttle', () => {
  it('lets at most eight requests of a company be under way', async () => {
    const { createServer } = await import('node:http');
    let underWay = 0;
    let most = 0;
    const server = createServer((request, response) => {
      if (request.url?.includes('auth')) return response.end(JSON.stringify({ accessToken: 't' }));
      underWay += 1;
      most = Math.max(most, underWay);
      return setImmediate(() => {
        underWay -= 1;
        response.end('{"data":[]}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const http = httpOf({ baseUrl: `http://127.0.0.1:${port}/v1` });
    await Promise.all(Array.from({ length: 60 }, () => http.call(credentials, READ)));
    server.closeAllConnections();
    server.close();
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
  });
});
