import type { Language } from '../../../gallery/model.ts';
import { HOST_THEMES, oneOf } from '../host/session.ts';
import type { StateLook } from './StatePage.tsx';

export const LANGUAGES = ['de', 'en'] as const satisfies readonly Language[];
/** The pane's and a tab's width. */
export const WIDTHS = [320, 450, 800, 1280] as const;

/** `?lang=&theme=&width=&bare=` of the address. */
export function lookOf(query: URLSearchParams, otherwise: Language): StateLook {
  const width = Number(query.get('width'));
  return {
    language: oneOf(LANGUAGES, query.get('lang'), otherwise),
    theme: oneOf(HOST_THEMES, query.get('theme'), 'light'),
    width: width > 0 ? width : 320,
    bare: query.has('bare'),
  };
}

/** Address of a state. */
export function stateUrl(id: string, { language, theme, width, bare }: StateLook): string {
  const query = new URLSearchParams({ lang: language, theme, width: String(width) });
  if (bare) query.set('bare', '');
  return `/gallery/state/${id}?${query.toString()}`;
}
