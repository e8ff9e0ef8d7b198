import type { ConnectionState } from '../../../../shared/words.ts';
import { ApiError, type ApiErrorId } from '../../api/apiError.ts';
import { SignInFault, type SignInFaultKind } from '../../host/signInFault.ts';

/** Every reason for a page of its own. One pattern shows them all. */
export type BlockedId =
  | 'sign_in_required'
  | 'sign_in_failed'
  | 'host_refused'
  | 'consent_required'
  | 'mailbox_unsupported'
  | 'wrong_account'
  | 'invitation_expired'
  | 'resource_taken'
  | 'timify_unavailable'
  | 'microsoft_throttled'
  | 'calendar_gone'
  | 'unexpected'
  | 'offline'
  | 'forbidden'
  | 'not_found'
  | 'permission_missing'
  | 'privacy_required'
  | 'resource_gone'
  | 'timify_refused'
  | 'awaiting';

const OF_API: Partial<Readonly<Record<ApiErrorId, BlockedId>>> = {
  unauthorised: 'sign_in_required',
  sign_in_required: 'sign_in_required',
  // By itself this only means that Microsoft has to ask; the window tells whether an admin is needed.
  consent_required: 'sign_in_required',
  mailbox_unsupported: 'mailbox_unsupported',
  permission_missing: 'permission_missing',
  invitation_expired: 'invitation_expired',
  resource_taken: 'resource_taken',
  privacy_required: 'privacy_required',
  timify_unavailable: 'timify_unavailable',
  timify_credentials: 'timify_refused',
  microsoft_throttled: 'microsoft_throttled',
  forbidden: 'forbidden',
  not_found: 'not_found',
  offline: 'offline',
};

const OF_SIGN_IN: Readonly<Record<SignInFaultKind, BlockedId>> = {
  'needs-click': 'sign_in_required',
  cancelled: 'sign_in_required',
  blocked: 'sign_in_required',
  offline: 'offline',
  consent: 'consent_required',
  'wrong-account': 'wrong_account',
  'host-refused': 'host_refused',
  failed: 'sign_in_failed',
};

const OF_STATE: Partial<Readonly<Record<ConnectionState, BlockedId>>> = {
  'needs-sign-in': 'sign_in_required',
  'permission-missing': 'permission_missing',
  'mailbox-unsupported': 'mailbox_unsupported',
  'calendar-gone': 'calendar_gone',
  'resource-gone': 'resource_gone',
  'timify-refused': 'timify_refused',
  'awaiting-approval': 'awaiting',
};

export function blockedIdOf(cause: unknown): BlockedId {
  if (cause instanceof SignInFault) return OF_SIGN_IN[cause.kind];
  if (cause instanceof ApiError) return OF_API[cause.id] ?? 'unexpected';
  return 'unexpected';
}

export const blockedIdOfState = (state: ConnectionState): BlockedId | undefined => OF_STATE[state];

export function requestIdOf(cause: unknown): string {
  if (cause instanceof SignInFault) return cause.correlationId;
  return cause instanceof ApiError ? cause.requestId : '';
}
