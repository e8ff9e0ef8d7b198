import { isKnownToHosts, type EventReference, type Host, type HostTheme, type SignInConfig } from './host.ts';
import { MsalTokens } from './msal.ts';
import { outlookSelection } from './outlookSelection.ts';
import { onWebThemeChange, webTheme } from './webTheme.ts';

/** Outlook's task pane. Only after {@link loadOfficeJs} said that Outlook is there. */
export async function createOutlookHost(config: SignInConfig): Promise<Host> {
  const { mailbox } = Office.context;
  const accountHint = mailbox.userProfile.emailAddress;
  const nested = Office.context.requirements.isSetSupported('NestedAppAuth', '1.1');
  const tokens = await MsalTokens.create(config, { nested, loginHint: accountHint });

  return {
    kind: 'outlook',
    get theme() {
      return currentTheme();
    },
    locale: Office.context.displayLanguage,
    accountHint,
    deepLink: undefined,
    getApiToken: (request) => tokens.token(request),
    requestConsent: async (scopes, claims) => {
      await tokens.token({ interactive: true, scopes, claims });
    },
    switchAccount: tokens.nested ? undefined : () => tokens.switchAccount(),
    openLink,
    openEvent,
    selection: outlookSelection(),
    onThemeChange: (listener) => {
      const changed = () => listener(currentTheme());
      // Outlook tells in a task pane from Mailbox 1.14 on; elsewhere the call just fails.
      mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, changed);
      return onWebThemeChange(changed);
    },
    notifyReady: () => undefined,
    signOut: () => tokens.signOut(),
  };
}

function openLink(url: string): Promise<void> {
  if (Office.context.requirements.isSetSupported('OpenBrowserWindowApi', '1.1'))
    Office.context.ui.openBrowserWindow(url);
  else window.open(url, '_blank', 'noopener,noreferrer');
  return Promise.resolve();
}

/**
 * By its web page, which opens everywhere. Outlook's own window is for events without one: it wants the older EWS id, tells
 * nothing when it does not know it, and phones have none.
 */
async function openEvent({ id, webLink }: EventReference): Promise<void> {
  if (webLink !== undefined) return openLink(webLink);
  const { mailbox, requirements, platform } = Office.context;
  const onPhone = platform === Office.PlatformType.iOS || platform === Office.PlatformType.Android;
  if (onPhone || !isKnownToHosts(id) || !requirements.isSetSupported('Mailbox', '1.9')) return;
  const ewsId = mailbox.convertToEwsId(id, Office.MailboxEnums.RestVersion.v2_0);
  await new Promise<void>((resolve) => {
    mailbox.displayAppointmentFormAsync(ewsId, () => resolve());
  });
}

/** Outlook tells colours, not a name, and only from Mailbox 1.14 on. */
function currentTheme(): HostTheme {
  // Typed as always there; older clients leave it out.
  const theme = Office.context.officeTheme as Office.OfficeTheme | undefined;
  const luminance = luminanceOf(theme?.bodyBackgroundColor);
  if (luminance === undefined) return webTheme();
  return { family: 'web', mode: luminance < 0.5 ? 'dark' : 'light' };
}

/** Of `#rrggbb`, 0 (black) to 1 (white), with the weights of sRGB. */
export function luminanceOf(colour: string | undefined): number | undefined {
  const match = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour ?? '');
  if (match === null) return undefined;
  const [red = 0, green = 0, blue = 0] = match.slice(1).map((pair) => Number.parseInt(pair, 16) / 255);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
