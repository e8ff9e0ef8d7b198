import { randomUUID } from 'node:crypto';

export interface EntraErrorFacts {
  /** OAuth error, e.g. `invalid_grant`. */
  error: string;
  /** AADSTS number. */
  code: number;
  text: string;
  suberror?: string;
  /** JSON text of a claims challenge. */
  claims?: string;
}

/** The one refusal of this Entra: thrown where it is found, written where the request ends. */
export class EntraRefusal extends Error {
  readonly facts: EntraErrorFacts;
  readonly status: number;

  constructor(facts: EntraErrorFacts, status = facts.error === 'invalid_client' ? 401 : 400) {
    super(facts.text);
    this.facts = facts;
    this.status = status;
  }
}

/** A claims challenge as conditional access words it. Facts: graph §8.2. */
export const ACCESS_CLAIMS =
  '{"access_token":{"polids":{"essential":true,"values":["9ab03e19-ed42-4168-b6b7-7001fb3e933a"]}}}';

function stamp(): string {
  return `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

export function errorText(facts: EntraErrorFacts, trace = randomUUID(), correlation = randomUUID()): string {
  const lines = [
    `AADSTS${facts.code}: ${facts.text}`,
    `Trace ID: ${trace}`,
    `Correlation ID: ${correlation}`,
  ];
  return [...lines, `Timestamp: ${stamp()}`].join('\r\n');
}

/** Body of a token error. Facts: graph §8.2. */
export function entraError(facts: EntraErrorFacts): Record<string, unknown> {
  const trace = randomUUID();
  const correlation = randomUUID();
  return {
    error: facts.error,
    error_description: errorText(facts, trace, correlation),
    error_codes: [facts.code],
    timestamp: stamp(),
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `https://login.microsoftonline.com/error?code=${facts.code}`,
    ...(facts.suberror === undefined ? {} : { suberror: facts.suberror }),
    ...(facts.claims === undefined ? {} : { claims: facts.claims }),
  };
}

/** The refusals that several flows share. Facts: graph §5.6. */
export const refusals = {
  consentMissing: (user: string): EntraRefusal =>
    new EntraRefusal({
      error: 'invalid_grant',
      code: 65001,
      suberror: 'consent_required',
      text: `The user or administrator has not consented to use the application. Send an interactive authorization request for this user (${user}) and resource.`,
    }),
  revoked: (): EntraRefusal =>
    new EntraRefusal({
      error: 'invalid_grant',
      code: 50173,
      text: 'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
    }),
  refreshExpired: (): EntraRefusal =>
    new EntraRefusal({
      error: 'invalid_grant',
      code: 700082,
      suberror: 'bad_token',
      text: 'The refresh token has expired due to inactivity.',
    }),
  spaRefreshExpired: (): EntraRefusal =>
    new EntraRefusal({
      error: 'invalid_grant',
      code: 700084,
      suberror: 'bad_token',
      text: 'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 24 hours.',
    }),
  malformedGrant: (): EntraRefusal =>
    new EntraRefusal({
      error: 'invalid_grant',
      code: 9002313,
      text: 'Invalid request. Request is malformed or invalid.',
    }),
  interaction: (code: number): EntraRefusal =>
    new EntraRefusal({
      error: 'interaction_required',
      code,
      suberror: 'basic_action',
      claims: ACCESS_CLAIMS,
      text: 'Due to a configuration change made by your administrator, you must use multi-factor authentication to access the resource.',
    }),
  disabled: (): EntraRefusal =>
    new EntraRefusal({ error: 'invalid_grant', code: 50057, text: 'The user account is disabled.' }),
  assertionExpired: (): EntraRefusal =>
    new EntraRefusal({
      error: 'invalid_grant',
      code: 500133,
      text: 'Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion.',
    }),
  assertionInvalid: (why: string): EntraRefusal =>
    new EntraRefusal({
      error: 'invalid_grant',
      code: 50013,
      text: `Assertion failed signature validation. [Reason - ${why}]`,
    }),
  badSecret: (): EntraRefusal =>
    new EntraRefusal({ error: 'invalid_client', code: 7000215, text: 'Invalid client secret provided.' }),
  noClientProof: (): EntraRefusal =>
    new EntraRefusal({
      error: 'invalid_client',
      code: 7000218,
      text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    }),
  unknownClient: (id: string, tenant: string): EntraRefusal =>
    new EntraRefusal({
      error: 'unauthorized_client',
      code: 700016,
      text: `Application with identifier '${id}' was not found in the directory '${tenant}'.`,
    }),
  unknownTenant: (name: string): EntraRefusal =>
    new EntraRefusal({ error: 'invalid_tenant', code: 90002, text: `Tenant '${name}' not found.` }),
  invalidScope: (text: string): EntraRefusal =>
    new EntraRefusal({ error: 'invalid_scope', code: 70011, text }),
};
