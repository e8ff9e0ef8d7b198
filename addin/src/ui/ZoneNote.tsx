import { useWords } from '../app/words.tsx';
import { wallClock } from '../format/zoned.ts';
import { deviceZone } from '../format/zones.ts';
import { SmallText } from './Note.tsx';

/** Times are the mailbox's; said where the device shows another clock, or nobody knows which. */
export function ZoneNote() {
  const { t, f } = useWords();
  const device = deviceZone();
  if (device === undefined) return <SmallText>{t('general.zone.alone', { zone: f.timeZone })}</SmallText>;
  const now = f.now();
  if (wallClock(now, device) === wallClock(now, f.timeZone)) return null;
  return <SmallText>{t('general.zone', { zone: f.timeZone, device })}</SmallText>;
}
