import type { HostTheme } from '../host/host.ts';
import type { ThemeMode, Themes } from './themes/themes.ts';
import type { ThemeChoice } from './themeChoice.ts';

/** A host in high contrast is never overruled. */
export function modeFor(host: HostTheme, choice: ThemeChoice): ThemeMode {
  if (host.mode === 'contrast' || choice === 'automatic') return host.mode;
  return choice;
}

/** A host shows one family only: violet in Teams, blue elsewhere. */
export async function loadThemes(family: HostTheme['family']): Promise<Themes> {
  return family === 'teams'
    ? (await import('./themes/teams.ts')).themes
    : (await import('./themes/web.ts')).themes;
}
