import pLimit, { type LimitFunction } from 'p-limit';
import { Fault } from '../core/fault.ts';
import type { Instant } from '../core/items.ts';
import type { TimifyCredentials } from '../sync/ports/sides.ts';
import { TokenCache, type Granted } from './auth.ts';
import { faultOf, isSuccess, transportFault, type Answer, type Effect } from './errors.ts';

/** No rate limit is documented, so we set one ourselves: requests under way at a time, per company. */
const IN_FLIGHT = 8;
const DEFAULT_TIMEOUT = 20_000;

export type HeaderForm = 'raw' | 'bearer';

export interface HttpConfig {
  /** With the version, without a slash at the end: `https://api.timify.com/v1`. */
  baseUrl: string;
  /** Tried first. TIMIFY's clients send the raw token, its new reference says `Bearer`. */
  authHeader: HeaderForm;
  /** Below `/auth/`; sources disagree on `refreshtoken` and `refresh-token`. */
  refreshPath: string;
  timeoutMs?: number;
}

export interface Request {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** From the version on, ids already encoded. */
  path: string;
  query?: Record<string, string | number>;
  body?: unknown;
  effect: Effect;
}

const HEADER_SAFE = /^[\w-]{1,64}$/;

const addressOf = (baseUrl: string, request: Request): string => {
  const url = new URL(baseUrl.replace(/\/+$/, '') + request.path);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, String(value));
  return url.href;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const headersFor = (
  companyId: string,
  token?: { form: HeaderForm; access: string },
): Record<string, string> => {
  if (!HEADER_SAFE.test(companyId)) {
    throw new Fault({ kind: 'invalid', service: 'timify', code: 'company-id' });
  }
  if (!token) return { 'company-id': companyId };
  return {
    'company-id': companyId,
    authorization: token.form === 'raw' ? token.access : `Bearer ${token.access}`,
  };
};

/** Requests to one base URL. Every method rejects with a `Fault` and answers the body as it came. */
export class Http {
  readonly #config: HttpConfig;
  readonly #clock: { now(): Instant };
  readonly #tokens: TokenCache;
  readonly #limits = new Map<string, LimitFunction>();
  /** The form that this base URL has taken; null until one has. */
  #proven: HeaderForm | null = null;

  constructor(config: HttpConfig, clock: { now(): Instant }) {
    this.#config = config;
    this.#clock = clock;
    this.#tokens = new TokenCache(
      (path, body) => this.#send({ method: 'POST', path, body, effect: 'read' }, {}),
      config.refreshPath,
      clock,
    );
  }

  /** With an app's token, in the context of a company. */
  async call(credentials: TimifyCredentials, request: Request): Promise<unknown> {
    let token = await this.#tokens.current(credentials);
    let answer = await this.#tryForms(credentials.companyId, request, token);
    if (answer === null && !token.fresh) {
      token = await this.#tokens.renew(credentials, token.access);
      answer = await this.#tryForms(credentials.companyId, request, token);
    }
    if (answer === null) throw new Fault({ kind: 'credentials', service: 'timify', status: 401 });
    return this.#judged(answer, request);
  }

  /** Without any token, for the public booking routes. */
  async open(companyId: string, request: Request): Promise<unknown> {
    return this.#judged(await this.#limited(companyId, request, headersFor(companyId)), request);
  }

  /** From here on calls use a token given out against exactly this secret, just now. */
  async prove(credentials: TimifyCredentials): Promise<void> {
    await this.#tokens.renew(credentials, null);
  }

  /** Null when neither form of the header was taken. A 401 did nothing, so repeating a write is safe. */
  async #tryForms(companyId: string, request: Request, token: Granted): Promise<Answer | null> {
    const first = this.#proven ?? this.#config.authHeader;
    const second = first === 'raw' ? 'bearer' : 'raw';
    for (const form of [first, second] as const) {
      const headers = headersFor(companyId, { form, access: token.access });
      const answer = await this.#limited(companyId, request, headers);
      if (isSuccess(answer)) this.#proven = form;
      if (isSuccess(answer)) return answer;
      if (faultOf(answer, request.effect, this.#clock.now()).kind !== 'credentials') return answer;
    }
    return null;
  }

  #judged(answer: Answer, request: Request): unknown {
    if (isSuccess(answer)) return answer.body;
    throw faultOf(answer, request.effect, this.#clock.now());
  }

  #limited(companyId: string, request: Request, headers: Record<string, string>): Promise<Answer> {
    const limit = this.#limits.get(companyId) ?? pLimit(IN_FLIGHT);
    this.#limits.set(companyId, limit);
    return limit(() => this.#send(request, headers));
  }

  async #send(request: Request, headers: Record<string, string>): Promise<Answer> {
    try {
      const answer = await fetch(addressOf(this.#config.baseUrl, request), {
        method: request.method,
        headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        // A redirect could carry a secret to another host.
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#config.timeoutMs ?? DEFAULT_TIMEOUT),
      });
      return {
        status: answer.status,
        body: parsed(await answer.text()),
        retryAfter: answer.headers.get('retry-after'),
        requestId: answer.headers.get('x-request-id') ?? answer.headers.get('x-correlation-id'),
      };
    } catch (error) {
      throw transportFault(error, request.effect);
    }
  }
}
