/**
 * A little Entra on a local HTTP port: discovery, keys, and a token endpoint in the shapes of its documentation. The
 * `fetch` that comes with it sends `https://login.example` there, since MSAL takes https alone.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK, JWTPayload } from 'jose';
import type { Caller } from '../../sync/ports/people.ts';
import type { Store } from '../../sync/ports/store.ts';
import type { Vault } from '../../sync/ports/process.ts';
import { createTokens } from '../tokens.ts';
import type { EntraTokens, TokensConfig } from '../tokens.ts';

export const HOST = 'https://login.example';
export const CLIENT = 'c0ffee00-0000-4000-8000-000000000000';
export const TENANT = '11111111-1111-4111-8111-111111111111';
export const OID = '22222222-2222-4222-8222-222222222222';
export const OWNER = { tenantId: TENANT, oid: OID };

export interface TokenAsked {
  tenant: string;
  form: URLSearchParams;
}

export interface EntraStub {
  fetch: typeof fetch;
  /** Requests for tokens. */
  asked: TokenAsked[];
  discoveries: number;
  keyReads: number;
  /** How the answer names scopes: `Calendars.Read`, or with the resource before it. */
  scopeForm: 'short' | 'qualified';
  /** Whose token the endpoint gives out. */
  account: { oid: string; tenantId: string };
  /** Answers of the next token requests, instead of a token. */
  refuse: { status: number; body: unknown; headers?: Record<string, string> }[];
  /** Runs before the answer to a token request. */
  before: (() => Promise<void>) | null;
  down: boolean;
  sign(claims: JWTPayload, header?: { kid?: string; alg?: string; key?: CryptoKey }): Promise<string>;
  keys: (JWK & { issuer?: string })[];
  close(): Promise<void>;
}

const unsigned = (claims: object): string => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2ln`;
};

const discovery = (tenant: string): object => ({
  token_endpoint: `${HOST}/${tenant}/oauth2/v2.0/token`,
  jwks_uri: `${HOST}/${tenant}/discovery/v2.0/keys`,
  authorization_endpoint: `${HOST}/${tenant}/oauth2/v2.0/authorize`,
  end_session_endpoint: `${HOST}/${tenant}/oauth2/v2.0/logout`,
  issuer: `${HOST}/${tenant}/v2.0`,
});

let serial = 0;

/** The answer to on-behalf-of, a code or a refresh token ("OAuth 2.0 On-Behalf-Of flow": success response). */
const tokens = (stub: EntraStub, form: URLSearchParams): object => {
  serial += 1;
  const { oid, tenantId } = stub.account;
  const asked = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== 'offline_access');
  const short = (scope: string): string => scope.replace(/^https:\/\/[^/]+\//, '');
  return {
    token_type: 'Bearer',
    scope: asked.map((scope) => (stub.scopeForm === 'short' ? short(scope) : scope)).join(' '),
    expires_in: 4511,
    ext_expires_in: 4511,
    access_token: `access-${serial}`,
    refresh_token: `refresh-${serial}`,
    id_token: unsigned({
      oid,
      tid: tenantId,
      sub: 's',
      iss: `${HOST}/${tenantId}/v2.0`,
      aud: CLIENT,
      ver: '2.0',
    }),
    client_info: Buffer.from(JSON.stringify({ uid: oid, utid: tenantId })).toString('base64url'),
  };
};

const answerTo = async (
  stub: EntraStub,
  path: string,
  text: string,
): Promise<{ status: number; body: unknown; headers?: Record<string, string> }> => {
  const tenant = path.split('/')[1] ?? '';
  if (path.endsWith('/.well-known/openid-configuration')) {
    stub.discoveries += 1;
    return { status: 200, body: discovery(tenant) };
  }
  if (path.endsWith('/discovery/v2.0/keys')) {
    stub.keyReads += 1;
    return { status: 200, body: { keys: stub.keys } };
  }
  const form = new URLSearchParams(text);
  stub.asked.push({ tenant, form });
  await stub.before?.();
  return stub.refuse.shift() ?? { status: 200, body: tokens(stub, form) };
};

/** One pair for all: making them is slow. */
const pairOnce = generateKeyPair('RS256', { extractable: true });

export const createEntra = async (): Promise<EntraStub> => {
  const pair = await pairOnce;
  const jwk = await exportJWK(pair.publicKey);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void answerTo(stub, new URL(request.url ?? '/', HOST).pathname, Buffer.concat(chunks).toString()).then(
        ({ status, body, headers }) => {
          response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
          response.end(JSON.stringify(body));
        },
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stub: EntraStub = {
    asked: [],
    discoveries: 0,
    keyReads: 0,
    scopeForm: 'qualified',
    account: OWNER,
    refuse: [],
    before: null,
    down: false,
    // As Entra publishes keys: no `alg`.
    keys: [{ ...jwk, kid: 'k1', use: 'sig', issuer: `${HOST}/{tenantid}/v2.0` }],
    fetch: (input, init) => {
      if (stub.down) return Promise.reject(new TypeError('fetch failed'));
      const url = input instanceof Request ? input.url : input.toString();
      return fetch(url.replace(HOST, `http://127.0.0.1:${port}`), init);
    },
    sign: (claims, header) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: header?.alg ?? 'RS256', kid: header?.kid ?? 'k1', typ: 'JWT' })
        .sign(header?.key ?? pair.privateKey),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return stub;
};

/** Claims of a good token of our own API ("Access tokens": v2.0). */
export const apiClaims = (more: JWTPayload = {}): JWTPayload => {
  const now = Math.floor(Date.now() / 1000);
  return {
    aud: CLIENT,
    iss: `${HOST}/${TENANT}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + 4000,
    azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
    azpacr: '0',
    name: 'Megan Bowen',
    oid: OID,
    preferred_username: 'meganb@contoso.com',
    scp: 'access_as_user',
    sub: 'sub',
    tid: TENANT,
    uti: 'uti',
    ver: '2.0',
    ...more,
  };
};

export const caller = (more: Partial<Caller> = {}): Caller => ({
  tenantId: TENANT,
  oid: OID,
  name: 'Megan Bowen',
  roles: [],
  assertion: 'incoming-token',
  validFor: 3_600_000,
  ...more,
});

export interface Row {
  sealed: string;
  revision: number;
}

/** Rows in memory with the port's compare-and-swap. */
export const tokenRows = (): Store['tokens'] & { rows: Map<string, Row>; loads: number } => {
  const rows = new Map<string, Row>();
  const table = {
    rows,
    loads: 0,
    load: (key: string) => {
      table.loads += 1;
      return Promise.resolve(rows.get(key) ?? null);
    },
    save: (key: string, sealed: string, revision: number) => {
      if ((rows.get(key)?.revision ?? 0) !== revision) return Promise.resolve(false);
      rows.set(key, { sealed, revision: revision + 1 });
      return Promise.resolve(true);
    },
    remove: (key: string) => {
      rows.delete(key);
      return Promise.resolve();
    },
  };
  return table;
};

/** A seal that can be seen through in tests, bound to its context. */
export const glassVault: Vault = {
  seal: (plain, context) => JSON.stringify({ context, plain }),
  open: (sealed, context) => {
    const box = JSON.parse(sealed) as { context: string; plain: string };
    if (box.context !== context) throw new Error('another context');
    return box.plain;
  },
};

/** What outlives a process. */
export interface World {
  entra: EntraStub;
  rows: ReturnType<typeof tokenRows>;
  time: number;
}

export const createWorld = async (): Promise<World> => ({
  entra: await createEntra(),
  rows: tokenRows(),
  time: Date.now(),
});

/** A process of its own: nothing in memory. */
export const startIn = (world: World, more: Partial<TokensConfig> = {}): EntraTokens =>
  createTokens(
    {
      clientId: CLIENT,
      credential: { secret: 'shh' },
      authorityHost: HOST,
      graphBaseUrl: 'https://graph.microsoft.com/v1.0',
      background: 'obo',
      fetchImpl: world.entra.fetch,
      ...more,
    },
    world.rows,
    glassVault,
    { now: () => world.time },
  );

/** The form of a token request, by its place in the order. */
export const formOf = (world: World, index: number): Record<string, string> =>
  Object.fromEntries(world.entra.asked[index]?.form ?? new URLSearchParams());
