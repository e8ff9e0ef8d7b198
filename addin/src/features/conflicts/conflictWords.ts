import type { Conflict } from '../../../../shared/items.ts';
import type { Wording } from '../../app/words.tsx';
import { SIDE_NAME } from '../../ui/sides.tsx';

/** The kind in words; a deleted copy names the side it was deleted on. */
export function kindWords(conflict: Pick<Conflict, 'kind' | 'office'>, { t }: Pick<Wording, 't'>): string {
  if (conflict.kind === 'mirror-deleted') {
    return t('kind.mirror-deleted', { side: SIDE_NAME[conflict.office === undefined ? 'office' : 'timify'] });
  }
  return t(`kind.${conflict.kind}`);
}

/** Kinds that are a whole sentence, or a question: the day would stumble after it. */
const SENTENCES: readonly Conflict['kind'][] = ['confirm-move', 'confirm-cancel', 'fought-over'];

/** "Überschneidung am Di., 24. Nov.", "Di., 24. Nov.: Buchung absagen?" */
export function pageTitle(conflict: Conflict, wording: Wording): string {
  const facts = { kind: kindWords(conflict, wording), day: wording.f.day(conflict.span.start) };
  return wording.t(SENTENCES.includes(conflict.kind) ? 'kind.afterDay' : 'kind.withDay', facts);
}

/** "Überschneidung, 15:00–15:30": the time only where it is a part of both. */
export function cardTitle(conflict: Conflict, wording: Wording): string {
  const kind = kindWords(conflict, wording);
  if (conflict.kind !== 'overlap') return kind;
  return wording.t('kind.withTime', { kind, time: wording.f.range(conflict.span.start, conflict.span.end) });
}

/** Why it is a conflict. The whole sentence would say once more what stands beside it. */
export const reasonOf = ({ cause }: Pick<Conflict, 'cause'>): string => cause.reason ?? cause.sentence;

/** "16:30, 17:00, morgen 09:00, 10:00": the day only where it is another one than before. */
export function slotWords(
  { slots, span }: Pick<Conflict, 'slots' | 'span'>,
  { t, f }: Pick<Wording, 't' | 'f'>,
): string {
  return slots
    .map(({ start }, index) =>
      f.dayKey(start) === f.dayKey((slots[index - 1] ?? span).start)
        ? f.time(start)
        : t('conflicts.freeOn', { day: f.nearDay(start), time: f.time(start) }),
    )
    .join(', ');
}
