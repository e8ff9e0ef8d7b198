/**
 * The host's half of teams-js 2.58.0 (facts addin §5.1): Teams, Microsoft 365, and Outlook where it shows a personal
 * tab. A request that is answered yields its `args`; one that needs no answer yields undefined.
 */
import { answerNaa, isObject, parseNaaRequest } from './naa.ts';
import type { NaaCalls } from './naa.ts';
import { hasNestedAuth } from './session.ts';
import type { HostAction, HostKind, HostSession, HostTheme } from './session.ts';

export interface TeamsRequest {
  id: number;
  uuidAsString: string | undefined;
  func: string;
  args: unknown[];
  /** Only on `nestedAppAuth.execute`: the JSON of the bridge. */
  data: unknown;
}

export interface TeamsCalls extends NaaCalls {
  /** A token for our own API, as `authentication.getAuthToken` gives it to a preauthorised host. */
  apiToken: (user: string, kind: HostKind) => Promise<{ token: string } | { error: string }>;
  /** `authentication.authenticate`: resolves with what the pop-up page reported. */
  popUp(url: string, width: number, height: number): Promise<{ result: string } | { reason: string }>;
  did: (action: HostAction) => void;
}

export function parseTeamsRequest(message: unknown): TeamsRequest | undefined {
  if (!isObject(message)) return undefined;
  const { id, uuidAsString, func, args, data } = message;
  if (typeof id !== 'number' || typeof func !== 'string') return undefined;
  return {
    id,
    uuidAsString: typeof uuidAsString === 'string' ? uuidAsString : undefined,
    func,
    args: Array.isArray(args) ? args : [],
    data,
  };
}

/** What goes back to the frame. `id` stays a number and `uuidAsString` is copied, or the SDK drops the answer. */
export function teamsResponse(request: TeamsRequest, args: unknown[]): Record<string, unknown> {
  return { id: request.id, uuidAsString: request.uuidAsString, args };
}

export async function answerTeams(
  request: TeamsRequest,
  session: HostSession,
  calls: TeamsCalls,
): Promise<unknown[] | undefined> {
  const [first] = request.args;
  switch (request.func) {
    case 'initialize':
      // The order decides: the runtime has to be the fourth value, after a three-part version, or NAA stays away.
      return ['content', 'web', '2.1.0', JSON.stringify(runtimeFor(session))];
    case 'getContext':
      return [legacyContext(session)];
    case 'appInitialization.appLoaded':
      calls.did({ kind: 'loaded', value: '' });
      return undefined;
    case 'appInitialization.success':
      calls.did({ kind: 'success', value: '' });
      return [];
    case 'appInitialization.failure':
    case 'appInitialization.expectedFailure':
      calls.did({ kind: 'failure', value: text(first) });
      return undefined;
    case 'authentication.getAuthToken':
      return await authToken(session, calls);
    case 'authentication.authenticate': {
      const [url, width, height] = request.args;
      const answer = await calls.popUp(text(url), Number(width ?? 600), Number(height ?? 600));
      return 'result' in answer ? [true, answer.result] : [false, answer.reason];
    }
    case 'calendar.openCalendarItem':
      calls.did({ kind: 'open-item', value: isObject(first) ? text(first['itemId']) : '' });
      return [true];
    case 'executeDeepLink':
    case 'pages.currentApp.navigateTo':
    case 'pages.navigateToApp':
      calls.did({
        kind: request.func === 'executeDeepLink' ? 'open-link' : 'navigate',
        value: asText(first),
      });
      return [true];
    case 'calendar.composeMeeting':
    case 'pages.shareDeepLink':
      return [true];
    case 'nestedAppAuth.execute':
      return await naaArgs(request, session, calls);
    default:
      return undefined;
  }
}

/** `default`, `dark` and `contrast` are the SDK's own words. */
export const teamsTheme = (theme: HostTheme): string => (theme === 'light' ? 'default' : theme);

/** `isNAAChannelRecommended` tells the pane whether to prefer NAA; without it the bridge is not installed either. */
export function runtimeFor(session: HostSession): Record<string, unknown> {
  const nested = hasNestedAuth(session.trouble);
  return {
    apiVersion: 4,
    hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
    isLegacyTeams: false,
    isNAAChannelRecommended: nested,
    isDeeplyNestedAuthSupported: false,
    supports: {
      app: { notifySuccessResponse: {} },
      dialog: { url: {} },
      pages: {},
      // Facts addin §2.8: opening an event is offered by Outlook alone, not by Teams.
      ...(session.kind === 'outlook-tab' ? { calendar: {} } : {}),
      ...(nested ? { nestedAppAuth: {} } : {}),
    },
  };
}

const HOST_NAMES: Record<HostKind, string> = {
  teams: 'Teams',
  m365: 'Office',
  'outlook-tab': 'Outlook',
  outlook: 'Outlook',
  browser: '',
};

/** Flat keys, which the SDK sorts into `app`, `page`, `user` and `tenant`. */
export function legacyContext(session: HostSession): Record<string, unknown> {
  const { user } = session;
  return {
    locale: session.locale.toLowerCase(),
    theme: teamsTheme(session.theme),
    hostName: HOST_NAMES[session.kind],
    hostClientType: 'web',
    entityId: 'index',
    ...(session.subPage === undefined ? {} : { subEntityId: session.subPage }),
    frameContext: 'content',
    loginHint: user.email,
    userPrincipalName: user.email,
    userObjectId: user.oid,
    userDisplayName: user.name,
    tid: user.tenantId,
    sessionId: 'sandbox',
    appSessionId: 'sandbox',
    appId: session.clientId,
    isFullScreen: false,
    osLocaleInfo: { platform: 'windows', regionalFormat: session.locale.toLowerCase() },
  };
}

async function authToken(session: HostSession, calls: TeamsCalls): Promise<[boolean, string]> {
  if (session.trouble === 'offline') return [false, 'NoNetwork'];
  if (session.trouble === 'deny') return [false, 'CancelledByUser'];
  if (session.trouble === 'signed-out') return [false, 'The user is not signed in.'];
  const answer = await calls.apiToken(session.user.email, session.kind);
  return 'token' in answer ? [true, answer.token] : [false, answer.error];
}

/** The answer of the bridge travels as the second argument. */
async function naaArgs(
  request: TeamsRequest,
  session: HostSession,
  calls: NaaCalls,
): Promise<[null, string] | undefined> {
  const naa = hasNestedAuth(session.trouble) ? parseNaaRequest(request.data) : undefined;
  return naa === undefined ? undefined : [null, await answerNaa(naa, session, calls)];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));
