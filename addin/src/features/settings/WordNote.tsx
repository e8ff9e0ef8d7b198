import type { Language } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import type { ShownCopy } from './settingsExample.ts';

interface WordNoteProps {
  /** The company's, in which copies without a title speak. */
  readonly language: Language;
  readonly copies: readonly (ShownCopy | undefined)[];
}

/** Words in a language that is not the reader's own are said to be the company's. */
export function WordNote({ language, copies }: WordNoteProps) {
  const { t, language: spoken } = useWords();
  if (language === spoken) return null;
  const words = new Set(copies.flatMap((copy) => copy?.word ?? []));
  return [...words].map((word) => <SmallText key={word}>{t('example.word', { word })}</SmallText>);
}
