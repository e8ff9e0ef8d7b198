import type { Conflict } from '../../../../shared/items.ts';
import type { ConflictAction, Span } from '../../../../shared/words.ts';
import type { Wording } from '../../app/words.tsx';
import { needsSlot } from './ways.ts';

/** What the primary button will do, the chosen time included. */
export function primaryLabel(
  action: ConflictAction,
  conflict: Conflict,
  slot: Span | undefined,
  { t, f }: Pick<Wording, 't' | 'f'>,
): string {
  if (action === 'move-booking') {
    if (!needsSlot(action, conflict)) return t('act.confirm-move');
    return slot === undefined
      ? t('act.move-booking.plain')
      : t('act.move-booking', { time: slotTime(slot, conflict, f) });
  }
  if (action === 'move-event' && slot !== undefined)
    return t('act.move-event.to', { time: slotTime(slot, conflict, f) });
  return t(action === 'ignore-series' ? 'act.ignore' : `act.${action}`);
}

/** Another day than the conflict's must be named. */
function slotTime(slot: Span, conflict: Conflict, f: Wording['f']): string {
  const time = f.time(slot.start);
  return f.dayKey(slot.start) === f.dayKey(conflict.span.start) ? time : `${f.nearDay(slot.start)}, ${time}`;
}

/** Whom a mail would go to, by name where it is known. */
export function notifyLabel({ timify }: Conflict, t: Wording['t']): string {
  const customers = timify?.customers ?? [];
  return customers.length === 0
    ? t('conflict.notifyAny')
    : t('conflict.notify', { customer: customers.join(', ') });
}
