import type { HostKind } from './session.ts';

/** A unified manifest has one address for every host that speaks teams-js; the host tells its name itself. */
const TAB = '/tab.html?host=teams';

const PAGES: Record<HostKind, string> = {
  outlook: '/taskpane.html',
  'outlook-tab': TAB,
  teams: TAB,
  m365: TAB,
  browser: '/tab.html?host=browser',
};

/**
 * The address of the pane in a host. A `path` begins with a slash and replaces the host's own page; `carry` is the
 * query of a link out of a mail (`invitation=…`), which every host hands on.
 */
export function frameUrl(
  server: string,
  kind: HostKind,
  { path, carry }: { path?: string; carry?: string } = {},
): string {
  const url = new URL(path?.startsWith('/') === true ? path : PAGES[kind], server);
  for (const [name, value] of new URLSearchParams(carry ?? '')) {
    if (name !== 'host') url.searchParams.set(name, value);
  }
  return url.href;
}
