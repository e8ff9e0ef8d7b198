import { useEffect, useRef } from 'react';
import { useAnnounce } from '../../app/announcer.tsx';
import { useWords } from '../../app/words.tsx';
import { spokenStep, type Progress } from './importProgress.ts';

/** At a quarter, half and three quarters; never for each item. */
export function useSpokenShare(progress: Progress, word: 'import.spoken' | 'settings.appliedPart'): void {
  const { t } = useWords();
  const announce = useAnnounce();
  const step = spokenStep(progress);
  const said = useRef(0);
  useEffect(() => {
    if (step > said.current) announce(t(word, { n: step }));
    said.current = step;
  }, [announce, step, t, word]);
}
