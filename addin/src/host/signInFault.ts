/**
 * Why there is no token. `needs-click` is no error: a window has to open, and only a click may open it.
 * `cancelled` and `blocked` are about that window; after either the person decides what comes next.
 */
export type SignInFaultKind =
  | 'needs-click'
  | 'cancelled'
  | 'blocked'
  | 'offline'
  | 'consent'
  | 'wrong-account'
  | 'host-refused'
  | 'failed';

export class SignInFault extends Error {
  readonly kind: SignInFaultKind;
  /** The vendor's own code and correlation id, for the text that a person copies for their IT. */
  readonly code: string;
  readonly correlationId: string;

  constructor(kind: SignInFaultKind, code = '', correlationId = '', options?: ErrorOptions) {
    super(`sign-in ${kind}: ${code}`, options);
    this.name = 'SignInFault';
    this.kind = kind;
    this.code = code;
    this.correlationId = correlationId;
  }
}

/** By the vendor's code, never by its text. Measured with msal-browser 5 and teams-js 2. */
const KIND_OF_CODE: Readonly<Record<string, SignInFaultKind>> = {
  no_account_error: 'needs-click',
  no_account_found: 'needs-click',
  interaction_required: 'needs-click',
  consent_required: 'needs-click',
  login_required: 'needs-click',
  silent_sso_error: 'needs-click',
  no_tokens_found: 'needs-click',
  user_cancelled: 'cancelled',
  user_canceled: 'cancelled',
  redirect_bridge_empty_response: 'cancelled',
  timed_out: 'cancelled',
  CancelledByUser: 'cancelled',
  popup_window_error: 'blocked',
  empty_window_error: 'blocked',
  interaction_in_progress: 'blocked',
  FailedToOpenWindow: 'blocked',
  no_network_connectivity: 'offline',
  post_request_failed: 'offline',
  get_request_failed: 'offline',
  access_denied: 'consent',
  AADSTS90094: 'consent',
  AADSTS900941: 'consent',
  AADSTS65004: 'cancelled',
  nested_app_auth_bridge_disabled: 'host-refused',
  untrusted_origin: 'host-refused',
};

/** Any rejection of a sign-in library as the one class the pane knows. */
export function toSignInFault(cause: unknown): SignInFault {
  if (cause instanceof SignInFault) return cause;
  const code =
    textOf(cause, 'errorCode') || textOf(cause, 'message') || (typeof cause === 'string' ? cause : '');
  // Entra's own number, which the libraries hand on inside their text only.
  const number = /AADSTS\d+/.exec(textOf(cause, 'errorMessage') || textOf(cause, 'message'))?.[0] ?? '';
  const correlationId = textOf(cause, 'correlationId');
  const isInteraction = textOf(cause, 'name') === 'InteractionRequiredAuthError';
  const kind = KIND_OF_CODE[number] ?? KIND_OF_CODE[code] ?? (isInteraction ? 'needs-click' : 'failed');
  return new SignInFault(kind, code, correlationId, { cause });
}

function textOf(value: unknown, name: string): string {
  if (typeof value !== 'object' || value === null || !(name in value)) return '';
  const text: unknown = Reflect.get(value, name);
  return typeof text === 'string' ? text : '';
}
