/**
 * Graph tokens, with msal-node. A user's sign-in is exchanged once on behalf of them ("OAuth 2.0 On-Behalf-Of flow");
 * later tokens come silently from the kept refresh token. That msal-node renews after on-behalf-of is not promised by
 * its documentation (`microsoft-authentication-library-for-js#5781`): the version is pinned and a test covers it; the
 * mode `code` keeps the refresh token of an authorization code instead, which is promised.
 */
import type { AuthenticationResult } from '@azure/msal-node';
import { Fault } from '../core/fault.ts';
import type { Caller, Tokens } from '../sync/ports/people.ts';
import type { Clock, Vault } from '../sync/ports/process.ts';
import type { Store } from '../sync/ports/store.ts';
import { ownerKey } from './cache.ts';
import type { Owner } from './cache.ts';
import { createTokenMemo } from './memo.ts';
import type { TokenMemo } from './memo.ts';
import { qualify, resourceOf } from './scopes.ts';
import { ask, createSessions } from './session.ts';
import type { OpenSession, SessionConfig } from './session.ts';

export interface TokensConfig extends SessionConfig {
  graphBaseUrl: string;
  /** Whose refresh token background work lives on. */
  background: 'obo' | 'code';
}

export interface EntraTokens extends Tokens {
  /** A token for the caller's own request, exchanged from their assertion; nothing is kept for later. */
  onBehalfOf(caller: Caller, scopes: readonly string[], fresh?: { claims?: string }): Promise<string>;
}

/** What the calls of one process share. */
interface Shared {
  open: OpenSession;
  memo: TokenMemo;
  resource: string;
  clock: Pick<Clock, 'now'>;
}

const keep = (
  { memo, clock }: Shared,
  owner: Owner,
  scopes: readonly string[],
  result: AuthenticationResult,
): string => {
  // Entra's times are real ones; on our clock the token lives for what is left of it now.
  const leftMs = (result.expiresOn?.getTime() ?? 0) - Date.now();
  memo.put(ownerKey(owner), scopes, { token: result.accessToken, expiresAt: clock.now() + leftMs });
  return result.accessToken;
};

const exchange = async (
  shared: Shared,
  caller: Caller,
  scopes: readonly string[],
  { save, claims }: { save: boolean; claims?: string | undefined },
): Promise<string> => {
  const session = shared.open(caller);
  const result = await ask(session, caller, () =>
    session.app.acquireTokenOnBehalfOf({
      oboAssertion: caller.assertion,
      scopes: qualify(scopes, shared.resource),
      skipCache: true,
      ...(claims === undefined ? {} : { claims }),
    }),
  );
  if (save) await session.cache.save();
  return keep(shared, caller, scopes, result);
};

const redeem = async (
  shared: Shared,
  caller: Caller,
  { code, redirectUri, scopes }: { code: string; redirectUri: string; scopes: readonly string[] },
): Promise<void> => {
  const session = shared.open(caller);
  const result = await ask(session, caller, () =>
    session.app.acquireTokenByCode({ code, redirectUri, scopes: qualify(scopes, shared.resource) }),
  );
  await session.cache.save();
  keep(shared, caller, scopes, result);
};

const renew = async (
  shared: Shared,
  owner: Owner,
  scopes: readonly string[],
  fresh?: { claims?: string },
): Promise<string> => {
  const session = shared.open(owner);
  const account = await session.app.getTokenCache().getAccountByHomeId(ownerKey(owner));
  if (account === null) throw new Fault({ kind: 'sign-in-required', service: 'entra', code: 'no-account' });
  const result = await ask(session, owner, () =>
    session.app.acquireTokenSilent({
      account,
      scopes: qualify(scopes, shared.resource),
      forceRefresh: fresh !== undefined,
      ...(fresh?.claims === undefined ? {} : { claims: fresh.claims }),
    }),
  );
  await session.cache.save();
  return keep(shared, owner, scopes, result);
};

export const createTokens = (
  config: TokensConfig,
  store: Store['tokens'],
  vault: Vault,
  clock: Pick<Clock, 'now'>,
): EntraTokens => {
  const memo = createTokenMemo(() => clock.now());
  const open = createSessions(config, store, vault, clock);
  const shared: Shared = { open, memo, clock, resource: resourceOf(config.graphBaseUrl) };
  const underWay = new Map<string, Promise<string>>();
  return {
    async signIn(caller, scopes) {
      // In mode `code` the exchange must not push the code's refresh token out of the cache: MSAL keeps one per user.
      await exchange(shared, caller, scopes, { save: config.background === 'obo' });
    },
    redeemCode: (caller, code, redirectUri, scopes) => redeem(shared, caller, { code, redirectUri, scopes }),
    async graph(owner, scopes, fresh) {
      const known = fresh === undefined ? memo.get(ownerKey(owner), scopes) : null;
      if (known !== null) return known;
      // Several requests of one run that find no token share one renewal.
      const key = JSON.stringify([ownerKey(owner), scopes, fresh?.claims ?? null, fresh !== undefined]);
      const started = underWay.get(key);
      if (started !== undefined) return started;
      const renewal = renew(shared, owner, scopes, fresh).finally(() => underWay.delete(key));
      underWay.set(key, renewal);
      return renewal;
    },
    async onBehalfOf(caller, scopes, fresh) {
      const known = fresh === undefined ? memo.get(ownerKey(caller), scopes) : null;
      return known ?? (await exchange(shared, caller, scopes, { save: false, claims: fresh?.claims }));
    },
    async forget(owner) {
      memo.drop(ownerKey(owner));
      await store.remove(ownerKey(owner));
    },
  };
};
