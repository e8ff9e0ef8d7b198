import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Http, type HttpConfig, type Request } from './http.ts';
import { COMPANY } from './answers.testing.ts';
import { faultOf, startStub, type Handler, type Stub } from './stub.testing.ts';

const READ: Request = { method: 'GET', path: '/appointments', effect: 'read' };
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

const unauthorised = { status: 401, body: { error: 'Unauthorized', name: 'UnauthorizedError' } };
const fine = { body: { data: [], status: 1 } };
const onlyWith =
  (...headers: string[]): Handler =>
  ({ headers: { authorization } }) =>
    headers.includes(authorization ?? '') ? fine : unauthorised;
const sentHeaders = () => stub.to('GET /v1/appointments').map(({ headers }) => headers.authorization);

describe('tokens', () => {
  it('are asked for once by many, with app id and secret in the body', async () => {
    stub.on('GET /v1/appointments', () => fine);
    const http = httpOf();
    await Promise.all(Array.from({ length: 20 }, () => http.call(credentials, READ)));
    const asked = stub.to('POST /v1/auth/token');
    expect(asked.map(({ body, query }) => [body, query])).toEqual([
      [{ appid: 'app', appsecret: 'S3CRET' }, {}],
    ]);
    expect(asked[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/json',
    });
  });

  it('are refreshed when they end', async () => {
    stub.on('GET /v1/appointments', () => fine);
    const http = httpOf();
    await http.call(credentials, READ);
    now += 3600_000;
    await http.call(credentials, READ);
    expect(stub.to('POST /v1/auth/refreshtoken').map(({ body }) => body)).toEqual([
      { refreshtoken: 'refresh-1' },
    ]);
    expect(sentHeaders()).toEqual(['token-1', 'token-2']);
  });

  it('live an hour where the answer does not say, and as long as it says otherwise', async () => {
    stub.on('GET /v1/appointments', () => fine);
    let expires: unknown = undefined;
    stub.on('POST /v1/auth/token', () => ({ body: { accessToken: 'a', expires } }));
    const http = httpOf();
    await http.call(credentials, READ);
    now += 3500_000;
    await http.call(credentials, READ);
    expect(stub.to('POST /v1/auth/token')).toHaveLength(1);
    expires = 60;
    now += 100_000;
    await http.call(credentials, READ);
    now += 40_000;
    await http.call(credentials, READ);
    expect(stub.to('POST /v1/auth/token')).toHaveLength(3);
  });

  it('are asked for anew where the refresh is refused or does not exist', async () => {
    stub.on('GET /v1/appointments', () => fine);
    const http = httpOf({ refreshPath: 'refresh-token' });
    await http.call(credentials, READ);
    now += 3600_000;
    await http.call(credentials, READ);
    expect(stub.to('POST /v1/auth/refresh-token')).toHaveLength(1);
    expect(sentHeaders()).toEqual(['token-1', 'token-2']);
  });

  it('are asked for anew after a 401 under both forms', async () => {
    stub.on('GET /v1/appointments', onlyWith('token-1'));
    const http = httpOf();
    await http.call(credentials, READ);
    stub.on('GET /v1/appointments', onlyWith('token-2'));
    await expect(http.call(credentials, READ)).resolves.toEqual(fine.body);
    expect(stub.to('POST /v1/auth/refreshtoken')).toEqual([]);
  });

  it('of one secret are never used for another', async () => {
    stub.on('GET /v1/appointments', () => fine);
    stub.on('POST /v1/auth/token', ({ body }) =>
      body['appsecret'] === 'S3CRET' ? { body: { accessToken: 't' } } : unauthorised,
    );
    const http = httpOf();
    await http.call(credentials, READ);
    expect(await faultOf(http.call({ ...credentials, appSecret: 'guess' }, READ))).toMatchObject({
      kind: 'credentials',
    });
  });
});

describe('the form of the header', () => {
  it('is found by one retry and remembered', async () => {
    stub.on('GET /v1/appointments', onlyWith('Bearer token-1'));
    const http = httpOf();
    await http.call(credentials, READ);
    await http.call(credentials, READ);
    expect(sentHeaders()).toEqual(['token-1', 'Bearer token-1', 'Bearer token-1']);
    expect(stub.to('POST /v1/auth/token')).toHaveLength(1);
  });

  it('is tried as configured', async () => {
    stub.on('GET /v1/appointments', () => fine);
    await httpOf({ authHeader: 'bearer' }).call(credentials, READ);
    expect(sentHeaders()).toEqual(['Bearer token-1']);
  });

  it('goes with the company', async () => {
    stub.on('GET /v1/appointments', () => fine);
    await httpOf().call(credentials, READ);
    expect(stub.to('GET /v1/appointments')[0]?.headers['company-id']).toBe(COMPANY);
    expect(await faultOf(httpOf().call({ ...credentials, companyId: 'a\r\nb' }, READ))).toMatchObject({
      kind: 'invalid',
    });
  });
});

describe('credentials', () => {
  it.each([400, 401, 403, 404])('are refused by %i to the token call', async (status) => {
    stub.on('POST /v1/auth/token', () => ({ status, body: { error: 'no' } }));
    expect(await faultOf(httpOf().call(credentials, READ))).toMatchObject({
      kind: 'credentials',
      service: 'timify',
      status,
    });
  });

  it('are refused by a 401 to a token that was given out just now', async () => {
    stub.on('GET /v1/appointments', () => unauthorised);
    expect(await faultOf(httpOf().call(credentials, READ))).toMatchObject({
      kind: 'credentials',
      status: 401,
    });
    expect(stub.to('POST /v1/auth/token')).toHaveLength(1);
  });

  it('are not blamed for a service that is down', async () => {
    stub.on('POST /v1/auth/token', () => ({ status: 503 }));
    expect(await faultOf(httpOf().call(credentials, READ))).toMatchObject({ kind: 'unavailable' });
  });

  it('stand in no fault and in no address', async () => {
    stub.on('GET /v1/appointments', () => ({
      status: 400,
      body: { error: 'S3CRET', name: 'S3CRET app', errorCode: 'x S3CRET' },
    }));
    const fault = await faultOf(httpOf().call(credentials, READ));
    expect(`${JSON.stringify(fault)} ${fault.message} ${fault.stack ?? ''}`).not.toContain('S3CRET');
    expect(stub.seen.map(({ path, query }) => JSON.stringify([path, query])).join()).not.toContain('S3CRET');
  });
});
