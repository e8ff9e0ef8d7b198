/**
 * Graph tokens, with msal-node. A user's sign-in is exchanged once on behalf of them ("OAuth 2.0 On-Behalf-Of flow");
 * later tokens come silently from the kept refresh token. That msal-node renews after on-behalf-of is not promised by
 * its documentation (`microsoft-authentication-library-for-js#5781`): the version is pinned and a test covers it; the
 * mode `code` keeps the refresh token of an authorization code instead, which is promised.
 */
import { ConfidentialClientApplication } from '@azure/msal-node';
import type { AuthenticationResult, Configuration } from '@azure/msal-node';
import { Fault } from '../core/fault.ts';
import type { Caller, Clock, Store, Tokens, Vault } from '../sync/ports.ts';
import { ownerKey, UserCache } from './cache.ts';
import type { Owner } from './cache.ts';
import { entraFault } from './errors.ts';
import { createTokenMemo } from './memo.ts';
import { createDiscoveryMemo, EntraNetwork } from './network.ts';
import { qualify, resourceOf } from './scopes.ts';

export interface TokensConfig {
  clientId: string;
  credential: { secret: string } | { thumbprintSha256: string; privateKey: string; x5c?: string };
  /** https only: MSAL refuses anything else. */
  authorityHost: string;
  graphBaseUrl: string;
  /** Whose refresh token background work lives on. */
  background: 'obo' | 'code';
  timeoutMs?: number;
  fetchImpl?: typeof fetch;
}

export interface EntraTokens extends Tokens {
  /** A token for the caller's own request, exchanged from their assertion; nothing is kept for later. */
  onBehalfOf(caller: Caller, scopes: readonly string[], fresh?: { claims?: string }): Promise<string>;
}

interface Session {
  app: ConfidentialClientApplication;
  cache: UserCache;
  network: EntraNetwork;
}

const TIMEOUT_MS = 15_000;

const credentialOf = (config: TokensConfig): Configuration['auth'] => ({
  clientId: config.clientId,
  ...('secret' in config.credential
    ? { clientSecret: config.credential.secret }
    : { clientCertificate: config.credential }),
});

export const createTokens = (
  config: TokensConfig,
  store: Store['tokens'],
  vault: Vault,
  clock: Pick<Clock, 'now'>,
): EntraTokens => {
  const host = config.authorityHost.replace(/\/+$/, '');
  const resource = resourceOf(config.graphBaseUrl);
  const memo = createTokenMemo(() => clock.now());
  const discovery = createDiscoveryMemo(() => clock.now());
  const underWay = new Map<string, Promise<string>>();

  /** One application per operation: a cache shared by all users grows slow ("Token caching in MSAL Node"). */
  const open = (owner: Owner): Session => {
    const network = new EntraNetwork(discovery, config.fetchImpl ?? fetch, config.timeoutMs ?? TIMEOUT_MS);
    const cache = new UserCache(store, vault, owner);
    const app = new ConfidentialClientApplication({
      auth: {
        ...credentialOf(config),
        authority: `${host}/${owner.tenantId}`,
        // Suppresses the look-up of the authority at Microsoft's worldwide host.
        knownAuthorities: [new URL(host).host],
        // We act on claims challenges, so tokens may live long ("Continuous access evaluation").
        clientCapabilities: ['cp1'],
      },
      cache: { cachePlugin: cache },
      system: { networkClient: network, disableInternalRetries: true },
    });
    return { app, cache, network };
  };

  const ask = async (
    session: Session,
    owner: Owner,
    request: () => Promise<AuthenticationResult | null>,
  ): Promise<AuthenticationResult> => {
    let result: AuthenticationResult | null;
    try {
      result = await request();
    } catch (error) {
      throw entraFault(error, session.network.retryAfter);
    }
    if (result === null) throw new Fault({ kind: 'unavailable', service: 'entra', code: 'no-result' });
    const account = result.account?.homeAccountId;
    if (account !== undefined && account !== ownerKey(owner)) {
      throw new Fault({ kind: 'sign-in-required', service: 'entra', code: 'other-account' });
    }
    return result;
  };

  const keep = (owner: Owner, scopes: readonly string[], result: AuthenticationResult): string => {
    // Entra's times are real ones; on our clock the token lives for what is left of it now.
    const leftMs = (result.expiresOn?.getTime() ?? 0) - Date.now();
    memo.put(ownerKey(owner), scopes, { token: result.accessToken, expiresAt: clock.now() + leftMs });
    return result.accessToken;
  };

  const exchange = async (
    caller: Caller,
    scopes: readonly string[],
    { save, claims }: { save: boolean; claims?: string | undefined },
  ): Promise<string> => {
    const session = open(caller);
    const result = await ask(session, caller, () =>
      session.app.acquireTokenOnBehalfOf({
        oboAssertion: caller.assertion,
        scopes: qualify(scopes, resource),
        skipCache: true,
        ...(claims === undefined ? {} : { claims }),
      }),
    );
    if (save) await session.cache.save();
    return keep(caller, scopes, result);
  };

  const renew = async (
    owner: Owner,
    scopes: readonly string[],
    fresh?: { claims?: string },
  ): Promise<string> => {
    const session = open(owner);
    const account = await session.app.getTokenCache().getAccountByHomeId(ownerKey(owner));
    if (account === null) throw new Fault({ kind: 'sign-in-required', service: 'entra', code: 'no-account' });
    const result = await ask(session, owner, () =>
      session.app.acquireTokenSilent({
        account,
        scopes: qualify(scopes, resource),
        forceRefresh: fresh !== undefined,
        ...(fresh?.claims === undefined ? {} : { claims: fresh.claims }),
      }),
    );
    await session.cache.save();
    return keep(owner, scopes, result);
  };

  return {
    async signIn(caller, scopes) {
      // In mode `code` the exchange must not push the code's refresh token out of the cache: MSAL keeps one per user.
      await exchange(caller, scopes, { save: config.background === 'obo' });
    },

    async redeemCode(caller, code, redirectUri, scopes) {
      const session = open(caller);
      const result = await ask(session, caller, () =>
        session.app.acquireTokenByCode({ code, redirectUri, scopes: qualify(scopes, resource) }),
      );
      await session.cache.save();
      keep(caller, scopes, result);
    },

    async graph(owner, scopes, fresh) {
      const known = fresh === undefined ? memo.get(ownerKey(owner), scopes) : null;
      if (known !== null) return known;
      // Several requests of one run that find no token share one renewal.
      const key = JSON.stringify([ownerKey(owner), scopes, fresh?.claims ?? null, fresh !== undefined]);
      const renewal = underWay.get(key) ?? renew(owner, scopes, fresh).finally(() => underWay.delete(key));
      underWay.set(key, renewal);
      return renewal;
    },

    async onBehalfOf(caller, scopes, fresh) {
      const known = fresh === undefined ? memo.get(ownerKey(caller), scopes) : null;
      return known ?? (await exchange(caller, scopes, { save: false, claims: fresh?.claims }));
    },

    async forget(owner) {
      memo.drop(ownerKey(owner));
      await store.remove(ownerKey(owner));
    },
  };
};
