/** `deploy.json`: what was made, for whom, and what an admin opens first. */
import { createHash } from 'node:crypto';
import { adminConsentUrl } from '../../addin/src/features/blocked/adminConsent.ts';
import { PROFILE_SCOPES, READ_SCOPES, SHARED_SCOPES, WRITE_SCOPES } from '../../server/src/core/scopes.ts';
import { API_SCOPE, qualify } from '../../server/src/entra/scopes.ts';
import { idsOf, type Deployment } from './values.ts';

const MICROSOFT = 'https://login.microsoftonline.com';
const GRAPH = 'https://graph.microsoft.com';

interface Made {
  version: string;
  zipFile: string;
  zip: Uint8Array;
  files: ReadonlyMap<string, Uint8Array>;
  xmlFile: string;
  xml: Uint8Array;
}

export interface Deploy {
  version: string;
  url: string;
  environment: string;
  tenantOnly: boolean;
  clientId: string;
  adminConsentUrl: string;
  permissions: { graph: string[]; api: string };
  microsoft365: { id: string; file: string; sha256: string; files: Record<string, string> };
  outlookAddin: { id: string; file: string; sha256: string };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Every delegated right of Graph that the product may ask for. */
export const GRAPH_SCOPES: string[] = [...PROFILE_SCOPES, ...READ_SCOPES, ...WRITE_SCOPES, ...SHARED_SCOPES];

/** The page on which an admin approves the app for everybody: the same link that the pane shows. */
export const consentLink = ({ origin, clientId }: Pick<Deployment, 'origin' | 'clientId'>): string => {
  const full = (scopes: readonly string[]): string[] => qualify(scopes, GRAPH);
  const graphScopes = {
    profile: full(PROFILE_SCOPES),
    read: full(READ_SCOPES),
    write: full(WRITE_SCOPES),
    shared: full(SHARED_SCOPES),
  };
  const scope = apiScope(origin, clientId);
  return adminConsentUrl({ authorityHost: MICROSOFT, clientId, graphScopes, scope }, origin);
};

const apiScope = (origin: string, clientId: string): string =>
  `api://${new URL(origin).host}/${clientId}/${API_SCOPE}`;

export const describeDeploy = (deployment: Deployment, made: Made): Deploy => {
  const { origin, clientId, environment, tenantOnly } = deployment;
  const { appId, addinId } = idsOf(origin);
  const files = [...made.files].map(([name, bytes]): [string, string] => [name, sha256(bytes)]);
  return {
    version: made.version,
    url: origin,
    environment,
    tenantOnly,
    clientId,
    adminConsentUrl: consentLink(deployment),
    permissions: { graph: GRAPH_SCOPES, api: apiScope(origin, clientId) },
    microsoft365: {
      id: appId,
      file: made.zipFile,
      sha256: sha256(made.zip),
      files: Object.fromEntries(files.sort(([one], [other]) => (one < other ? -1 : 1))),
    },
    outlookAddin: { id: addinId, file: made.xmlFile, sha256: sha256(made.xml) },
  };
};
