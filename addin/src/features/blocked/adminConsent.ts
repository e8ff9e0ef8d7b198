import type { PublicConfig } from '../../../../shared/me.ts';

/** The page on which a tenant's admin approves the app for everybody. Its return address must be a registered one. */
export function adminConsentUrl(
  { authorityHost, clientId, graphScopes, scope }: PublicConfig,
  origin: string,
): string {
  const url = new URL(`${authorityHost.replace(/\/+$/, '')}/organizations/v2.0/adminconsent`);
  const scopes = ['openid', 'profile', 'offline_access', ...graphScopes.profile, ...graphScopes.write, scope];
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('scope', scopes.join(' '));
  url.searchParams.set('redirect_uri', `${origin}/auth-redirect.html`);
  return url.toString();
}
