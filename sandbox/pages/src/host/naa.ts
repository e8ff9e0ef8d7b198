/**
 * Nested app authentication, the host's half: what `window.nestedAppAuthBridge` sends and what msal-browser 5.29.0
 * expects back. Shapes and status words: facts addin §5.2. Pure but for the two calls handed in.
 */
import type { HostSession, Trouble } from './session.ts';

export interface NaaRequest {
  messageType: 'NestedAppAuthRequest';
  method: 'GetInitContext' | 'GetToken' | 'GetTokenPopup';
  requestId: string;
  tokenParams: { scope: string; claims?: string };
}

export type NaaStatus =
  | 'USER_INTERACTION_REQUIRED'
  | 'USER_CANCEL'
  | 'NO_NETWORK'
  | 'TRANSIENT_ERROR'
  | 'PERSISTENT_ERROR'
  | 'DISABLED'
  | 'ACCOUNT_UNAVAILABLE'
  | 'NESTED_APP_AUTH_UNAVAILABLE';

export interface NaaError {
  status: NaaStatus;
  code?: string;
  description?: string;
}

/** The answer of `POST /control/naa`. */
export interface NaaGrant {
  access_token: string;
  id_token: string;
  expires_in: number;
  scope: string;
  account?: Record<string, unknown>;
}

export interface NaaAsk {
  user: string;
  scopes: string[];
  claims?: string;
  interactive: boolean;
}

export interface NaaCalls {
  /** `POST /control/naa`. */
  grant(ask: NaaAsk): Promise<NaaGrant | { error: NaaError }>;
  /** Shows the consent dialog; false when it was cancelled. */
  consent: (scopes: string[]) => Promise<boolean>;
}

const METHODS = ['GetInitContext', 'GetToken', 'GetTokenPopup'] as const;

/** Undefined for anything that is not a request of the bridge. */
export function parseNaaRequest(json: unknown): NaaRequest | undefined {
  if (typeof json !== 'string') return undefined;
  const message = parseObject(json);
  if (message?.['messageType'] !== 'NestedAppAuthRequest') return undefined;
  const method = METHODS.find((known) => known === message['method']);
  const requestId = message['requestId'];
  if (method === undefined || typeof requestId !== 'string') return undefined;
  const params = isObject(message['tokenParams']) ? message['tokenParams'] : {};
  const { scope, claims } = params;
  return {
    messageType: 'NestedAppAuthRequest',
    method,
    requestId,
    tokenParams: {
      scope: typeof scope === 'string' ? scope : '',
      ...(typeof claims === 'string' ? { claims } : {}),
    },
  };
}

/** The whole answer to one request, as the JSON that goes back over the bridge. */
export async function answerNaa(request: NaaRequest, session: HostSession, calls: NaaCalls): Promise<string> {
  return JSON.stringify({
    messageType: 'NestedAppAuthResponse',
    requestId: request.requestId,
    ...(await outcome()),
  });

  async function outcome(): Promise<Record<string, unknown>> {
    if (request.method === 'GetInitContext') return { success: true, initContext: initContext(session) };
    const refusal = refusalByTrouble(session.trouble, request.method);
    if (refusal !== undefined) return { success: false, error: refusal };

    const scopes = request.tokenParams.scope.split(' ').filter((scope) => scope !== '');
    const interactive = request.method === 'GetTokenPopup';
    if (interactive && !(await calls.consent(scopes))) {
      return {
        success: false,
        error: { status: 'USER_CANCEL', code: 'user_cancelled', description: 'Cancelled.' },
      };
    }
    const { claims } = request.tokenParams;
    const answer = await calls.grant({
      user: session.user.email,
      scopes,
      ...(claims === undefined ? {} : { claims }),
      interactive,
    });
    if ('error' in answer) return { success: false, error: answer.error };
    return { success: true, ...granted(answer, session) };
  }
}

/** Deny and offline are answered without asking Entra. A host without NAA has no bridge, so it never gets here. */
export function refusalByTrouble(trouble: Trouble, method: NaaRequest['method']): NaaError | undefined {
  if (trouble === 'offline')
    return { status: 'NO_NETWORK', code: 'no_network', description: 'The host is offline.' };
  if (trouble === 'deny' && method === 'GetTokenPopup') {
    return { status: 'USER_CANCEL', code: 'access_denied', description: 'Consent was denied.' };
  }
  return undefined;
}

function initContext(session: HostSession): Record<string, unknown> {
  const { user, environment } = session;
  return {
    sdkName: 'sandbox-host',
    sdkVersion: '1.0.0',
    capabilities: { queryAccount: false },
    accountContext: { homeAccountId: `${user.oid}.${user.tenantId}`, environment, tenantId: user.tenantId },
  };
}

function granted(grant: NaaGrant, session: HostSession): Record<string, unknown> {
  const { user, environment } = session;
  return {
    token: {
      access_token: grant.access_token,
      id_token: grant.id_token,
      expires_in: grant.expires_in,
      scope: grant.scope,
      properties: null,
    },
    account: {
      environment,
      username: user.email,
      name: user.name,
      tenantId: user.tenantId,
      localAccountId: user.oid,
      homeAccountId: `${user.oid}.${user.tenantId}`,
      ...grant.account,
    },
  };
}

export function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
