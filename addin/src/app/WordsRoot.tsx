import { useMemo, type ReactNode } from 'react';
import type { Language } from '../../../shared/words.ts';
import { createFormats } from '../format/formats.ts';
import type { Translate } from '../strings/words.ts';
import { useWords, WordingProvider } from './words.tsx';

interface Props {
  readonly t: Translate;
  readonly language: Language;
  readonly locale: string;
  readonly now: () => Date;
  readonly children: ReactNode;
}

/** Until a mailbox is known, times are those of the device. */
export function WordsRoot({ t, language, locale, now, children }: Props) {
  const wording = useMemo(
    () => ({
      t,
      language,
      f: createFormats(locale, new Intl.DateTimeFormat().resolvedOptions().timeZone, now),
    }),
    [t, language, locale, now],
  );
  return <WordingProvider value={wording}>{children}</WordingProvider>;
}

/** From here on, times are those of the mailbox. */
export function InZone({ timeZone, children }: { readonly timeZone: string; readonly children: ReactNode }) {
  const { t, language, f } = useWords();
  const wording = useMemo(
    () => ({ t, language, f: createFormats(f.locale, timeZone, f.now) }),
    [t, language, f.locale, f.now, timeZone],
  );
  return <WordingProvider value={wording}>{children}</WordingProvider>;
}
