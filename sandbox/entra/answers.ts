import type { DirectoryUser } from '../world.ts';
import { GRAPH_RESOURCE, SANDBOX_CLIENT_ID } from './constants.ts';
import { refusals } from './errors.ts';
import { accessTokenFor, idTokenFor } from './issue.ts';
import type { EntraParts } from './parts.ts';
import type { ScopeRequest } from './scopes.ts';
import { audienceOf } from './scopes.ts';
import { clientInfo } from './tokens.ts';

export interface TokenOrder {
  user: DirectoryUser;
  request: ScopeRequest;
  /** The `scope` text that a refresh token remembers. */
  scopeText: string;
  clientId?: string;
  spa: boolean;
  confidential: boolean;
  nonce?: string | undefined;
  /** Raw `claims` parameter. */
  claims: string | undefined;
}

function declaresCp1(claims: string | undefined): boolean {
  return claims !== undefined && /"xms_cc"[^}]*cp1/i.test(claims);
}

/**
 * The `scope` of an answer: everything granted for the resource, without `offline_access`. Short or with the resource
 * in front, by switch. Facts: graph §5.2, §8.2.
 */
export function scopeText(parts: EntraParts, user: DirectoryUser, request: ScopeRequest): string {
  if (audienceOf(request) === 'api') return `${request.apiResource}/access_as_user`;
  const prefix = parts.world.switches.scopeForm === 'qualified' ? `${GRAPH_RESOURCE}/` : '';
  const granted = parts.accounts.granted(user).map((scope) => `${prefix}${scope}`);
  return [...granted, 'profile', 'openid', 'email'].join(' ');
}

/** Stops a silent request of somebody who must act first. */
export function checkMayPass(parts: EntraParts, order: Pick<TokenOrder, 'user' | 'request'>): void {
  const { user, request } = order;
  if (!user.enabled) throw refusals.disabled();
  const code = parts.accounts.of(user.oid).interaction;
  if (code !== 0) throw refusals.interaction(code);
  if (parts.accounts.missing(user, request).length > 0) throw refusals.consentMissing(user.upn);
}

/** The successful answer of code, refresh and on-behalf-of. Facts: graph §8.2. */
export function tokenAnswer(parts: EntraParts, order: TokenOrder): Record<string, unknown> {
  const { user, request } = order;
  checkMayPass(parts, order);
  const longLived = declaresCp1(order.claims);
  const access = accessTokenFor(parts, {
    user,
    audience: audienceOf(request),
    longLived,
    confidential: order.confidential,
    ...(order.clientId === undefined ? {} : { clientId: order.clientId }),
  });
  const answer: Record<string, unknown> = {
    token_type: 'Bearer',
    scope: scopeText(parts, user, request),
    expires_in: access.expiresIn,
    ext_expires_in: access.expiresIn,
    access_token: access.token,
  };
  if (longLived && access.expiresIn > 7200) answer['refresh_in'] = Math.floor(access.expiresIn / 2);
  if (request.oidc.includes('offline_access')) {
    answer['refresh_token'] = parts.grants.issueRefresh(user, SANDBOX_CLIENT_ID, order.scopeText, order.spa);
  }
  if (request.oidc.includes('openid')) answer['id_token'] = idTokenFor(parts, user, order.nonce);
  answer['client_info'] = clientInfo(user);
  return answer;
}
