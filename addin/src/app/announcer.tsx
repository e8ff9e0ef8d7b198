import { createContext, use, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useUnseen } from '../ui/unseen.ts';
import { useKeptPlace } from './keptPlace.ts';

/** `assertive` only for faults that stop the work. */
export type Announce = (sentence: string, urgency?: 'polite' | 'assertive') => void;

const TOGETHER_MS = 2000;

/**
 * Long enough for any screen reader to take it up. What stays longer is read once more, as news, when a dialog or a popover
 * that hid the page closes; and the same sentence a second time would be no change, so nobody would hear it.
 */
const STANDS_MS = 5000;

const AnnounceContext = createContext<Announce>(() => undefined);

export const useAnnounce = (): Announce => use(AnnounceContext);

/** A sentence that goes by itself. */
function usePassing(): readonly [sentence: string, say: (sentence: string) => void] {
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    if (sentence === '') return undefined;
    const timer = setTimeout(() => setSentence(''), STANDS_MS);
    return () => clearTimeout(timer);
  }, [sentence]);
  return [sentence, setSentence];
}

/**
 * One polite and one assertive region for the whole page; polite sentences within two seconds are spoken as one. Whoever
 * listens never loses their place either.
 */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const styles = useUnseen();
  const [polite, setPolite] = usePassing();
  const [assertive, setAssertive] = usePassing();
  const waiting = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const announce = useCallback<Announce>(
    (sentence, urgency = 'polite') => {
      if (urgency === 'assertive') {
        setAssertive(sentence);
        return;
      }
      if (timer.current === undefined) {
        setPolite(sentence);
        timer.current = setTimeout(() => {
          timer.current = undefined;
          const rest = waiting.current.splice(0);
          if (rest.length > 0) setPolite(rest.join(' '));
        }, TOGETHER_MS);
      } else if (!waiting.current.includes(sentence)) waiting.current.push(sentence);
    },
    [setAssertive, setPolite],
  );

  useEffect(() => () => clearTimeout(timer.current), []);
  useKeptPlace();

  return (
    <AnnounceContext value={announce}>
      {children}
      <div className={styles.unseen} role="status" aria-live="polite">
        {polite}
      </div>
      <div className={styles.unseen} role="alert" aria-live="assertive">
        {assertive}
      </div>
    </AnnounceContext>
  );
}
