/** From the short names of core/scopes.ts to the form that the token endpoint wants. */

/** The scope of our own API that every incoming token must carry. */
export const API_SCOPE = 'access_as_user';

const OPEN_ID = new Set(['openid', 'profile', 'email', 'offline_access']);

/** Graph's hosts, one per cloud ("Microsoft Graph: national cloud deployments"); each is its own token resource. */
const RESOURCES = new Set([
  'graph.microsoft.com',
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'microsoftgraph.chinacloudapi.cn',
]);

/** What tokens are asked for: the cloud's Graph. Any other address is a stand-in for the worldwide one. */
export const resourceOf = (graphBaseUrl: string): string => {
  const { hostname } = new URL(graphBaseUrl);
  return `https://${RESOURCES.has(hostname) ? hostname : 'graph.microsoft.com'}`;
};

/** `Calendars.Read` → `https://graph.microsoft.com/Calendars.Read`; OpenID scopes and full ones stay as they are. */
export const qualify = (scopes: readonly string[], resource: string): string[] =>
  scopes.map((scope) => (OPEN_ID.has(scope) || scope.includes('://') ? scope : `${resource}/${scope}`));
