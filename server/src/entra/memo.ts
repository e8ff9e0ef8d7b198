/**
 * Access tokens in memory, so that a run reads no token store. Bounded; a token is given out until five minutes before
 * its end. It also bridges a gap of MSAL's cache, which looks for the scope names that the server answered with: asked
 * for `https://graph.microsoft.com/Calendars.Read` and answered `Calendars.Read`, it misses and renews each time.
 */
export interface AccessToken {
  token: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

const MARGIN_MS = 5 * 60_000;

export interface TokenMemo {
  get(owner: string, scopes: readonly string[]): string | null;
  put(owner: string, scopes: readonly string[], token: AccessToken): void;
  drop(owner: string): void;
}

const scopeKey = (scopes: readonly string[]): string => [...new Set(scopes)].sort().join(' ');

export const createTokenMemo = (now: () => number, limit = 10_000): TokenMemo => {
  // Per user a small map by scopes; users in order of use.
  const users = new Map<string, Map<string, AccessToken>>();
  return {
    get(owner, scopes) {
      const tokens = users.get(owner);
      const kept = tokens?.get(scopeKey(scopes));
      if (tokens === undefined || kept === undefined || kept.expiresAt - MARGIN_MS <= now()) return null;
      users.delete(owner);
      users.set(owner, tokens);
      return kept.token;
    },
    put(owner, scopes, token) {
      const tokens = users.get(owner) ?? new Map<string, AccessToken>();
      tokens.set(scopeKey(scopes), token);
      users.delete(owner);
      users.set(owner, tokens);
      const oldest = users.keys().next();
      if (users.size > limit && oldest.done !== true) users.delete(oldest.value);
    },
    drop(owner) {
      users.delete(owner);
    },
  };
};
