import { app, authentication, calendar, nestedAppAuth } from '@microsoft/teams-js';
import { withinDeadline } from './deadline.ts';
import {
  isKnownToHosts,
  type EventReference,
  type Host,
  type HostTheme,
  type SignInConfig,
  type TokenRequest,
} from './host.ts';
import { MsalTokens } from './msal.ts';
import { toSignInFault } from './signInFault.ts';

const INITIALISE_WITHIN_MS = 5000;

/**
 * A personal tab in Teams, Outlook or Microsoft 365. `undefined` when no such host answers, so that the page can go
 * on as a plain browser page.
 */
export async function createTeamsHost(config: SignInConfig): Promise<Host | undefined> {
  const context = await contextOfHost(config.hostOrigins);
  if (context === undefined) return undefined;
  const accountHint = context.user?.loginHint ?? context.user?.userPrincipalName;
  const family = context.app.host.name.startsWith('Teams') ? 'teams' : 'web';
  const tokens = await tokenSource(config, accountHint);
  let theme = themeOf(context.app.theme, family);

  return {
    kind: 'teams',
    get theme() {
      return theme;
    },
    locale: context.app.locale,
    accountHint: context.user?.userPrincipalName ?? accountHint,
    deepLink: context.page.subPageId,
    getApiToken: tokens.token,
    requestConsent: tokens.consent,
    switchAccount: undefined,
    openLink: (url) => app.openLink(url),
    openEvent,
    selection: undefined,
    onThemeChange: (listener) => {
      let listening = true;
      app.registerOnThemeChangeHandler((name) => {
        theme = themeOf(name, family);
        if (listening) listener(theme);
      });
      return () => {
        listening = false;
      };
    },
    notifyReady: () => {
      app.notifyAppLoaded();
      void app.notifySuccess();
    },
    signOut: () => Promise.resolve(),
  };
}

/** teams-js itself would wait sixty seconds for a parent that is no host. */
async function contextOfHost(origins: readonly string[]): Promise<app.Context | undefined> {
  const asking = app.initialize([...origins]).then(() => app.getContext());
  try {
    return await withinDeadline(asking, INITIALISE_WITHIN_MS);
  } catch {
    return undefined;
  }
}

interface TokenSource {
  readonly token: (request: TokenRequest) => Promise<string>;
  readonly consent: Host['requestConsent'];
}

/** Nested app authentication where the host recommends it, else Teams' older way to get a token of our API. */
async function tokenSource(config: SignInConfig, loginHint: string | undefined): Promise<TokenSource> {
  const recommended = nestedAppAuth.isNAAChannelRecommended();
  const msal = await MsalTokens.create(config, { nested: recommended, loginHint });
  return {
    token: recommended ? (request) => msal.token(request) : tokenOfTeams,
    consent: async (scopes, claims) => {
      await msal.token({ interactive: true, scopes, claims });
    },
  };
}

async function tokenOfTeams({ interactive, claims }: TokenRequest): Promise<string> {
  try {
    return await authentication.getAuthToken({
      silent: !interactive,
      ...(claims === undefined ? {} : { claims: [claims] }),
    });
  } catch (cause) {
    const fault = toSignInFault(cause);
    throw !interactive && fault.kind === 'failed'
      ? toSignInFault({ errorCode: 'interaction_required' })
      : fault;
  }
}

/** By its web page, which opens everywhere; the host's own window, where there is one, is for events without a page. */
async function openEvent({ id, webLink }: EventReference): Promise<void> {
  if (webLink !== undefined) return app.openLink(webLink);
  if (!isKnownToHosts(id) || !calendar.isSupported()) return;
  try {
    await calendar.openCalendarItem({ itemId: id });
  } catch {
    // Not every host that announces the calendar can open this item, and there is no other way left.
  }
}

/** `glass` is a dark theme of headsets. */
function themeOf(name: string, family: HostTheme['family']): HostTheme {
  if (name === 'contrast') return { family, mode: 'contrast' };
  return { family, mode: name === 'dark' || name === 'glass' ? 'dark' : 'light' };
}
