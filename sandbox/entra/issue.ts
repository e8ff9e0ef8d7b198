import { randomBytes, randomUUID } from 'node:crypto';
import type { Sealer } from '../sealed.ts';
import type { DirectoryUser, World } from '../world.ts';
import type { Accounts } from './accounts.ts';
import {
  ACCESS_TOKEN_SECONDS,
  API_SCOPE,
  APP_TOKEN_SECONDS,
  GRAPH_RESOURCE,
  GRAPH_SCOPES,
  GUEST_HOME_TENANT,
  SANDBOX_CLIENT_ID,
} from './constants.ts';
import type { Audience } from './scopes.ts';
import type { Claims, Signer } from './tokens.ts';
import { encodePart, pairwiseSubject } from './tokens.ts';

export interface IssueParts {
  world: World;
  accounts: Accounts;
  signer: Signer;
  sealer: Sealer;
}

export interface AccessTokenOrder {
  user: DirectoryUser;
  audience: Audience;
  /** Who asked, when it was not our own app: a Teams client, say. */
  clientId?: string;
  /** `cp1` was declared: long life, claims challenges. Facts: graph §5.3. */
  longLived?: boolean;
  /** Signed in with a client secret or certificate. */
  confidential?: boolean;
}

export interface AccessToken {
  token: string;
  expiresIn: number;
}

const LONG_LIFE_SECONDS = 24 * 3600 - 1;

export function issuerOf(world: World, tenantId: string): string {
  return `${world.origins.entra}/${tenantId}/v2.0`;
}

function times(lifeSeconds: number): { iat: number; nbf: number; exp: number } {
  const now = Math.floor(Date.now() / 1000);
  return { iat: now, nbf: now, exp: now + lifeSeconds };
}

/** Entra's own scribble in a token. Ours holds the generation, so that tokens can be ended within one second. */
function scribble(accounts: Accounts, oid: string): string {
  const { access, refresh } = accounts.of(oid);
  return encodePart({ access, refresh, salt: randomBytes(6).toString('base64url') });
}

/** Where a guest really lives. Present for guests alone. */
function guestClaims(user: DirectoryUser): Claims {
  return user.kind === 'guest'
    ? { idp: `https://sts.windows.net/${GUEST_HOME_TENANT}/`, acct: 1 }
    : { acct: 0 };
}

function commonClaims(parts: IssueParts, user: DirectoryUser): Claims {
  return {
    aio: scribble(parts.accounts, user.oid),
    name: user.name,
    oid: user.oid,
    rh: `0.${randomBytes(9).toString('base64url')}.`,
    tid: user.tenantId,
    uti: randomBytes(16).toString('base64url'),
  };
}

/** A v2 token for our own API. Facts: graph §8.2, §5.5. */
function apiClaims(parts: IssueParts, order: AccessTokenOrder, seconds: number): Claims {
  const { user } = order;
  const azp = order.clientId ?? SANDBOX_CLIENT_ID;
  return {
    aud: SANDBOX_CLIENT_ID,
    iss: issuerOf(parts.world, user.tenantId),
    ...times(seconds),
    azp,
    azpacr: order.confidential === true ? '1' : '0',
    preferred_username: user.kind === 'guest' ? user.email : user.upn,
    scp: API_SCOPE,
    sub: pairwiseSubject(user.oid, SANDBOX_CLIENT_ID),
    ver: '2.0',
    ...(user.roles.length > 0 ? { roles: user.roles } : {}),
    ...guestClaims(user),
    ...commonClaims(parts, user),
  };
}

/** Microsoft's own clients, Outlook say, need nobody's consent. */
function scopesFor(parts: IssueParts, order: AccessTokenOrder): readonly string[] {
  const isOurs = (order.clientId ?? SANDBOX_CLIENT_ID) === SANDBOX_CLIENT_ID;
  return isOurs ? parts.accounts.granted(order.user) : GRAPH_SCOPES;
}

/** A v1 token for Graph. Facts: graph §8.2. */
function graphClaims(parts: IssueParts, order: AccessTokenOrder, seconds: number): Claims {
  const { user } = order;
  return {
    aud: GRAPH_RESOURCE,
    iss: `https://sts.windows.net/${user.tenantId}/`,
    ...times(seconds),
    app_displayname: 'TIMIFY Sync',
    appid: order.clientId ?? SANDBOX_CLIENT_ID,
    appidacr: order.confidential === true ? '1' : '0',
    idtyp: 'user',
    scp: [...scopesFor(parts, order), 'profile', 'openid', 'email'].join(' '),
    sub: pairwiseSubject(user.oid, GRAPH_RESOURCE),
    unique_name: user.upn,
    upn: user.upn,
    ver: '1.0',
    ...(order.longLived === true ? { xms_cc: ['cp1'] } : {}),
    ...commonClaims(parts, user),
  };
}

/** Graph tokens are nobody's business but Graph's: by switch they cannot even be parsed. */
function writeGraphToken(parts: IssueParts, claims: Claims): string {
  if (parts.world.switches.graphTokens === 'jwt') return parts.signer.sign(claims);
  return `Ew${parts.sealer.seal({ kind: 'graph-access', claims })}`;
}

export function readGraphToken(
  parts: Pick<IssueParts, 'signer' | 'sealer'>,
  token: string,
): Claims | undefined {
  if (token.includes('.')) return parts.signer.read(token);
  const opened = token.startsWith('Ew') ? parts.sealer.open(token.slice(2)) : undefined;
  const sealed = opened as { kind?: string; claims?: Claims } | undefined;
  return sealed?.kind === 'graph-access' ? sealed.claims : undefined;
}

export function accessTokenFor(parts: IssueParts, order: AccessTokenOrder): AccessToken {
  if (order.audience === 'api') {
    const token = parts.signer.sign(apiClaims(parts, order, ACCESS_TOKEN_SECONDS));
    return { token, expiresIn: ACCESS_TOKEN_SECONDS };
  }
  const expiresIn = order.longLived === true ? LONG_LIFE_SECONDS : ACCESS_TOKEN_SECONDS;
  return { token: writeGraphToken(parts, graphClaims(parts, order, expiresIn)), expiresIn };
}

/** Client credentials: no user, `roles` in place of `scp`. */
export function appTokenFor(parts: IssueParts, tenantId: string, audience: Audience): AccessToken {
  const servicePrincipal = `5e7f1ce0-0000-4000-8000-${tenantId.slice(-12)}`;
  const claims: Claims = {
    aud: audience === 'api' ? SANDBOX_CLIENT_ID : GRAPH_RESOURCE,
    iss: audience === 'api' ? issuerOf(parts.world, tenantId) : `https://sts.windows.net/${tenantId}/`,
    ...times(APP_TOKEN_SECONDS),
    appid: SANDBOX_CLIENT_ID,
    azp: SANDBOX_CLIENT_ID,
    idtyp: 'app',
    oid: servicePrincipal,
    sub: servicePrincipal,
    tid: tenantId,
    roles: [],
    uti: randomBytes(16).toString('base64url'),
    ver: audience === 'api' ? '2.0' : '1.0',
  };
  const token = audience === 'api' ? parts.signer.sign(claims) : writeGraphToken(parts, claims);
  return { token, expiresIn: APP_TOKEN_SECONDS };
}

export function idTokenFor(parts: IssueParts, user: DirectoryUser, nonce: string | undefined): string {
  return parts.signer.sign({
    aud: SANDBOX_CLIENT_ID,
    iss: issuerOf(parts.world, user.tenantId),
    ...times(ACCESS_TOKEN_SECONDS),
    login_hint: user.upn,
    preferred_username: user.kind === 'guest' ? user.email : user.upn,
    sid: randomUUID(),
    sub: pairwiseSubject(user.oid, SANDBOX_CLIENT_ID),
    ver: '2.0',
    ...(nonce === undefined ? {} : { nonce }),
    ...(user.roles.length > 0 ? { roles: user.roles } : {}),
    ...commonClaims(parts, user),
  });
}
