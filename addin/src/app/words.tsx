import { createContext, use } from 'react';
import type { Formats } from '../format/formats.ts';
import type { Language } from '../../../shared/words.ts';
import type { Translate } from '../strings/words.ts';

/** Everything that turns a fact into something to read. */
export interface Wording {
  readonly t: Translate;
  readonly f: Formats;
  readonly language: Language;
}

const WordingContext = createContext<Wording | undefined>(undefined);
export const WordingProvider = WordingContext;

export function useWords(): Wording {
  const wording = use(WordingContext);
  if (wording === undefined) throw new Error('useWords needs a WordingProvider');
  return wording;
}
