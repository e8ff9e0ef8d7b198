/**
 * What the pane needs from the program that shows it. Three adapters implement it; nothing else in the pane knows
 * a host's SDK.
 */
export interface Host {
  readonly kind: HostKind;
  readonly theme: HostTheme;
  /** BCP 47, as the host tells it. */
  readonly locale: string;
  /** The address that the host knows for the person, to compare with the account of the token. */
  readonly accountHint: string | undefined;
  /** Where a deep link leads, e.g. `conflict-7`; also carries an invitation. */
  readonly deepLink: string | undefined;
  /**
   * A token for our own API. Rejects with a {@link SignInFault} only. With `interactive` a window may open, so it must
   * be called from a click; without, it never shows anything.
   */
  readonly getApiToken: (request: TokenRequest) => Promise<string>;
  /** Asks Microsoft for more rights in a window; from a click only. */
  readonly requestConsent: (scopes: readonly string[], claims?: string) => Promise<void>;
  /** Another account, from a click. Hosts that own the sign-in cannot offer it. */
  readonly switchAccount: (() => Promise<void>) | undefined;
  readonly openLink: (url: string) => Promise<void>;
  /** Opens an event the host's own way, else in Outlook on the web. */
  readonly openEvent: (event: EventReference) => Promise<void>;
  /** The appointment beside which the pane stands; hosts without one leave it out. */
  readonly selection: Selection | undefined;
  /** Returns what ends the listening. */
  readonly onThemeChange: (listener: (theme: HostTheme) => void) => () => void;
  /** Tells the host that the first screen stands. */
  readonly notifyReady: () => void;
  /** Forgets the account in this browser, where the host allows that. */
  readonly signOut: () => Promise<void>;
}

export interface Selection {
  /** Undefined where it is no appointment, or can't be read. */
  readonly read: () => Promise<SelectedEvent | undefined>;
  /** Returns what ends the listening. */
  readonly onChange: (listener: () => void) => () => void;
}

export interface SelectedEvent {
  readonly title: string;
  readonly start: Date;
  readonly end: Date;
}

export type HostKind = 'teams' | 'outlook' | 'browser';

export interface HostTheme {
  readonly family: 'teams' | 'web';
  readonly mode: 'light' | 'dark' | 'contrast';
}

export interface TokenRequest {
  readonly interactive: boolean;
  /** From a 401 of our server: what Entra ID wants to see proven. */
  readonly claims?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  /** Rights that the same window may ask for at once; hosts that own the sign-in leave them to `requestConsent`. */
  readonly consentTo?: readonly string[] | undefined;
}

export interface EventReference {
  /** Graph's id, as a rule an immutable one. */
  readonly id: string;
  readonly webLink?: string | undefined;
}

/**
 * Whether a host can look this id up. Hosts know the ids that change with the folder; of an immutable one they open a
 * blank window and call that a success. Graph's ids of the first kind begin so (`translateExchangeIds`, "restId").
 */
export const isKnownToHosts = (id: string): boolean => id.startsWith('AAMk');

/** What the adapters need to know, from the server's public configuration. */
export interface SignInConfig {
  readonly clientId: string;
  readonly authorityHost: string;
  /** Scope of our own API. */
  readonly scope: string;
  readonly hostOrigins: readonly string[];
}
