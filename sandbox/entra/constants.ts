/** The one app registration of the sandbox: our own product, multi-tenant. */
export const SANDBOX_CLIENT_ID = '7d1c9a52-3f0e-4b6a-9c41-5a2e8f30b7d4';
export const SANDBOX_CLIENT_SECRET = 'sandbox~client~secret~of~no~value';

/** Graph's application id, the same in every tenant. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
export const GRAPH_RESOURCE = 'https://graph.microsoft.com';

/** Clients that may ask for `access_as_user` without consent. Facts: addin §2.3. */
export const TEAMS_WEB_CLIENT_ID = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

/** Seconds. Facts: graph §8.2 (a token of 4,511 s), §5.3 (60 to 90 minutes). */
export const ACCESS_TOKEN_SECONDS = 4511;
export const APP_TOKEN_SECONDS = 3599;
export const CODE_SECONDS = 600;
/** Facts: graph §5.2. */
export const SPA_REFRESH_SECONDS = 24 * 3600;
export const REFRESH_SECONDS = 90 * 24 * 3600;

/** Delegated permissions of Graph that the registration lists. Facts: graph §5.4. */
export const GRAPH_SCOPES = [
  'User.Read',
  'User.ReadBasic.All',
  'Calendars.ReadBasic',
  'Calendars.Read',
  'Calendars.ReadWrite',
  'Calendars.Read.Shared',
  'Calendars.ReadWrite.Shared',
  'MailboxSettings.Read',
  'MailboxSettings.ReadWrite',
  'Mail.Send',
  'Place.Read.All',
] as const;

/** What our product asks people for. */
export const OUR_GRAPH_SCOPES = [
  'User.Read',
  'Calendars.Read',
  'Calendars.ReadWrite',
  'Calendars.Read.Shared',
  'MailboxSettings.Read',
  'Mail.Send',
] as const;

export const OIDC_SCOPES = ['openid', 'profile', 'email', 'offline_access'] as const;
export const API_SCOPE = 'access_as_user';

/** The tenant at home of the guest, which is not part of the sandbox. */
export const GUEST_HOME_TENANT = 'c3f2e5d4-7d80-4192-93b4-c5d6e7f8091a';
