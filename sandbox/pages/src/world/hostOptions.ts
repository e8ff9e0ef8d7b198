import { HOST_KINDS, HOST_THEMES, TROUBLES, oneOf } from '../host/session.ts';
import type { HostKind, HostTheme, Trouble } from '../host/session.ts';

/** Outlook's pane, a phone, a wide pane, a tab. */
export const WIDTHS = [320, 390, 450, 800] as const;
export type Width = (typeof WIDTHS)[number];

/** What the person who watches chose for the host around the pane. */
export interface HostOptions {
  kind: HostKind;
  width: Width;
  theme: HostTheme;
  locale: string;
  trouble: Trouble;
  /** Who is signed in; undefined: the person whose calendars are shown. */
  account: string | undefined;
  /** The query of a link out of a mail. */
  carry: string | undefined;
  /** Grows with each reload asked for. */
  loads: number;
}

export const WORLD_HOSTS: readonly { kind: HostKind; name: string }[] = [
  { kind: 'outlook', name: 'Outlook' },
  { kind: 'teams', name: 'Teams' },
  { kind: 'm365', name: 'Microsoft 365' },
  { kind: 'browser', name: 'Browser' },
];

export function initialOptions(query: URLSearchParams, locale: string): HostOptions {
  const width = Number(query.get('width'));
  return {
    kind: oneOf(HOST_KINDS, query.get('host'), 'outlook'),
    width: WIDTHS.find((known) => known === width) ?? 320,
    theme: oneOf(HOST_THEMES, query.get('theme'), 'light'),
    locale: query.get('locale') ?? locale,
    trouble: oneOf(TROUBLES, query.get('trouble'), 'none'),
    account: query.get('user') ?? undefined,
    carry: undefined,
    loads: 0,
  };
}
