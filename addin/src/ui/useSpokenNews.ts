import { useEffect } from 'react';
import { useAnnounce } from '../app/announcer.tsx';

/** Spoken when it comes; a bar that merely appears says nothing to whoever reads elsewhere. */
export function useSpokenNews(sentence: string | undefined): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (sentence !== undefined) announce(sentence);
  }, [announce, sentence]);
}
