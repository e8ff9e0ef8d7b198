import { useEffect, useRef } from 'react';
import { useAnnounce } from '../app/announcer.tsx';
import { useWords } from '../app/words.tsx';

/** Nobody wants to hear a number for every letter. */
const TYPED_MS = 800;

interface SpokenFoundProps {
  /** Undefined while it is not known. */
  readonly found: number | undefined;
  /** What was looked for, whatever it is: a change is a question. */
  readonly asked: string;
}

/** Says how much a search or a filter has left. */
export function SpokenFound({ found, asked }: SpokenFoundProps) {
  const { t } = useWords();
  const announce = useAnnounce();
  const answered = useRef(asked);
  useEffect(() => {
    if (answered.current === asked || found === undefined) return undefined;
    const timer = setTimeout(() => {
      answered.current = asked;
      announce(t('list.found', { n: found }));
    }, TYPED_MS);
    return () => clearTimeout(timer);
  }, [announce, asked, found, t]);
  return null;
}
