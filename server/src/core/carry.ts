/** A person moved a copy: its original goes along where that is allowed, or the copy is put back. */
import type { Appointment, Span } from './items.ts';
import type { Mirror } from './links.ts';
import type { Pair } from './pairs.ts';
import type { RuleId } from './rules.ts';
import { DAY, length } from './spans.ts';
import { judgement, carriedSpan, originGuard, type Judgement, type Court } from './judgement.ts';

export const putBack = (pair: Pair, court: Court, rule: RuleId, setting: string | null): Judgement => {
  const recent = ({ putBacks }: Mirror): number => putBacks.filter((at) => court.now - at < DAY).length;
  // All parts of a copy are put back together: that counts once.
  if (pair.link.mirrors.some((mirror) => recent(mirror) >= 2))
    return judgement('fought-over', { conflict: 'fought-over' });
  return judgement(rule, { mirror: 'back', setting });
};

const carryToBooking = (pair: Pair, court: Court, span: Span): Judgement => {
  const booking = pair.origin.item as Appointment | null;
  if (!booking) return judgement('needs-origin');
  const resized = length(span) !== length(pair.link.origin.base.span);
  if (
    booking.isGroup ||
    booking.isSplit ||
    booking.isConnectedSeries ||
    (resized && booking.service !== null)
  ) {
    return judgement('not-representable', { conflict: 'not-representable' });
  }
  const { onBookingMoved } = court.settings;
  const { verdict } = court;
  const told = verdict?.action === 'move-booking' || verdict?.action === 'use-office' ? verdict : null;
  if (!told && booking.hasCustomers && onBookingMoved === 'put-back') {
    return putBack(pair, court, 'booking-put-back', 'onBookingMoved');
  }
  const room = court.roomFor(booking, span);
  if (room === 'taken') return judgement('move-refused', { conflict: 'move-refused' });
  // A person who wants the booking there although nobody works then: TIMIFY has the last word.
  if (room === 'outside' && verdict?.action !== 'use-office')
    return judgement('moved-outside-hours', { conflict: 'outside-working-hours' });
  if (!told && booking.hasCustomers && onBookingMoved === 'ask') {
    return judgement('confirm-move', { conflict: 'confirm-move', setting: 'onBookingMoved' });
  }
  const notify = told ? (told.notify ?? false) : booking.hasCustomers && onBookingMoved === 'move-and-notify';
  return judgement('mirror-moved', {
    origin: { op: 'move', span, notify },
    mirror: 'write',
    setting: booking.hasCustomers && !told ? 'onBookingMoved' : null,
  });
};

export const carry = (pair: Pair, court: Court): Judgement => {
  const span = carriedSpan(pair);
  if (!span) return judgement('not-representable', { conflict: 'not-representable' });
  if (pair.link.origin.side === 'timify') return carryToBooking(pair, court, span);
  const guard = originGuard(pair, court);
  if (guard) return judgement(guard, { conflict: guard });
  return judgement('mirror-moved', { origin: { op: 'move', span, notify: false }, mirror: 'write' });
};
