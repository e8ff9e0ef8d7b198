/**
 * Our chain for the Graph client. Microsoft's own chain is not used: it retries inside, also a POST (`msgraph-sdk-javascript`
 * RetryHandler), and removes the token from plain http, which a loopback stand-in needs.
 */
import { randomUUID } from 'node:crypto';
import { GraphClientError } from '@microsoft/microsoft-graph-client';
import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { Fault } from '../core/fault.ts';
import { claimsOf, noAnswer } from './errors.ts';

/** A token for the mailbox; with `fresh` one that was not given out before. */
export type TokenSource = (fresh?: { claims?: string }) => Promise<string>;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export const isLoopbackOrHttps = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));

/** Where a token may go: the configured origin alone, and that over https or on this machine. */
export const isTrusted = (url: string, base: URL): boolean => {
  const target = new URL(url);
  const own = target.origin === base.origin && target.username === '' && target.password === '';
  return own && isLoopbackOrHttps(target);
};

/** An option of one request: the whole address, used as it is (links of Graph must not be rebuilt). */
export class ExactAddress {
  readonly url: string;
  constructor(url: string) {
    this.url = url;
  }
}

/** The client wraps what is thrown inside it; this way it comes out as it went in. */
const carry = (inner: unknown): GraphClientError => {
  const error = new GraphClientError('carried');
  error.customError = inner;
  return error;
};

export const carriedIn = (error: unknown): unknown =>
  error instanceof GraphClientError && error.customError !== undefined ? error.customError : error;

/** The context's options as a plain object with plain headers; the client builds them so. */
const headersOf = (context: Context): Record<string, string> => {
  context.options ??= {};
  const headers = (context.options.headers ?? {}) as Record<string, string>;
  context.options.headers = headers;
  return headers;
};

/** The client hands addresses over as text. */
const addressOf = (context: Context): string => String(context.request as unknown);

abstract class Link implements Middleware {
  #next: Middleware | null = null;

  setNext(next: Middleware): void {
    this.#next = next;
  }

  protected async forward(context: Context): Promise<void> {
    await this.#next?.execute(context);
  }

  abstract execute(context: Context): Promise<void>;
}

class Address extends Link {
  override async execute(context: Context): Promise<void> {
    const exact = context.middlewareControl?.getMiddlewareOptions(ExactAddress);
    if (exact instanceof ExactAddress) context.request = exact.url;
    await this.forward(context);
  }
}

/**
 * Attaches the token. After a 401, or a 403 with a claims challenge (conditional access), it asks once for a fresh one,
 * with the claims, and repeats once.
 */
class Authorise extends Link {
  readonly #base: URL;
  readonly #token: TokenSource;

  constructor(base: URL, token: TokenSource) {
    super();
    this.#base = base;
    this.#token = token;
  }

  override async execute(context: Context): Promise<void> {
    if (!isTrusted(addressOf(context), this.#base)) {
      throw carry(new Fault({ kind: 'invalid', service: 'graph', code: 'UntrustedAddress' }));
    }
    const headers = headersOf(context);
    headers['Authorization'] = `Bearer ${await this.#ask()}`;
    await this.forward(context);
    const { response } = context;
    const claims = claimsOf(response?.headers.get('www-authenticate') ?? null);
    if (response?.status !== 401 && (response?.status !== 403 || claims === null)) return;
    await response.body?.cancel();
    headers['Authorization'] = `Bearer ${await this.#ask(claims === null ? {} : { claims })}`;
    await this.forward(context);
  }

  async #ask(fresh?: { claims?: string }): Promise<string> {
    try {
      return await this.#token(fresh);
    } catch (error) {
      throw carry(error);
    }
  }
}

/** The last link: one request with an id to find it by, and an end to waiting. */
class Send extends Link {
  readonly #fetch: typeof fetch;
  readonly #timeoutMs: number;

  constructor(fetchImpl: typeof fetch, timeoutMs: number) {
    super();
    this.#fetch = fetchImpl;
    this.#timeoutMs = timeoutMs;
  }

  override async execute(context: Context): Promise<void> {
    const options = context.options ?? {};
    const headers = { ...headersOf(context), 'client-request-id': randomUUID() };
    try {
      context.response = await this.#fetch(addressOf(context), {
        method: options.method ?? 'GET',
        body: options.body ?? null,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
    } catch (error) {
      throw carry(noAnswer(options.method ?? 'GET', error));
    }
  }
}

export const createChain = (parts: {
  base: URL;
  token: TokenSource;
  fetchImpl: typeof fetch;
  timeoutMs: number;
}): Middleware[] => [
  new Address(),
  new Authorise(parts.base, parts.token),
  new Send(parts.fetchImpl, parts.timeoutMs),
];
