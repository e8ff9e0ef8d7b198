import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import type { ExampleSettings, ShownCopy } from './settingsExample.ts';

interface WordNoteProps {
  readonly settings: ExampleSettings;
  readonly copies: readonly (ShownCopy | undefined)[];
}

/** Copies without a title speak the company's language, which may not be the reader's: then both words are named. */
export function WordNote({ settings: { blockerWords, busyWords }, copies }: WordNoteProps) {
  const { t } = useWords();
  const shown = [blockerWords, busyWords].filter(
    (words) =>
      words.de !== words.en && copies.some((copy) => copy && Object.values(words).includes(copy.word ?? '')),
  );
  return shown.map(({ de, en }) => <SmallText key={en}>{t('example.words', { de, en })}</SmallText>);
}
