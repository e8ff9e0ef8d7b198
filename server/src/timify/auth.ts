import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Fault, isFault } from '../core/fault.ts';
import type { Instant } from '../core/items.ts';
import type { TimifyCredentials } from '../sync/ports/sides.ts';
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

/** Another secret is another entry: a wrong secret never lives on a token that the right one earned. */
const keyOf = ({ appId, appSecret }: TimifyCredentials): string =>
  `${appId}\n${createHash('sha256').update(appSecret).digest('base64url')}`;

type Post = (path: string, body: unknown) => Promise<Answer>;

/** Whether a fault says nothing about what was asked, only about the service. */
const isPassing = (fault: Fault): boolean => isFault(fault, 'unavailable', 'throttled');

/**
 * Tokens per app, in this process alone. Requests of the same app share one token call. Secrets travel in bodies only,
 * never in an address (TIMIFY's older form with the secret in the query is not used).
 */
export class TokenCache {
  readonly #post: Post;
  readonly #refreshPath: string;
  readonly #clock: { now(): Instant };
  readonly #tokens = new Map<string, Token>();
  readonly #underWay = new Map<string, Promise<Token>>();

  /** `post` sends without a token. */
  constructor(post: Post, refreshPath: string, clock: { now(): Instant }) {
    this.#post = post;
    this.#refreshPath = refreshPath;
    this.#clock = clock;
  }

  async current(credentials: TimifyCredentials): Promise<Granted> {
    const key = keyOf(credentials);
    const kept = this.#tokens.get(key);
    if (kept && kept.expiresAt - EARLY > this.#clock.now()) return { access: kept.access, fresh: false };
    const known = kept?.refresh ?? null;
    const token = await this.#once(key, () =>
      known === null ? this.#ask(credentials) : this.#refresh(credentials, known),
    );
    return { access: token.access, fresh: known === null };
  }

  /** A new token in place of `stale` (null: in any case). Asks for app id and secret, never for a refresh. */
  async renew(credentials: TimifyCredentials, stale: string | null): Promise<Granted> {
    const key = keyOf(credentials);
    const kept = this.#tokens.get(key);
    // Somebody else has renewed it already since `stale` was used.
    if (kept && stale !== null && kept.access !== stale) return { access: kept.access, fresh: true };
    const token = await this.#once(key, () => this.#ask(credentials));
    return { access: token.access, fresh: true };
  }

  #once(key: string, get: () => Promise<Token>): Promise<Token> {
    const running = this.#underWay.get(key);
    if (running) return running;
    const started = get()
      .then((token) => this.#keep(key, token))
      .finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, started);
    return started;
  }

  #keep(key: string, token: Token): Token {
    this.#tokens.delete(key);
    this.#tokens.set(key, token);
    const oldest = this.#tokens.keys().next();
    if (this.#tokens.size > KEPT && !oldest.done) this.#tokens.delete(oldest.value);
    return token;
  }

  async #ask({ appId, appSecret }: TimifyCredentials): Promise<Token> {
    const answer = await this.#post('/auth/token', { appid: appId, appsecret: appSecret });
    if (isSuccess(answer)) return this.#parse(answer, null);
    const fault = faultOf(answer, 'read', this.#clock.now());
    if (isPassing(fault)) throw fault;
    // Whatever else is said here, it is said about app id and secret.
    const { status, code, requestId } = fault;
    throw new Fault({ kind: 'credentials', service: 'timify', status, code, requestId });
  }

  /** A refresh that is refused, or has no such path, is no end: app id and secret are asked for again. */
  async #refresh(credentials: TimifyCredentials, refreshToken: string): Promise<Token> {
    const answer = await this.#post(`/auth/${this.#refreshPath}`, { refreshtoken: refreshToken });
    if (isSuccess(answer)) return this.#parse(answer, refreshToken);
    const fault = faultOf(answer, 'read', this.#clock.now());
    if (isPassing(fault)) throw fault;
    return this.#ask(credentials);
  }

  #parse(answer: Answer, previous: string | null): Token {
    const read = wrapped.safeParse(answer.body);
    if (!read.success) throw shapeFault('read');
    const { accessToken, refreshToken, expires } = read.data;
    return {
      access: accessToken,
      refresh: refreshToken ?? previous,
      expiresAt: this.#clock.now() + (expires ?? DEFAULT_SECONDS) * 1000,
    };
  }
}
