import type { DirectoryUser } from '../world.ts';
import { checkMayPass, scopeText } from './answers.ts';
import { EntraRefusal, errorText, refusals } from './errors.ts';
import { accessTokenFor, idTokenFor } from './issue.ts';
import type { EntraParts } from './parts.ts';
import { tenantOf } from './parts.ts';
import { audienceOf, parseScopes } from './scopes.ts';

export interface NaaAsk {
  user: DirectoryUser;
  scopes: string[];
  claims?: string | undefined;
  /** The person saw the host's dialog and agreed. */
  interactive: boolean;
}

export interface NaaGrant {
  access_token: string;
  id_token: string;
  expires_in: number;
  scope: string;
  account: Record<string, unknown>;
}

export interface NaaRefusal {
  error: { status: string; code: string; description: string };
}

function agree(parts: EntraParts, ask: NaaAsk): void {
  const { user } = ask;
  const request = parseScopes(ask.scopes.join(' '), parts.world.origins.graph);
  const missing = parts.accounts.missing(user, request);
  const isAdmin = user.roles.includes('Sync.Admin');
  if (missing.length > 0 && !isAdmin && tenantOf(parts, user)?.userConsent !== 'allowed') {
    const text = 'Admin consent is required for the permissions requested by this application.';
    throw new EntraRefusal({ error: 'access_denied', code: 90094, text });
  }
  parts.accounts.consent(user, [
    ...request.graph,
    ...missing.filter((one) => one.audience === 'graph').map((one) => one.name),
  ]);
  parts.accounts.signedIn(user.oid);
}

function refusalOf(error: EntraRefusal): NaaRefusal {
  const { facts } = error;
  const needsPerson = ['interaction_required', 'invalid_grant', 'login_required'].includes(facts.error);
  const status = needsPerson ? 'USER_INTERACTION_REQUIRED' : 'PERSISTENT_ERROR';
  return { error: { status, code: facts.suberror ?? facts.error, description: errorText(facts) } };
}

/** What a host's broker gets from Entra for a nested app. Facts: addin §5.2. */
export function nestedToken(parts: EntraParts, ask: NaaAsk): NaaGrant | NaaRefusal {
  const { user } = ask;
  try {
    if (!user.enabled) throw refusals.disabled();
    if (ask.interactive) agree(parts, ask);
    const request = parseScopes(ask.scopes.join(' '), parts.world.origins.graph);
    checkMayPass(parts, { user, request });
    const { token, expiresIn } = accessTokenFor(parts, { user, audience: audienceOf(request) });
    return {
      access_token: token,
      id_token: idTokenFor(parts, user, undefined),
      expires_in: expiresIn,
      scope: scopeText(parts, user, request),
      account: {
        environment: new URL(parts.world.origins.entra).host,
        username: user.upn,
        name: user.name,
        tenantId: user.tenantId,
        localAccountId: user.oid,
        homeAccountId: `${user.oid}.${user.tenantId}`,
        loginHint: user.upn,
      },
    };
  } catch (error) {
    if (error instanceof EntraRefusal) return refusalOf(error);
    throw error;
  }
}
