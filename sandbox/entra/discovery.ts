import { SHARED_TENANTS, tenantNamed } from './parts.ts';
import type { EntraParts } from './parts.ts';

/** Facts: graph §8.2. For `common` and `organizations` the issuer is a template. */
export function openIdConfiguration(parts: EntraParts, name: string): Record<string, unknown> {
  const tenant = tenantNamed(parts, name);
  const origin = parts.world.origins.entra;
  const at = `${origin}/${tenant?.id ?? name}`;
  return {
    token_endpoint: `${at}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${at}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: `${origin}/${tenant?.id ?? '{tenantid}'}/v2.0`,
    request_uri_parameter_supported: false,
    userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
    authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${at}/oauth2/v2.0/logout`,
    claims_supported: [
      ...[
        'sub',
        'iss',
        'cloud_instance_name',
        'cloud_graph_host_name',
        'msgraph_host',
        'aud',
        'exp',
        'iat',
        'auth_time',
      ],
      ...['acr', 'nonce', 'preferred_username', 'name', 'tid', 'ver', 'at_hash', 'c_hash', 'email'],
    ],
    tenant_region_scope: 'EU',
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
    rbac_url: 'https://pas.windows.net',
  };
}

/** Which hosts are one cloud. MSAL asks where no known authority was configured. */
export function instanceDiscovery(parts: EntraParts): Record<string, unknown> {
  const { host } = new URL(parts.world.origins.entra);
  return {
    tenant_discovery_endpoint: `${parts.world.origins.entra}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
}

export function keysFor(parts: EntraParts, name: string): unknown {
  const issuer = SHARED_TENANTS.includes(name)
    ? '{tenantid}'
    : (tenantNamed(parts, name)?.id ?? '{tenantid}');
  return parts.signer.jwks(`${parts.world.origins.entra}/${issuer}/v2.0`);
}
