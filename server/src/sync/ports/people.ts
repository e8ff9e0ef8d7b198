/** Who calls, what they may, and the mail they get. */
/** Who calls, from the verified token alone. */
export interface Caller {
  tenantId: string;
  oid: string;
  name: string;
  roles: string[];
  /** The incoming token, used for on-behalf-of and then forgotten. */
  assertion: string;
  /** Milliseconds for which the token still held when it was verified. What goes on for longer ends then. */
  validFor: number;
}

export interface Tokens {
  /**
   * Exchanges the caller's token on behalf of them and keeps the result for later silent renewal, encrypted, one
   * cache per user, compare-and-swap. Rejects with `consent-required` (with `claims`) or `sign-in-required`.
   */
  signIn(caller: Caller, scopes: readonly string[]): Promise<void>;
  /** With `ENTRA_BACKGROUND=code`: redeems a code that the popup brought. */
  redeemCode(caller: Caller, code: string, redirectUri: string, scopes: readonly string[]): Promise<void>;
  /** A Graph access token for background work. Rejects with `sign-in-required`, `consent-required`, `unavailable`. */
  graph(
    owner: { tenantId: string; oid: string },
    scopes: readonly string[],
    fresh?: { claims?: string },
  ): Promise<string>;
  /** Forgets everything about this user. */
  forget(owner: { tenantId: string; oid: string }): Promise<void>;
}

/** The caller's own addresses, read from Graph with their own token; never from a claim. */
export interface Profile {
  mail: string | null;
  userPrincipalName: string;
  name: string;
}

export interface Profiles {
  me(caller: Caller): Promise<Profile>;
}

export type MailKind =
  | 'invitation'
  | 'connected'
  | 'connect-failed'
  | 'sign-in-again'
  | 'held'
  | 'reminder'
  | 'conflicts'
  /** To a company's contact address or admin. */
  | 'company-code'
  | 'company-left'
  | 'company-came'
  | 'company-refused'
  | 'company-help';

export interface Mail {
  send(mail: {
    kind: MailKind;
    to: string;
    language: 'de' | 'en';
    /** Facts for the template: company, resource, url, expiry … No titles of items, ever. */
    facts: Record<string, string>;
  }): Promise<void>;
}
