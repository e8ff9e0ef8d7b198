import type { Words } from './words.ts';

export type Language = 'de' | 'en';

/** German for every German locale, English for all others. */
export function languageOf(locale: string): Language {
  return locale.toLowerCase().startsWith('de') ? 'de' : 'en';
}

/**
 * The locale for dates and numbers: the host's own (`de-AT`, `en-GB`), as long as it belongs to the language of the
 * words. Where it does not, dates follow the words, so that no sentence mixes two languages.
 */
export function formatLocaleOf(locale: string): string {
  const language = languageOf(locale);
  try {
    const [canonical] = Intl.getCanonicalLocales(locale);
    return canonical?.toLowerCase().startsWith(language) === true ? canonical : language;
  } catch {
    return language;
  }
}

/** Only the words of one language are fetched. */
export async function loadWords(language: Language): Promise<Words> {
  return language === 'de' ? (await import('./de.ts')).de : (await import('./en.ts')).en;
}
