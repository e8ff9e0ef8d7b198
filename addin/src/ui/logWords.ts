import type { LogEntry } from '../../../shared/items.ts';
import type { Side, Span } from '../../../shared/words.ts';
import type { Wording } from '../app/words.tsx';
import { otherSide } from './itemWords.ts';
import { SIDE_NAME } from './sides.tsx';

/** Rules by which the original followed its copy; all others go from the original to the copy. */
const BACKWARDS: readonly string[] = ['mirror-moved', 'mirror-deleted-followed'];

/** The side that was written to: the entry names the side of the item that it is about. */
export const writtenSide = ({ side, rule, event }: Pick<LogEntry, 'side' | 'rule' | 'event'>): Side =>
  BACKWARDS.includes(rule) || event === 'delete-original' ? side : otherSide(side);

/** When the item is: rows of one series differ by nothing else. Days that are whole are told without times. */
export function whenWords({ start, end }: Span, { t, f }: Pick<Wording, 't' | 'f'>): string {
  const before = (time: string): Date => new Date(Date.parse(time) - 1);
  const isMidnight = (time: string): boolean => f.dayKey(before(time)) !== f.dayKey(time);
  if (start !== end && isMidnight(start) && isMidnight(end)) {
    const [first, last] = [f.day(start), f.day(before(end))];
    return first === last ? `${first}, ${t('general.allDay')}` : `${first} – ${last}`;
  }
  const range = f.range(start, end);
  return f.dayKey(start) === f.dayKey(end) ? `${f.day(start)}, ${range}` : range;
}

/** "„Zahnarzt“ auf 18:00 verschoben": what happened, begun with the item. The reason is the entry's own sentence. */
export function logHeadline(entry: LogEntry, { t, f }: Pick<Wording, 't' | 'f'>): string {
  const title = entry.title ?? t(entry.side === 'office' ? 'log.anEvent' : 'log.aBooking');
  const side = SIDE_NAME[otherSide(entry.side)];
  switch (entry.event) {
    case 'create':
      return t('log.did.create', { title, side });
    case 'update':
      return entry.was === null
        ? t('log.did.update', { title })
        : t('log.did.move', { title, time: f.moment(entry.span.start) });
    case 'delete':
      return t('log.did.delete', { title, side });
    case 'delete-original':
      return t('log.did.deleteOriginal', { title, side: SIDE_NAME[entry.side] });
    case 'skipped':
      return t('log.did.skip', { title });
    case 'covered':
      return t('log.did.cover', { title });
    case 'adopted':
      return t('log.did.adopt', { title });
    case 'conflict':
      return t('log.did.conflict', { title });
    case 'conflict-closed':
      return t('log.did.close', { title });
    case 'undone':
      return entry.item === '' ? entry.sentence : t('log.did.undone', { title });
    default:
      return entry.title === null ? entry.sentence : t('log.did.other', { title });
  }
}
