import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Fault, isFault } from '../core/fault.ts';
import type { Instant } from '../core/model.ts';
import type { TimifyCredentials } from '../sync/ports.ts';
import { faultOf, isSuccess, shapeFault, type Answer } from './errors.ts';

/** Used where an answer tells no `expires`; no lifetime is documented. */
const DEFAULT_SECONDS = 3600;
/** Renewed this much before the end, so that a token does not expire on its way. */
const EARLY = 30_000;
/** Apps whose tokens are kept; the longest unused one goes first. */
const KEPT = 1000;

/** `POST /auth/token` and the refresh answer alike; `expires` is seconds from now (observed). */
const tokenAnswer = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1).nullish().catch(null),
  expires: z.coerce.number().positive().nullish().catch(null),
});
const wrapped = z.union([tokenAnswer, z.object({ data: tokenAnswer }).transform((answer) => answer.data)]);

interface Token {
  access: string;
  refresh: string | null;
  expiresAt: Instant;
}

/** `fresh`: just given out against app id and secret, so that a 401 says something about these. */
export interface Granted {
  access: string;
  fresh: boolean;
}

export interface TokenCache {
  current(credentials: TimifyCredentials): Promise<Granted>;
  /** A new token in place of `stale` (null: in any case). Asks for app id and secret, never for a refresh. */
  renew(credentials: TimifyCredentials, stale: string | null): Promise<Granted>;
}

/** Another secret is another entry: a wrong secret never lives on a token that the right one earned. */
const keyOf = ({ appId, appSecret }: TimifyCredentials): string =>
  `${appId}\n${createHash('sha256').update(appSecret).digest('base64url')}`;

/**
 * Tokens per app, in this process alone. `post` sends without a token. Requests of the same app share one token call.
 * Secrets travel in bodies only, never in an address (TIMIFY's older form with the secret in the query is not used).
 */
export const createTokenCache = (
  post: (path: string, body: unknown) => Promise<Answer>,
  refreshPath: string,
  clock: { now(): Instant },
): TokenCache => {
  const tokens = new Map<string, Token>();
  const underWay = new Map<string, Promise<Token>>();

  const keep = (key: string, token: Token): Token => {
    tokens.delete(key);
    tokens.set(key, token);
    const oldest = tokens.keys().next();
    if (tokens.size > KEPT && !oldest.done) tokens.delete(oldest.value);
    return token;
  };

  const parse = (answer: Answer, previous: string | null): Token => {
    const read = wrapped.safeParse(answer.body);
    if (!read.success) throw shapeFault('read');
    const { accessToken, refreshToken, expires } = read.data;
    return {
      access: accessToken,
      refresh: refreshToken ?? previous,
      expiresAt: clock.now() + (expires ?? DEFAULT_SECONDS) * 1000,
    };
  };

  const ask = async ({ appId, appSecret }: TimifyCredentials): Promise<Token> => {
    const answer = await post('/auth/token', { appid: appId, appsecret: appSecret });
    if (isSuccess(answer)) return parse(answer, null);
    const fault = faultOf(answer, 'read', clock.now());
    if (isFault(fault, 'unavailable', 'throttled')) throw fault;
    // Whatever else is said here, it is said about app id and secret.
    const { status, code, requestId } = fault;
    throw new Fault({ kind: 'credentials', service: 'timify', status, code, requestId });
  };

  const refresh = async (credentials: TimifyCredentials, refreshToken: string): Promise<Token> => {
    const answer = await post(`/auth/${refreshPath}`, { refreshtoken: refreshToken });
    if (isSuccess(answer)) return parse(answer, refreshToken);
    const fault = faultOf(answer, 'read', clock.now());
    if (isFault(fault, 'unavailable', 'throttled')) throw fault;
    return ask(credentials);
  };

  const once = (key: string, get: () => Promise<Token>): Promise<Token> => {
    const running = underWay.get(key);
    if (running) return running;
    const started = get()
      .then((token) => keep(key, token))
      .finally(() => underWay.delete(key));
    underWay.set(key, started);
    return started;
  };

  return {
    current: async (credentials) => {
      const key = keyOf(credentials);
      const kept = tokens.get(key);
      if (kept && kept.expiresAt - EARLY > clock.now()) return { access: kept.access, fresh: false };
      const known = kept?.refresh ?? null;
      const token = await once(key, () => (known === null ? ask(credentials) : refresh(credentials, known)));
      return { access: token.access, fresh: known === null };
    },
    renew: async (credentials, stale) => {
      const key = keyOf(credentials);
      const kept = tokens.get(key);
      // Somebody else has renewed it already since `stale` was used.
      if (kept && stale !== null && kept.access !== stale) return { access: kept.access, fresh: true };
      const token = await once(key, () => ask(credentials));
      return { access: token.access, fresh: true };
    },
  };
};
