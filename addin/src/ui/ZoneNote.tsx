import { useWords } from '../app/words.tsx';
import { wallClock } from '../format/zoned.ts';
import { SmallText } from './Note.tsx';

/** Times are the mailbox's; said where the device shows another clock. */
export function ZoneNote() {
  const { t, f } = useWords();
  const device = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const now = f.now();
  if (wallClock(now, device) === wallClock(now, f.timeZone)) return null;
  return <SmallText>{t('general.zone', { zone: f.timeZone, device })}</SmallText>;
}
