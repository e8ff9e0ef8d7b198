/**
 * The one table from Entra's and MSAL's errors to faults. Sources: "Microsoft identity platform: authorization error
 * codes" (branch on `error` and `suberror`, numbers tell the cause, never the text), "OAuth 2.0 On-Behalf-Of flow",
 * and what msal-node 7.2.1 makes of them (`InteractionRequiredAuthError` with `claims`; a plain `ServerError` for
 * `invalid_grant` without `suberror`).
 */
import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { Fault } from '../core/fault.ts';
import type { FaultKind } from '../core/fault.ts';

interface Rule {
  kind: FaultKind;
  /** AADSTS numbers. */
  numbers?: readonly number[];
  /** `error`, or MSAL's own code for client-side failures. */
  codes?: readonly string[];
  suberrors?: readonly string[];
}

/** First match wins. */
const RULES: readonly Rule[] = [
  // Our own secret or certificate: wrong, expired, bad assertion, client not allowed.
  { kind: 'credentials', numbers: [7000215, 7000222, 700027, 70002] },
  { kind: 'credentials', codes: ['invalid_client'] },
  // 50057: disabled in the directory; 50034: not in it any more (facts: graph §5.6). No sign-in will mend it.
  { kind: 'owner-gone', numbers: [50057, 50034] },
  // Consent is missing, declined, an admin's alone, or the app is not (any more) in this tenant.
  {
    kind: 'consent-required',
    numbers: [65001, 65004, 90094, 90095, 500011, 700016, 650052, 650057, 7000112, 50105],
    codes: ['consent_required', 'unauthorized_client'],
    suberrors: ['consent_required'],
  },
  // Entra's own trouble.
  { kind: 'unavailable', numbers: [90033, 50033, 90006, 90012, 90024, 90090, 90055, 50196] },
  {
    kind: 'unavailable',
    codes: [
      'temporarily_unavailable',
      'server_error',
      'request_timeout',
      'network_error',
      'no_network_connectivity',
      'openid_config_error',
      'endpoints_resolution_error',
      'http_server_error',
    ],
  },
  // Any other `invalid_grant`: revoked, expired, password reset, user gone, assertion too old.
  {
    kind: 'sign-in-required',
    codes: [
      'invalid_grant',
      'interaction_required',
      'login_required',
      'no_tokens_found',
      'refresh_token_expired',
      'no_account_found',
      'no_account_in_silent_request',
      'token_refresh_required',
      'user_mismatch',
    ],
  },
  {
    kind: 'invalid',
    codes: ['invalid_request', 'invalid_scope', 'invalid_resource', 'unsupported_grant_type'],
  },
];

const numberOf = (error: AuthError): number | null => {
  const raw =
    error instanceof InteractionRequiredAuthError || error instanceof ServerError ? error.errorNo : undefined;
  return raw === undefined ? null : Number(raw);
};

const kindOf = (error: AuthError): FaultKind => {
  const number = numberOf(error);
  const rule = RULES.find(
    (candidate) =>
      (number !== null && candidate.numbers?.includes(number)) ||
      candidate.codes?.includes(error.errorCode) ||
      candidate.suberrors?.includes(error.subError),
  );
  if (rule !== undefined) return rule.kind;
  return error instanceof InteractionRequiredAuthError ? 'sign-in-required' : 'unavailable';
};

/** What a failed token request means. `retryAfter`: milliseconds, where the last answer said so. */
export const entraFault = (error: unknown, retryAfter: number | null = null): Fault => {
  if (error instanceof Fault) return error;
  if (!(error instanceof AuthError)) {
    return new Fault({ kind: 'unavailable', service: 'entra', cause: error });
  }
  const number = numberOf(error);
  const kind = kindOf(error);
  return new Fault({
    kind,
    service: 'entra',
    status: error instanceof ServerError ? (error.status ?? null) : null,
    code: number === null ? error.errorCode : `${error.errorCode}/${number}`,
    retryAfter: kind === 'unavailable' ? retryAfter : null,
    claims: error instanceof InteractionRequiredAuthError && error.claims !== '' ? error.claims : null,
    requestId: error.correlationId === '' ? null : error.correlationId,
    cause: error,
  });
};
