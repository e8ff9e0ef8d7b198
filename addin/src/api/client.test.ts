import { describe, expect, it, vi } from 'vitest';
import type { TokenRequest } from '../host/host.ts';
import { SignInFault } from '../host/signInFault.ts';
import { me } from '../../test/fixtures.ts';
import { ApiError } from './apiError.ts';
import { createClient } from './client.ts';

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const refusal = (id: string, more: object = {}) => ({
  error: { id, message: id, requestId: 'r-1', ...more },
});

function client(...responses: (Response | Error)[]) {
  const sent: { path: string; init: RequestInit }[] = [];
  const tokens: TokenRequest[] = [];
  const fetch = vi.fn((path: RequestInfo | URL, init: RequestInit = {}) => {
    sent.push({ path: path as string, init });
    const next = responses.shift() ?? json(500, {});
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
  const getToken = (request: TokenRequest) => {
    tokens.push(request);
    return Promise.resolve(`token-${tokens.length}`);
  };
  return { api: createClient({ fetch, getToken }), sent, tokens };
}

const headersOf = (init: RequestInit | undefined) => new Headers(init?.headers);

describe('a call', () => {
  it('carries a fresh token and returns the checked answer', async () => {
    const { api, sent } = client(json(200, me));
    expect((await api.call('me')).user.name).toBe('Lena Berger');
    expect(sent[0]?.path).toBe('/api/me');
    expect(headersOf(sent[0]?.init).get('authorization')).toBe('Bearer token-1');
  });

  it('puts names, query and body where the contract says', async () => {
    const { api, sent } = client(
      json(200, { items: [] }),
      json(200, { ok: true, pending: false, error: null, facts: {}, connection: null }),
    );
    await api.call('conflicts', { params: { id: 'a/b' }, query: { state: 'all', limit: 5 } });
    await api.call('act', { params: { id: 'c', action: 'pause' }, body: {} });
    expect(sent[0]?.path).toBe('/api/connections/a%2Fb/conflicts?state=all&limit=5');
    expect(sent[1]).toMatchObject({
      path: '/api/connections/c/actions/pause',
      init: { method: 'POST', body: '{}' },
    });
  });

  it('means one company where there are several', async () => {
    const { api, sent } = client(json(200, { items: [] }));
    await api.forCompany('com-2').call('resources');
    expect(sent[0]?.path).toBe('/api/companies/com-2/resources');
  });

  it('tells a refusal by its id, with what belongs to it', async () => {
    const { api } = client(
      json(
        409,
        refusal('copies_required', { counts: { create: 0, update: 0, delete: 7, skip: 0, conflict: 0 } }),
      ),
    );
    await expect(api.call('me')).rejects.toMatchObject({
      id: 'copies_required',
      requestId: 'r-1',
      facts: { counts: { delete: 7 } },
    });
  });

  it('tells the page of a proxy as unexpected, with the id from its header', async () => {
    const { api } = client(new Response('<html>', { status: 502, headers: { 'x-request-id': 'h-1' } }));
    await expect(api.call('me')).rejects.toMatchObject({ id: 'unexpected', requestId: 'h-1' });
  });

  it('tells an answer that it cannot read', async () => {
    const { api } = client(json(200, { user: 'somebody' }));
    await expect(api.call('me')).rejects.toMatchObject({ id: 'outdated' });
  });

  it('tells when there is no network at all', async () => {
    const { api } = client(new TypeError('network'));
    await expect(api.call('me')).rejects.toMatchObject({ id: 'offline' });
  });
});

describe('a 401 with claims', () => {
  const challenge = () => json(401, refusal('sign_in_required', { claims: '{"access_token":{}}' }));

  it('is answered once with a token that carries them', async () => {
    const { api, tokens } = client(challenge(), json(200, me));
    await api.call('me');
    expect(tokens).toEqual([
      { interactive: false, claims: undefined },
      { interactive: false, claims: '{"access_token":{}}' },
    ]);
  });

  it('is the person’s business the second time: no loop', async () => {
    const { api, sent } = client(challenge(), challenge(), json(200, me));
    await expect(api.call('me')).rejects.toBeInstanceOf(ApiError);
    expect(sent).toHaveLength(2);
  });

  it('is told as it is when no such token comes without a click', async () => {
    let asked = 0;
    const getToken = () => {
      asked += 1;
      return asked === 1 ? Promise.resolve('t') : Promise.reject(new SignInFault('needs-click'));
    };
    const api = createClient({ fetch: () => Promise.resolve(challenge()), getToken });
    await expect(api.call('me')).rejects.toMatchObject({
      id: 'sign_in_required',
      facts: { claims: '{"access_token":{}}' },
    });
  });
});

it('passes on that there is no token without a click', async () => {
  const api = createClient({
    fetch: vi.fn(),
    getToken: () => Promise.reject(new SignInFault('needs-click')),
  });
  await expect(api.call('me')).rejects.toMatchObject({ kind: 'needs-click' });
});
