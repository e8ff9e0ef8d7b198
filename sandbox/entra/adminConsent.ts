import { GRAPH_RESOURCE, OUR_GRAPH_SCOPES, SANDBOX_CLIENT_ID } from './constants.ts';
import type { Step } from './authorize.ts';
import { isOurRedirect } from './authorize.ts';
import { EntraRefusal, errorText, refusals } from './errors.ts';
import type { Params } from './pages.ts';
import { FIELDS, accountPage, consentPage } from './pages.ts';
import type { EntraParts } from './parts.ts';
import { tenantNamed, usersAt } from './parts.ts';
import { parseScopes } from './scopes.ts';

/** `/{tenant}/v2.0/adminconsent`. Facts: graph §5.4, addin §2.4. */
export function adminConsentStep(parts: EntraParts, tenantName: string, params: Params): Step {
  const tenant = tenantNamed(parts, tenantName);
  if (params['client_id'] !== SANDBOX_CLIENT_ID)
    throw refusals.unknownClient(params['client_id'] ?? '', tenantName);
  if (!isOurRedirect(params['redirect_uri'])) {
    throw new EntraRefusal({
      error: 'invalid_request',
      code: 50011,
      text: 'The redirect URI is not registered.',
    });
  }
  const state: Params = params['state'] === undefined ? {} : { state: params['state'] };
  const asked = parseScopes(params['scope'] ?? `${GRAPH_RESOURCE}/.default`, parts.world.origins.graph);
  const scopes = asked.isDefault ? [...OUR_GRAPH_SCOPES] : asked.graph;
  const carried = Object.fromEntries(Object.entries(params).filter(([name]) => !name.startsWith('sandbox_')));

  const user = parts.world.directory.find(params[FIELDS.account] ?? '');
  if (!user) {
    const admins = usersAt(parts, tenant).filter((one) => one.roles.includes('Sync.Admin'));
    return { kind: 'page', html: accountPage(carried, admins) };
  }
  const decision = params[FIELDS.decision];
  if (decision === 'accept') {
    parts.accounts.consentForTenant(user.tenantId, scopes);
    const scope = scopes.map((name) => `${GRAPH_RESOURCE}/${name}`).join(' ');
    return {
      kind: 'return',
      params: { admin_consent: 'True', tenant: user.tenantId, scope, ...state },
      signedIn: user,
    };
  }
  if (decision === 'cancel') {
    const text = errorText({
      error: 'access_denied',
      code: 65004,
      text: 'User declined to consent to access the app.',
    });
    return { kind: 'return', params: { error: 'access_denied', error_description: text, ...state } };
  }
  const view = { params: carried, user, scopes, offerOrganisation: false, forOrganisation: true };
  return { kind: 'page', html: consentPage(view) };
}
