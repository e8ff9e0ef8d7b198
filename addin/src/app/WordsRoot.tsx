import { useMemo, type ReactNode } from 'react';
import type { Language } from '../../../shared/words.ts';
import { createFormats } from '../format/formats.ts';
import { deviceZone, firstKnown } from '../format/zones.ts';
import type { Translate } from '../strings/words.ts';
import { useWords, WordingProvider } from './words.tsx';

interface Props {
  readonly t: Translate;
  readonly language: Language;
  readonly locale: string;
  readonly now: () => Date;
  readonly children: ReactNode;
}

/** Until a mailbox is known, times are those of the device; those of UTC where it tells no zone. */
export function WordsRoot({ t, language, locale, now, children }: Props) {
  const wording = useMemo(
    () => ({
      t,
      language,
      f: createFormats(locale, deviceZone(), now),
    }),
    [t, language, locale, now],
  );
  return <WordingProvider value={wording}>{children}</WordingProvider>;
}

/** From here on, times are those of the mailbox; they stay as they were where the browser does not know its zone. */
export function InZone({ timeZone, children }: { readonly timeZone: string; readonly children: ReactNode }) {
  const { t, language, f } = useWords();
  const wording = useMemo(
    () => ({ t, language, f: createFormats(f.locale, firstKnown(timeZone, f.timeZone), f.now) }),
    [t, language, f.locale, f.now, f.timeZone, timeZone],
  );
  return <WordingProvider value={wording}>{children}</WordingProvider>;
}
