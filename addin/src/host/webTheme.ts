import type { HostTheme } from './host.ts';

const DARK = '(prefers-color-scheme: dark)';

/** What the browser asks for: the fallback wherever a host does not tell. Forced colours need no theme of ours. */
export function webTheme(): HostTheme {
  return { family: 'web', mode: window.matchMedia(DARK).matches ? 'dark' : 'light' };
}

export function onWebThemeChange(listener: (theme: HostTheme) => void): () => void {
  const query = window.matchMedia(DARK);
  const changed = () => listener(webTheme());
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
