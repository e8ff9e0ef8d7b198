import pLimit, { type LimitFunction } from 'p-limit';
import { Fault } from '../core/fault.ts';
import type { Instant } from '../core/model.ts';
import type { TimifyCredentials } from '../sync/ports.ts';
import { createTokenCache, type Granted } from './auth.ts';
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

/** Calls with an app's token in the context of a company. Rejects with a `Fault`; answers the body as it came. */
export interface Http {
  call(credentials: TimifyCredentials, request: Request): Promise<unknown>;
  /** Calls without any token, for the public booking routes. */
  open(companyId: string, request: Request): Promise<unknown>;
  /** The next call uses a token given out against exactly this secret. */
  prove(credentials: TimifyCredentials): Promise<void>;
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

export const createHttp = (config: HttpConfig, clock: { now(): Instant }): Http => {
  const limits = new Map<string, LimitFunction>();
  /** The form that this base URL has taken; null until one has. */
  let proven: HeaderForm | null = null;

  const send = async (request: Request, headers: Record<string, string>): Promise<Answer> => {
    try {
      const answer = await fetch(addressOf(config.baseUrl, request), {
        method: request.method,
        headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        // A redirect could carry a secret to another host.
        redirect: 'manual',
        signal: AbortSignal.timeout(config.timeoutMs ?? DEFAULT_TIMEOUT),
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
  };

  const tokens = createTokenCache(
    (path, body) => send({ method: 'POST', path, body, effect: 'read' }, {}),
    config.refreshPath,
    clock,
  );

  const limited = (companyId: string, work: () => Promise<Answer>): Promise<Answer> => {
    const limit = limits.get(companyId) ?? pLimit(IN_FLIGHT);
    limits.set(companyId, limit);
    return limit(work);
  };

  const headersFor = (
    companyId: string,
    form?: { form: HeaderForm; token: string },
  ): Record<string, string> => {
    if (!HEADER_SAFE.test(companyId))
      throw new Fault({ kind: 'invalid', service: 'timify', code: 'company-id' });
    if (!form) return { 'company-id': companyId };
    return {
      'company-id': companyId,
      authorization: form.form === 'raw' ? form.token : `Bearer ${form.token}`,
    };
  };

  const judged = (answer: Answer, request: Request): unknown => {
    if (isSuccess(answer)) return answer.body;
    throw faultOf(answer, request.effect, clock.now());
  };

  /** Null when neither form of the header was taken. A 401 did nothing, so repeating a write is safe. */
  const tryForms = async (companyId: string, request: Request, token: Granted): Promise<Answer | null> => {
    const first = proven ?? config.authHeader;
    const second = first === 'raw' ? 'bearer' : 'raw';
    for (const form of [first, second] as const) {
      const headers = headersFor(companyId, { form, token: token.access });
      const answer = await limited(companyId, () => send(request, headers));
      if (isSuccess(answer)) proven = form;
      if (isSuccess(answer) || faultOf(answer, request.effect, clock.now()).kind !== 'credentials')
        return answer;
    }
    return null;
  };

  return {
    call: async (credentials, request) => {
      const { companyId } = credentials;
      let token = await tokens.current(credentials);
      let answer = await tryForms(companyId, request, token);
      if (answer === null && !token.fresh) {
        token = await tokens.renew(credentials, token.access);
        answer = await tryForms(companyId, request, token);
      }
      if (answer === null) throw new Fault({ kind: 'credentials', service: 'timify', status: 401 });
      return judged(answer, request);
    },
    open: async (companyId, request) =>
      judged(await limited(companyId, () => send(request, headersFor(companyId))), request),
    prove: async (credentials) => {
      await tokens.renew(credentials, null);
    },
  };
};
