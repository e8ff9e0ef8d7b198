import type { PublicConfig } from '../../../../shared/me.ts';

type Wanted = Pick<PublicConfig, 'authorityHost' | 'clientId' | 'graphScopes' | 'scope'>;

/**
 * The page on which a tenant's admin approves the app for everybody. Its return address must be a registered one. It asks
 * for every right that a person may be asked for later: a granted `Calendars.ReadWrite` does not stand for
 * `Calendars.Read`, each is granted by its name ("Scopes and permissions in the Microsoft identity platform").
 */
export function adminConsentUrl(
  { authorityHost, clientId, graphScopes, scope }: Wanted,
  origin: string,
): string {
  const url = new URL(`${authorityHost.replace(/\/+$/, '')}/organizations/v2.0/adminconsent`);
  const { profile, read, write, shared } = graphScopes;
  const graph = [...profile, ...read, ...write, ...shared];
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('scope', ['openid', 'profile', 'offline_access', ...graph, scope].join(' '));
  url.searchParams.set('redirect_uri', `${origin}/auth-redirect.html`);
  return url.toString();
}
