import { createContext, use, useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useUnseen } from '../ui/unseen.ts';

/** `assertive` only for faults that stop the work. */
export type Announce = (sentence: string, urgency?: 'polite' | 'assertive') => void;

const TOGETHER_MS = 2000;

const AnnounceContext = createContext<Announce>(() => undefined);

export const useAnnounce = (): Announce => use(AnnounceContext);

/** One polite and one assertive region for the whole page; polite sentences within two seconds are spoken as one. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const styles = useUnseen();
  const [polite, setPolite] = useState('');
  const [assertive, setAssertive] = useState('');
  const waiting = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const announce = useCallback<Announce>((sentence, urgency = 'polite') => {
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
  }, []);

  useEffect(() => () => clearTimeout(timer.current), []);

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
