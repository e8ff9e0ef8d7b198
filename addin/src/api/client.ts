import {
  api,
  companyPath,
  type Answer,
  type Body,
  type CallName,
  type Params,
  type Query,
} from '../../../shared/api.ts';
import type { Call } from '../../../shared/call.ts';
import type { TokenRequest } from '../host/host.ts';
import { ApiError, errorOf } from './apiError.ts';

/** Exactly what a call needs, and nothing where it needs nothing. */
export type Input<N extends CallName> = { readonly signal?: AbortSignal } & (keyof Params<N> extends never
  ? unknown
  : { readonly params: Params<N> }) &
  (Query<N> extends undefined ? unknown : { readonly query: Query<N> }) &
  (Body<N> extends undefined ? unknown : { readonly body: Body<N> });

type Arguments<N extends CallName> =
  Partial<Input<N>> extends Input<N> ? [input?: Input<N>] : [input: Input<N>];

export interface Client {
  /** Rejects with an `ApiError` or a `SignInFault`. Answers are checked against the contract. */
  call<N extends CallName>(name: N, ...input: Arguments<N>): Promise<Answer<N>>;
  /** A response whose body is read by the caller, with the same token rules. */
  open(path: string, signal: AbortSignal): Promise<Response>;
  /** For a tenant with several companies: the same client, where `/api/company/…` means this one. */
  forCompany(id: string): Client;
}

interface Parts {
  readonly fetch: typeof globalThis.fetch;
  readonly getToken: (request: TokenRequest) => Promise<string>;
  readonly company?: string | undefined;
}

interface LooseInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export function createClient(parts: Parts): Client {
  const { fetch, getToken, company } = parts;
  const send = async (path: string, init: RequestInit, claims?: string): Promise<Response> => {
    const token = await getToken({ interactive: false, claims });
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    try {
      return await fetch(path, { ...init, headers });
    } catch (cause) {
      if (init.signal?.aborted === true) throw cause;
      throw new ApiError('offline', '', {}, { cause });
    }
  };

  /** A 401 with claims is answered once with a token that carries them; a second one is the person's business. */
  const request = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await send(path, init);
    if (response.ok) return response;
    const refusal = await errorOf(response);
    const { claims } = refusal.facts;
    if (response.status !== 401 || claims === undefined) throw refusal;
    const second = await send(path, init, claims).catch((cause: unknown) => {
      throw cause instanceof ApiError ? cause : refusal;
    });
    if (!second.ok) throw await errorOf(second);
    return second;
  };

  return {
    forCompany: (id) => createClient({ ...parts, company: id }),
    open: (path, signal) => request(path, { signal, headers: { accept: 'text/event-stream' } }),
    call: async <N extends CallName>(name: N, ...[input]: Arguments<N>): Promise<Answer<N>> => {
      const call: Call = api[name];
      const loose: LooseInput = input ?? {};
      const response = await request(addressOf(call, loose, company), initOf(call, loose));
      if (call.answer === undefined) return undefined as Answer<N>;
      const parsed = call.answer.safeParse(await response.json().catch(() => undefined));
      if (!parsed.success)
        throw new ApiError(
          'outdated',
          response.headers.get('x-request-id') ?? '',
          {},
          { cause: parsed.error },
        );
      return parsed.data as Answer<N>;
    },
  };
}

export function addressOf(call: Call, { params = {}, query = {} }: LooseInput, company?: string): string {
  const template = (company === undefined ? null : companyPath(call.path)) ?? call.path;
  const named: Readonly<Record<string, string>> = {
    ...params,
    ...(company === undefined ? {} : { companyId: company }),
  };
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

function initOf(call: Call, { body, signal }: LooseInput): RequestInit {
  return {
    method: call.method.toUpperCase(),
    cache: 'no-store',
    ...(signal === undefined ? {} : { signal }),
    ...(call.body === undefined || body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  };
}
