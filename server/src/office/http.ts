/**
 * One request to Microsoft Graph, through Microsoft's client. Rejects with a `Fault`; a bad answer to a good request
 * is one too. Nothing is repeated here but after a 401, once.
 */
import { Client, ResponseType } from '@microsoft/microsoft-graph-client';
import { Fault } from '../core/fault.ts';
import { faultOf, noAnswer, refusalOf } from './errors.ts';
import type { FaultContext, Target } from './errors.ts';
import type { Gates } from './gate.ts';
import { carriedIn, createChain, ExactAddress, isTrusted } from './middleware.ts';
import type { TokenSource } from './middleware.ts';

export interface GraphConfig {
  /** `https://graph.microsoft.com/v1.0`, another cloud's, or a stand-in; plain http on loopback only. */
  baseUrl: string;
  /** Per request; 30 s. */
  timeoutMs?: number;
  /** Read calendars with our marker expanded (`msgraph-metadata#299`); true. */
  expandMarkers?: boolean;
  /** Items per page of lists and delta rounds; 200. */
  pageSize?: number;
  fetchImpl?: typeof fetch;
  /** Milliseconds since 1970, for `Retry-After` dates. */
  now?: () => number;
  random?: () => number;
}

export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the version, encoded, with its query: `/users/{oid}/calendars?$top=100`. Or a link from an answer. */
  path: string;
  target: Target;
  /** Beside the standing preferences, e.g. `odata.maxpagesize=200`. */
  prefer?: string;
  ifMatch?: string;
  body?: unknown;
  /** Requests that this one counts for; 1. */
  weight?: number;
}

export interface Answer {
  status: number;
  /** Parsed JSON; undefined for 204 and other empty answers. */
  body: unknown;
}

export interface Graph {
  call(call: Call): Promise<Answer>;
  /** Headers that a part of a `$batch` carries like a request of its own. */
  headers(call: Call): Record<string, string>;
  /** A link of Graph as stored or answered; false when it leads elsewhere. */
  owns(link: string): boolean;
  context(call: Pick<Call, 'method' | 'target'>): FaultContext;
}

const TIMEOUT_MS = 30_000;

/**
 * On every call ("Immutable identifiers for Outlook resources", "user: list calendarView": `outlook.timezone`,
 * `outlook.body-content-type`): ids that survive moves, times in UTC, bodies as text.
 */
const PREFER = 'IdType="ImmutableId", outlook.timezone="UTC", outlook.body-content-type="text"';

/** `https://host/root/v1.0` → what the client wants: the root and the version apart. */
const split = (baseUrl: string): { root: string; version: string } => {
  const clean = baseUrl.replace(/\/+$/, '');
  const version = /\/(v\d+\.\d+|beta)$/.exec(clean)?.[1];
  return version === undefined
    ? { root: `${clean}/`, version: 'v1.0' }
    : { root: clean.slice(0, -version.length), version };
};

const parse = (text: string): unknown => (text === '' ? undefined : (JSON.parse(text) as unknown));

/** The body of a refusal may be anything. */
const tryParse = (text: string): unknown => {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
};

const headersOf = (call: Call): Record<string, string> => ({
  Prefer: call.prefer === undefined ? PREFER : `${PREFER}, ${call.prefer}`,
  ...(call.ifMatch === undefined || call.ifMatch === '' ? {} : { 'If-Match': call.ifMatch }),
  ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
});

/** A link goes out as it is; a path is put together by the client. */
const send = async (client: Client, call: Call): Promise<Response> => {
  const isLink = !call.path.startsWith('/');
  const request = client
    .api(isLink ? '/' : call.path)
    .headers(headersOf(call))
    .responseType(ResponseType.RAW);
  if (isLink) request.middlewareOptions([new ExactAddress(call.path)]);
  const start = {
    GET: () => request.get(),
    POST: () => request.post(call.body),
    PATCH: () => request.patch(call.body),
    DELETE: () => request.delete(),
  };
  try {
    return (await start[call.method]()) as Response;
  } catch (error) {
    throw carriedIn(error);
  }
};

const receive = async (response: Response, call: Call, context: FaultContext): Promise<Answer> => {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw noAnswer(call.method, error);
  }
  if (response.status >= 300) {
    throw faultOf(
      refusalOf(response.status, (name) => response.headers.get(name), tryParse(text)),
      context,
    );
  }
  try {
    return { status: response.status, body: parse(text) };
  } catch (error) {
    throw noAnswer(call.method, error);
  }
};

const clientOf = (config: GraphConfig, base: URL, token: TokenSource): Client => {
  const { root, version } = split(config.baseUrl);
  return Client.initWithMiddleware({
    baseUrl: root,
    defaultVersion: version,
    customHosts: new Set([base.hostname]),
    middleware: createChain({
      base,
      token,
      fetchImpl: config.fetchImpl ?? fetch,
      timeoutMs: config.timeoutMs ?? TIMEOUT_MS,
    }),
  });
};

export const createGraph = (
  config: GraphConfig,
  session: { mailbox: string; token: TokenSource; gates: Gates },
): Graph => {
  const base = new URL(config.baseUrl);
  const client = clientOf(config, base, session.token);
  const owns = (link: string): boolean => URL.canParse(link) && isTrusted(link, base);
  const context: Graph['context'] = ({ method, target }) => ({
    method,
    target,
    now: config.now ?? Date.now,
    random: config.random ?? Math.random,
  });
  return {
    owns,
    context,
    headers: headersOf,
    async call(call) {
      if (!call.path.startsWith('/') && !owns(call.path)) {
        throw new Fault({ kind: 'invalid', service: 'graph', code: 'ForeignLink' });
      }
      return session.gates.run(session.mailbox, call.weight ?? 1, async () =>
        receive(await send(client, call), call, context(call)),
      );
    },
  };
};
