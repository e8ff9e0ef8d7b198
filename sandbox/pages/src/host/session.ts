/** Which Microsoft host the page plays. `outlook` is the task pane (Office.js), `outlook-tab` the personal tab. */
export const HOST_KINDS = ['outlook', 'outlook-tab', 'teams', 'm365', 'browser'] as const;
export type HostKind = (typeof HOST_KINDS)[number];

export const HOST_THEMES = ['light', 'dark', 'contrast'] as const;
export type HostTheme = (typeof HOST_THEMES)[number];

/**
 * What can go wrong in a host. `no-naa` is a host without nested app authentication; `signed-out` is one that gives no token
 * either.
 */
export const TROUBLES = ['none', 'deny', 'no-naa', 'signed-out', 'offline'] as const;
export type Trouble = (typeof TROUBLES)[number];

export const hasNestedAuth = (trouble: Trouble): boolean => trouble !== 'no-naa' && trouble !== 'signed-out';

export interface HostUser {
  name: string;
  email: string;
  tenantId: string;
  oid: string;
}

/** Everything a host knows about the frame it shows. */
export interface HostSession {
  kind: HostKind;
  user: HostUser;
  theme: HostTheme;
  /** BCP 47, e.g. `de-DE`. */
  locale: string;
  trouble: Trouble;
  clientId: string;
  /** Host name of the authority in tokens and accounts, e.g. `localhost:4401`. */
  environment: string;
  /** `subEntityId` of a deep link into the tab; the pane reads it as `page.subPageId`. */
  subPage: string | undefined;
}

/** What is open in Outlook beside the pane. */
export type OpenItem =
  | { mode: 'message'; subject: string }
  | { mode: 'attendee' | 'organizer'; id: string; subject: string; start: string; end: string };

/** What the pane asked its host to do, for the page around it and for tests. */
export interface HostAction {
  kind: 'open-item' | 'open-link' | 'loaded' | 'success' | 'failure' | 'navigate' | 'consent' | 'token';
  value: string;
}

/** Short language tags become the region that the sandbox's people use. */
export function fullLocale(tag: string): string {
  if (tag === 'de') return 'de-DE';
  if (tag === 'en') return 'en-US';
  return tag;
}

export function oneOf<T extends string>(
  values: readonly T[],
  value: string | null | undefined,
  otherwise: T,
): T {
  return values.find((candidate) => candidate === value) ?? otherwise;
}
