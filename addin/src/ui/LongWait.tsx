import { useEffect, useState } from 'react';
import { useAnnounce } from '../app/announcer.tsx';
import { useWords } from '../app/words.tsx';
import { SmallText } from './Note.tsx';
import { SLOW_MS, useSlow } from './useSlow.ts';

interface LongWaitProps {
  readonly busy: boolean;
  /** What is being done, and that nobody has to stay for it. */
  readonly text: string;
}

/** What takes more than a moment says what it is about and since when; spoken once. */
export function LongWait({ busy, text }: LongWaitProps) {
  const slow = useSlow(busy);
  return slow ? <Waiting text={text} /> : null;
}

function Waiting({ text }: { readonly text: string }) {
  const { t } = useWords();
  const announce = useAnnounce();
  const seconds = useSeconds();
  useEffect(() => announce(text), [announce, text]);
  return (
    <div>
      <SmallText>{text}</SmallText>
      <div aria-hidden>
        <SmallText>{t('general.waiting', { n: seconds })}</SmallText>
      </div>
    </div>
  );
}

/** Since it was first slow, and before that. */
const ALREADY = SLOW_MS / 1000;

function useSeconds(): number {
  const [seconds, setSeconds] = useState(ALREADY);
  useEffect(() => {
    const clock = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(clock);
  }, []);
  return seconds;
}
