/**
 * MSAL's way to the network: a bounded wait, no hidden retries, the discovery document kept per tenant, and the
 * `Retry-After` of the last refusal remembered, which MSAL itself does not hand out.
 */
import { ClientAuthError } from '@azure/msal-node';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';

const DISCOVERY = /\/\.well-known\/openid-configuration$/;
const DISCOVERY_MS = 12 * 3_600_000;
const DISCOVERY_KEPT = 500;

export interface DiscoveryMemo {
  get(url: string): NetworkResponse<unknown> | null;
  put(url: string, response: NetworkResponse<unknown>): void;
}

/** Discovery documents by address, for the life of the process; new ones push the oldest out. */
export const createDiscoveryMemo = (now: () => number): DiscoveryMemo => {
  const kept = new Map<string, { until: number; response: NetworkResponse<unknown> }>();
  return {
    get(url) {
      const entry = kept.get(url);
      return entry !== undefined && entry.until > now() ? entry.response : null;
    },
    put(url, response) {
      kept.delete(url);
      kept.set(url, { until: now() + DISCOVERY_MS, response });
      const oldest = kept.keys().next();
      if (kept.size > DISCOVERY_KEPT && oldest.done !== true) kept.delete(oldest.value);
    },
  };
};

export class EntraNetwork implements INetworkModule {
  /** `Retry-After` of the last answer, in milliseconds. */
  retryAfter: number | null = null;
  readonly #memo: DiscoveryMemo;
  readonly #fetch: typeof fetch;
  readonly #timeoutMs: number;

  constructor(memo: DiscoveryMemo, fetchImpl: typeof fetch, timeoutMs: number) {
    this.#memo = memo;
    this.#fetch = fetchImpl;
    this.#timeoutMs = timeoutMs;
  }

  async sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    const known = DISCOVERY.test(url) ? this.#memo.get(url) : null;
    if (known !== null) return known as NetworkResponse<T>;
    const response = await this.#send<T>('GET', url, options);
    if (DISCOVERY.test(url) && response.status === 200) this.#memo.put(url, response);
    return response;
  }

  async sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send<T>('POST', url, options);
  }

  async #send<T>(method: string, url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    try {
      const response = await this.#fetch(url, {
        method,
        headers: options?.headers ?? {},
        body: options?.body ?? null,
        redirect: 'error',
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
      this.retryAfter = Number.isFinite(wait) ? wait * 1000 : null;
      const body = (await response.json()) as T;
      return { headers: Object.fromEntries(response.headers), body, status: response.status };
    } catch (error) {
      // MSAL's own code for "no answer"; the text stays with the cause.
      const failure = new ClientAuthError('network_error', '', undefined);
      failure.cause = error;
      throw failure;
    }
  }
}
