/**
 * Who calls: checks the bearer token of our own API. Rules: "Access tokens in the Microsoft identity platform" (v2.0
 * tokens, validation) and "Configure SSO: pre-authorised client applications".
 */
import { createRemoteJWKSet, customFetch, errors, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { Fault } from '../core/fault.ts';
import type { Caller } from '../sync/ports/people.ts';
import { HOST_CLIENTS } from './hostClients.ts';
import { API_SCOPE } from './scopes.ts';
import { Unauthorised } from './unauthorised.ts';
import type { UnauthorisedReason } from './unauthorised.ts';

export interface VerifierConfig {
  clientId: string;
  /** `https://login.microsoftonline.com` or another cloud's; no trailing slash needed. */
  authorityHost: string;
  fetchImpl?: typeof fetch;
  /** Milliseconds; for tests of expiry. */
  now?: () => number;
  /** Instead of the published keys. */
  keys?: KeySet;
}

/** `jwks` shows the keys as published, for their `issuer` member. */
export type KeySet = JWTVerifyGetKey & { jwks?: () => JSONWebKeySet | undefined };

/** All personal accounts; they have no company behind them. */
const CONSUMER_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';

const SKEW_SECONDS = 300;

const claims = z.object({
  tid: z.guid(),
  oid: z.guid(),
  iss: z.string(),
  ver: z.string(),
  azp: z.string().optional(),
  scp: z.string().optional(),
  idtyp: z.string().optional(),
  idp: z.string().optional(),
  acct: z.union([z.number(), z.string()]).optional(),
  name: z.string().optional(),
  roles: z.array(z.string()).optional(),
});
type Claims = z.infer<typeof claims>;

/** Checks that stand on claims alone; the signature, times and audience are proven before. */
const refusal = (token: Claims, config: VerifierConfig, host: string): UnauthorisedReason | null => {
  if (token.ver !== '2.0') return 'version';
  if (token.iss !== `${host}/${token.tid}/v2.0`) return 'issuer';
  if (token.tid === CONSUMER_TENANT) return 'tenant';
  if (token.idtyp === 'app' || token.scp === undefined) return 'app-only';
  if (!token.scp.split(' ').includes(API_SCOPE)) return 'scope';
  if (token.azp === undefined || !mayAsk(token.azp, config)) return 'client';
  return isGuest(token) ? 'guest' : null;
};

/** The hosts that the registration pre-authorises, and the pane itself. */
const mayAsk = (client: string, { clientId }: VerifierConfig): boolean =>
  client === clientId || HOST_CLIENTS.some(({ id }) => id === client);

/** `acct` 1 = guest; `idp` is only there when another directory than the token's own signed the user in ("Access token claims reference"). */
const isGuest = (token: Claims): boolean =>
  String(token.acct ?? '0') === '1' || (token.idp !== undefined && !token.idp.includes(token.tid));

/** A published key names its issuer: a template for any tenant, or one tenant for which alone it signs. */
const keyMayIssue = (keys: KeySet, kid: string | undefined, iss: string): boolean => {
  const key = keys.jwks?.()?.keys.find((candidate) => candidate.kid === kid);
  const issuer = key === undefined ? undefined : (key as { issuer?: unknown }).issuer;
  return typeof issuer !== 'string' || issuer.includes('{tenantid}') || issuer === iss;
};

const reasonOf = (error: unknown): UnauthorisedReason => {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'audience';
    if (error.claim === 'nbf') return 'not-yet-valid';
    return error.claim === 'exp' ? 'expired' : 'malformed';
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JOSEAlgNotAllowed
  ) {
    return 'signature';
  }
  return 'malformed';
};

/** Errors of a bad token. Everything else (no answer, no key set) means that the keys could not be had. */
const isTokenError = (error: unknown): boolean =>
  error instanceof errors.JWTExpired ||
  error instanceof errors.JWTClaimValidationFailed ||
  error instanceof errors.JWTInvalid ||
  error instanceof errors.JWSInvalid ||
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JOSENotSupported;

/** Entra's published keys: kept for ten minutes, asked for again at an unknown `kid`, at most every 30 seconds. */
const publishedKeys = (host: string, fetchImpl: typeof fetch | undefined): KeySet =>
  createRemoteJWKSet(new URL(`${host}/common/discovery/v2.0/keys`), {
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
    timeoutDuration: 5_000,
    ...(fetchImpl === undefined ? {} : { [customFetch]: fetchImpl }),
  });

/**
 * Makes `verify(bearer)`: `bearer` is the token, with or without the word `Bearer`. Rejects with `Unauthorised`, or with
 * a `Fault` (`unavailable`) when Entra's keys can't be read.
 */
export const createVerifier = (config: VerifierConfig): ((bearer: string) => Promise<Caller>) => {
  const host = config.authorityHost.replace(/\/+$/, '');
  const keys = config.keys ?? publishedKeys(host, config.fetchImpl);

  const payloadOf = async (token: string): Promise<{ payload: JWTPayload; kid: string | undefined }> => {
    try {
      const verified = await jwtVerify(token, keys, {
        algorithms: ['RS256'],
        audience: config.clientId,
        clockTolerance: SKEW_SECONDS,
        requiredClaims: ['exp', 'iat'],
        ...(config.now === undefined ? {} : { currentDate: new Date(config.now()) }),
      });
      return { payload: verified.payload, kid: verified.protectedHeader.kid };
    } catch (error) {
      if (isTokenError(error)) throw new Unauthorised(reasonOf(error), error);
      throw new Fault({ kind: 'unavailable', service: 'entra', code: 'keys', cause: error });
    }
  };

  return async (bearer) => {
    const token = bearer.replace(/^Bearer\s+/i, '').trim();
    if (token === '') throw new Unauthorised('missing');
    const { payload, kid } = await payloadOf(token);
    const parsed = claims.safeParse(payload);
    if (!parsed.success) throw new Unauthorised(missingClaim(parsed.error));
    const reason = refusal(parsed.data, config, host);
    if (reason !== null) throw new Unauthorised(reason);
    if (!keyMayIssue(keys, kid, parsed.data.iss)) throw new Unauthorised('issuer');
    const { tid, oid, name, roles } = parsed.data;
    const now = config.now?.() ?? Date.now();
    const validFor = Math.max(0, ((payload.exp ?? 0) + SKEW_SECONDS) * 1000 - now);
    return { tenantId: tid, oid, name: name ?? '', roles: roles ?? [], assertion: token, validFor };
  };
};

const missingClaim = (error: z.ZodError): UnauthorisedReason => {
  const first = error.issues[0]?.path[0];
  if (first === 'tid') return 'tenant';
  if (first === 'oid') return 'user';
  return first === 'ver' ? 'version' : 'malformed';
};
