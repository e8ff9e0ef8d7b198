/** The person's own wish, kept in this browser: hosts sometimes tell a stale theme. */
export type ThemeChoice = 'automatic' | 'light' | 'dark';

export const THEME_CHOICES: readonly ThemeChoice[] = ['automatic', 'light', 'dark'];

const KEY = 'timify-sync.theme';

export function readThemeChoice(): ThemeChoice {
  try {
    const stored = window.localStorage.getItem(KEY);
    return THEME_CHOICES.find((choice) => choice === stored) ?? 'automatic';
  } catch {
    // Storage can be closed to framed pages.
    return 'automatic';
  }
}

export function writeThemeChoice(choice: ThemeChoice): void {
  try {
    window.localStorage.setItem(KEY, choice);
  } catch {
    // Then the wish holds for this visit.
  }
}

/** Before React has drawn anything, so that nothing flashes. */
export function markDocument(mode: 'light' | 'dark' | 'contrast', language?: string): void {
  document.documentElement.dataset['theme'] = mode;
  if (language !== undefined) document.documentElement.lang = language;
}
