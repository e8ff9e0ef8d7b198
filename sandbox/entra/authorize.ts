import type { DirectoryUser, Tenant } from '../world.ts';
import { SANDBOX_CLIENT_ID } from './constants.ts';
import { EntraRefusal, errorText, refusals } from './errors.ts';
import type { EntraErrorFacts } from './errors.ts';
import type { Params } from './pages.ts';
import { FIELDS, accountPage, approvalPage, consentPage } from './pages.ts';
import type { EntraParts } from './parts.ts';
import { tenantNamed, tenantOf, usersAt } from './parts.ts';
import { NO_SCOPES, parseScopes } from './scopes.ts';
import type { ScopeRequest } from './scopes.ts';
import { clientInfo } from './tokens.ts';

/** What the browser sees next. */
export type Step =
  { kind: 'page'; html: string } | { kind: 'return'; params: Params; signedIn?: DirectoryUser };

interface Visit {
  parts: EntraParts;
  tenant: Tenant | undefined;
  params: Params;
  request: ScopeRequest;
  /** Object ids of people signed in to this browser. */
  session: string[];
}

/** Anything on this machine may be returned to. */
export function isOurRedirect(uri: string | undefined): boolean {
  if (uri === undefined || !URL.canParse(uri)) return false;
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(uri).hostname);
}

/** Refusals that are shown, since there is no address that could be trusted with them. */
function checkReturnAddress(params: Params, tenantName: string): void {
  const clientId = params['client_id'] ?? '';
  if (clientId !== SANDBOX_CLIENT_ID) throw refusals.unknownClient(clientId, tenantName);
  if (!isOurRedirect(params['redirect_uri'])) {
    const text = `The redirect URI '${params['redirect_uri'] ?? ''}' specified in the request does not match the redirect URIs configured for the application.`;
    throw new EntraRefusal({ error: 'invalid_request', code: 50011, text });
  }
}

function withState(params: Params, answer: Params): Params {
  return params['state'] === undefined ? answer : { ...answer, state: params['state'] };
}

function refuse(visit: Visit, facts: EntraErrorFacts): Step {
  const answer: Params = { error: facts.error, error_description: errorText(facts) };
  if (facts.suberror !== undefined) answer['error_subcode'] = facts.suberror;
  if (facts.claims !== undefined) answer['claims'] = facts.claims;
  return { kind: 'return', params: withState(visit.params, answer) };
}

function chosenAccount(visit: Visit): DirectoryUser | undefined {
  const { params, session } = visit;
  const { directory } = visit.parts.world;
  const silent = params['prompt'] === 'none';
  const picked = params[FIELDS.account];
  if (picked !== undefined && !silent) return directory.find(picked);
  const hinted = directory.find(params['login_hint'] ?? '');
  if (silent) {
    const candidates = session.map((oid) => directory.find(oid)).filter((user) => user !== undefined);
    return hinted ? candidates.find((user) => user.oid === hinted.oid) : candidates[0];
  }
  return params['prompt'] === 'select_account' ? undefined : hinted;
}

function mayConsent(visit: Visit, user: DirectoryUser): boolean {
  return user.roles.includes('Sync.Admin') || tenantOf(visit.parts, user)?.userConsent === 'allowed';
}

function pageParams(params: Params): Params {
  const own: string[] = Object.values(FIELDS);
  return Object.fromEntries(Object.entries(params).filter(([name]) => !own.includes(name)));
}

const DECLINED: EntraErrorFacts = {
  error: 'access_denied',
  code: 65004,
  text: 'User declined to consent to access the app.',
};
const NOT_SIGNED_IN: EntraErrorFacts = {
  error: 'login_required',
  code: 50058,
  text: 'A silent sign-in request was sent but no user is signed in.',
};
const ADMIN_ONLY: EntraErrorFacts = {
  error: 'access_denied',
  code: 90094,
  text: 'Admin consent is required for the permissions requested by this application.',
};

/** Undefined when nothing stands between the person and the code. */
function consentStep(visit: Visit, user: DirectoryUser): Step | undefined {
  const { parts, params, request } = visit;
  const missing = parts.accounts.missing(user, request).map(({ name }) => name);
  const again = params['prompt'] === 'consent' || params['prompt'] === 'admin_consent';
  const asked = again ? [...request.graph, ...request.api] : missing;
  if (asked.length === 0) return undefined;
  const allowed = mayConsent(visit, user);
  const decision = params[FIELDS.decision];
  if (decision === 'cancel') return refuse(visit, allowed ? DECLINED : ADMIN_ONLY);
  if (!allowed && missing.length > 0) return { kind: 'page', html: approvalPage(pageParams(params), user) };
  if (!allowed) return undefined;
  const isAdmin = user.roles.includes('Sync.Admin');
  if (decision !== 'accept') {
    return {
      kind: 'page',
      html: consentPage({ params: pageParams(params), user, scopes: asked, offerOrganisation: isAdmin }),
    };
  }
  const scopes = [...new Set([...missing, ...request.graph])].filter((name) => name !== 'access_as_user');
  if (isAdmin && params[FIELDS.organisation] === 'yes')
    parts.accounts.consentForTenant(user.tenantId, scopes);
  parts.accounts.consent(user, scopes);
  return undefined;
}

function code(visit: Visit, user: DirectoryUser): Step {
  const { parts, params } = visit;
  const issued = parts.grants.issueCode({
    oid: user.oid,
    clientId: SANDBOX_CLIENT_ID,
    redirectUri: params['redirect_uri'] ?? '',
    scope: params['scope'] ?? '',
    ...(params['nonce'] === undefined ? {} : { nonce: params['nonce'] }),
    ...(params['code_challenge'] === undefined ? {} : { challenge: params['code_challenge'] }),
  });
  const answer: Params = { code: issued, session_state: user.oid };
  if (params['client_info'] === '1') answer['client_info'] = clientInfo(user);
  return { kind: 'return', params: withState(params, answer), signedIn: user };
}

function silentStep(visit: Visit, user: DirectoryUser): Step {
  const { accounts } = visit.parts;
  const { interaction } = accounts.of(user.oid);
  if (interaction !== 0)
    return refuse(visit, { ...refusals.interaction(interaction).facts, error: 'interaction_required' });
  if (accounts.missing(user, visit.request).length > 0) {
    return refuse(visit, { ...refusals.consentMissing(user.upn).facts, error: 'interaction_required' });
  }
  return code(visit, user);
}

/**
 * One step of the sign-in. The pages send the same parameters again with what the person chose, so the whole visit is
 * in the request. Throws `EntraRefusal` where there is nowhere to return to.
 */
export function authorizeStep(
  parts: EntraParts,
  tenantName: string,
  params: Params,
  session: string[],
): Step {
  const tenant = tenantNamed(parts, tenantName);
  checkReturnAddress(params, tenantName);
  const request: ScopeRequest = { ...NO_SCOPES };
  const visit: Visit = { parts, tenant, params, request, session };
  try {
    Object.assign(request, parseScopes(params['scope'] ?? '', parts.world.origins.graph));
  } catch (error) {
    if (error instanceof EntraRefusal) return refuse(visit, error.facts);
    throw error;
  }
  if (params['response_type'] !== 'code') {
    const text = `The provided value for the input parameter 'response_type' is not allowed for this client.`;
    return refuse(visit, { error: 'unsupported_response_type', code: 700051, text });
  }
  const user = chosenAccount(visit);
  const silent = params['prompt'] === 'none';
  if (!user) {
    if (silent) return refuse(visit, NOT_SIGNED_IN);
    return { kind: 'page', html: accountPage(pageParams(params), usersAt(parts, tenant)) };
  }
  if (tenant && tenant.id !== user.tenantId) {
    const text = `User account '${user.upn}' does not exist in tenant '${tenant.name}'.`;
    return refuse(visit, { error: 'access_denied', code: 50020, text });
  }
  if (!user.enabled) return refuse(visit, { ...refusals.disabled().facts, error: 'access_denied' });
  if (silent) return silentStep(visit, user);
  const consent = consentStep(visit, user);
  if (consent) return consent;
  parts.accounts.signedIn(user.oid);
  return code(visit, user);
}
