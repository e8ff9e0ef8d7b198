import type { Host, SignInConfig } from './host.ts';
import { MsalTokens } from './msal.ts';
import { onWebThemeChange, webTheme } from './webTheme.ts';

/** A plain browser: the invitation opened from a mail, or a host that did not answer. */
export async function createBrowserHost(config: SignInConfig): Promise<Host> {
  const tokens = await MsalTokens.create(config, { nested: false });
  return {
    kind: 'browser',
    get theme() {
      return webTheme();
    },
    locale: navigator.language,
    accountHint: undefined,
    deepLink: new URLSearchParams(window.location.search).get('open') ?? undefined,
    getApiToken: (request) => tokens.token(request),
    requestConsent: async (scopes, claims) => {
      await tokens.token({ interactive: true, scopes, claims });
    },
    switchAccount: () => tokens.switchAccount(),
    openLink: (url) => openInNewWindow(url),
    selection: undefined,
    openEvent: ({ webLink }) => (webLink === undefined ? Promise.resolve() : openInNewWindow(webLink)),
    onThemeChange: onWebThemeChange,
    notifyReady: () => undefined,
    signOut: () => tokens.signOut(),
  };
}

function openInNewWindow(url: string): Promise<void> {
  window.open(url, '_blank', 'noopener,noreferrer');
  return Promise.resolve();
}
