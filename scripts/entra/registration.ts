/** The one app registration behind both packages, as Microsoft Graph's `application` (addin §2.3, graph §5). */
import { HOST_CLIENTS } from '../../server/src/entra/hostClients.ts';
import { API_SCOPE } from '../../server/src/entra/scopes.ts';
import { ADMIN_ROLE } from '../../server/src/sync/policy.ts';
import { readFixed } from '../package/values.ts';
import { uuidOf } from '../package/uuid.ts';
import { GRAPH_APP_ID, PERMISSIONS } from './permissions.ts';

export interface KeyCredential {
  type: 'AsymmetricX509Cert';
  usage: 'Verify';
  displayName: string;
  endDateTime?: string;
  /** Base64 of the certificate (DER). */
  key?: string | null;
}

export interface Registration {
  displayName: string;
  signInAudience: string;
  tags: string[];
  identifierUris: string[];
  info: Record<string, string>;
  api: {
    requestedAccessTokenVersion: number;
    oauth2PermissionScopes: Record<string, unknown>[];
    preAuthorizedApplications: { appId: string; delegatedPermissionIds: string[] }[];
  };
  appRoles: Record<string, unknown>[];
  spa: { redirectUris: string[] };
  web: {
    homePageUrl: string;
    redirectUris: string[];
    implicitGrantSettings: { enableAccessTokenIssuance: boolean; enableIdTokenIssuance: boolean };
  };
  optionalClaims: { accessToken: { name: string; essential: boolean }[] };
  requiredResourceAccess: { resourceAppId: string; resourceAccess: { id: string; type: string }[] }[];
  keyCredentials: KeyCredential[];
}

export interface Ids {
  appId: string;
  scopeId: string;
  roleId: string;
}

/** For a new registration; one that exists keeps its own ids. */
export const DEFAULT_IDS = {
  scopeId: uuidOf('https://www.timify.com/#access_as_user'),
  roleId: uuidOf('https://www.timify.com/#Sync.Admin'),
};

/** By this the scripts find the registration again, whatever it is called. */
export const tagOf = (origin: string): string => `timify-sync:${new URL(origin).host}`;

/** Any organisation: the pane signs in at `/organizations`, which refuses apps of a single one (AADSTS50194). */
export const AUDIENCE = 'AzureADMultipleOrgs';
export const DISPLAY_NAME = 'TIMIFY Sync';

const scope = (id: string): Record<string, unknown> => ({
  id,
  value: API_SCOPE,
  type: 'User',
  isEnabled: true,
  adminConsentDisplayName: 'Use TIMIFY Sync',
  adminConsentDescription: 'Lets Outlook, Teams and Microsoft 365 open TIMIFY Sync as the signed-in person.',
  userConsentDisplayName: 'Use TIMIFY Sync',
  userConsentDescription: 'Lets Outlook, Teams and Microsoft 365 open TIMIFY Sync as you.',
});

const role = (id: string): Record<string, unknown> => ({
  id,
  value: ADMIN_ROLE,
  allowedMemberTypes: ['User'],
  displayName: 'TIMIFY Sync administrator',
  description: 'Connects TIMIFY, sets what holds for the company, invites people and sees their connections.',
  isEnabled: true,
});

/** The redirect page first: with `brk-` in front the admin-consent link fails with AADSTS7000471 (addin §2.3). */
export const spaRedirects = (origin: string): string[] => [
  `${origin}/auth-redirect.html`,
  `brk-multihub://${new URL(origin).host}`,
];

/** The window of `ENTRA_BACKGROUND=code`: the server redeems its code, so it is one of the web platform. */
export const webRedirects = (origin: string): string[] => [`${origin}/auth-code.html`];

/** What is set as a whole: everything but the certificates. */
export const withoutKeys = (registration: Registration): Omit<Registration, 'keyCredentials'> => {
  const rest: Partial<Registration> = { ...registration };
  delete rest.keyCredentials;
  return rest as Omit<Registration, 'keyCredentials'>;
};

export const registrationFor = (origin: string, ids: Ids, keys: KeyCredential[] = []): Registration => {
  const { maker } = readFixed();
  // The app itself too: pane and API are one registration (addin §0.6).
  const clients = [...HOST_CLIENTS.map(({ id }) => id), ids.appId];
  return {
    displayName: DISPLAY_NAME,
    signInAudience: AUDIENCE,
    tags: [tagOf(origin)],
    identifierUris: [`api://${new URL(origin).host}/${ids.appId}`],
    info: {
      marketingUrl: maker.website,
      privacyStatementUrl: maker.privacy,
      termsOfServiceUrl: maker.terms,
      supportUrl: maker.support,
    },
    api: {
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [scope(ids.scopeId)],
      preAuthorizedApplications: clients.map((appId) => ({ appId, delegatedPermissionIds: [ids.scopeId] })),
    },
    appRoles: [role(ids.roleId)],
    spa: { redirectUris: spaRedirects(origin) },
    web: {
      homePageUrl: `${origin}/tab.html`,
      redirectUris: webRedirects(origin),
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
    },
    // Tells guests from members ("Optional claims reference"); the server refuses guests.
    optionalClaims: { accessToken: [{ name: 'acct', essential: false }] },
    requiredResourceAccess: [
      {
        resourceAppId: GRAPH_APP_ID,
        resourceAccess: PERMISSIONS.map(({ id }) => ({ id, type: 'Scope' })),
      },
    ],
    keyCredentials: keys,
  };
};
