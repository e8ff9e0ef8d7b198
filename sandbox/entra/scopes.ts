import {
  API_SCOPE,
  GRAPH_APP_ID,
  GRAPH_RESOURCE,
  GRAPH_SCOPES,
  OIDC_SCOPES,
  SANDBOX_CLIENT_ID,
} from './constants.ts';
import { refusals } from './errors.ts';

export type Audience = 'graph' | 'api';

/** A `scope` parameter, sorted by what it is about. `.default` stands for all that the registration lists. */
export interface ScopeRequest {
  oidc: string[];
  graph: string[];
  api: string[];
  /** How the request wrote our API, e.g. `api://localhost:3000/{client id}`. */
  apiResource: string;
  isDefault: boolean;
}

export const NO_SCOPES: Readonly<ScopeRequest> = {
  oidc: [],
  graph: [],
  api: [],
  apiResource: `api://${SANDBOX_CLIENT_ID}`,
  isDefault: false,
};

const KNOWN_GRAPH = new Map(GRAPH_SCOPES.map((scope) => [scope.toLowerCase(), scope]));

function splitScope(scope: string): { resource: string; name: string } {
  const cut = scope.lastIndexOf('/');
  return cut < 0
    ? { resource: '', name: scope }
    : { resource: scope.slice(0, cut).toLowerCase(), name: scope.slice(cut + 1) };
}

/** `api://HOST/CLIENTID`, `api://CLIENTID`, or the bare client id. Facts: addin §2.3. */
function isOurApi(resource: string): boolean {
  return (
    resource === SANDBOX_CLIENT_ID || (resource.startsWith('api://') && resource.endsWith(SANDBOX_CLIENT_ID))
  );
}

function isGraph(resource: string, graphOrigin: string): boolean {
  const bare = resource.replace(/\/$/, '');
  return ['', GRAPH_RESOURCE, GRAPH_APP_ID, new URL(graphOrigin).origin].includes(bare);
}

function addGraph(request: ScopeRequest, name: string): void {
  const known = KNOWN_GRAPH.get(name.toLowerCase());
  if (known === undefined) throw refusals.invalidScope(`The provided value for scope ${name} is not valid.`);
  request.graph.push(known);
}

function addApi(request: ScopeRequest, name: string): void {
  if (name !== API_SCOPE) throw refusals.invalidScope(`The provided value for scope ${name} is not valid.`);
  request.api.push(API_SCOPE);
}

/** Refuses scopes that the registration does not know. `graphOrigin`: the sandbox's own Graph counts as Graph. */
export function parseScopes(text: string, graphOrigin: string): ScopeRequest {
  const request: ScopeRequest = { ...NO_SCOPES, oidc: [], graph: [], api: [] };
  for (const scope of text.split(/\s+/).filter((part) => part !== '')) {
    if (OIDC_SCOPES.some((known) => known === scope)) {
      request.oidc.push(scope);
      continue;
    }
    const { resource, name } = splitScope(scope);
    const api = isOurApi(resource);
    if (api) request.apiResource = scope.slice(0, scope.lastIndexOf('/'));
    if (!api && !isGraph(resource, graphOrigin)) {
      throw refusals.invalidScope(`The resource principal named ${resource} was not found in the tenant.`);
    }
    if (name === '.default') {
      request.isDefault = true;
      if (api) request.api.push(API_SCOPE);
      else request.graph.push(...GRAPH_SCOPES);
    } else if (api) addApi(request, name);
    else addGraph(request, name);
  }
  return request;
}

/** One token is for one resource. Facts: graph §5.2 (multi-resource). */
export function audienceOf(request: ScopeRequest): Audience {
  if (request.api.length > 0 && request.graph.length > 0 && !request.isDefault) {
    throw refusals.invalidScope(
      'Provided value for the input parameter scope is not valid because it contains more than one resource.',
    );
  }
  return request.api.length > 0 ? 'api' : 'graph';
}
