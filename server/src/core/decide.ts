import type { Appointment, ConflictKind, Link, OfficeEvent, SideName, Span, Verdict } from './model.ts';
import { otherSide, writesTo } from './model.ts';
import { mirrorState, originState, type MirrorState, type OriginState, type Pair } from './pairs.ts';
import type { Settings } from './settings.ts';
import { DAY, length } from './spans.ts';

/** What is to become of one pair. Carried out by `plan.ts`; decided here and nowhere else. */
export interface Judgement {
  /** `write`: bring the mirror to its origin. `back`: the same, and remember that we put it back. */
  mirror: 'leave' | 'write' | 'back' | 'restore' | 'delete';
  /** A write to the origin itself. */
  origin: { op: 'move'; span: Span; notify: boolean } | { op: 'delete'; notify: boolean } | null;
  /** Forget the link when all is done. */
  forget: boolean;
  conflict: ConflictKind | null;
  /** Times that lost against the other side's. */
  lost: Span | null;
  rule: string;
  setting: string | null;
}

/** What a decision may look at besides the pair. */
export interface Court {
  settings: Settings;
  now: number;
  /** Whether the calendar of an event may be written. */
  canEdit(calendarId: string): boolean;
  /** Whether the resource could be booked there, this booking apart; null: not known yet, the planner asks. */
  isFree(span: Span, booking: Appointment): boolean | null;
  verdict: Verdict | null;
}

const judgement = (rule: string, rest: Partial<Judgement> = {}): Judgement => ({
  mirror: 'leave',
  origin: null,
  forget: false,
  conflict: null,
  lost: null,
  setting: null,
  rule,
  ...rest,
});

const nothing = judgement('in-step');

/** A person moved the mirror: where its origin would have to go. Shift and change of length, never rounded ends. */
export const carriedSpan = (pair: Pair): Span | null => {
  const moved = pair.mirrors.filter(({ end }) => end.difference.time);
  const only = moved[0];
  if (!only?.end.item || moved.length !== 1 || pair.link.mirrors.length !== 1) return null;
  const from = only.mirror.base.span;
  const to = only.end.item.span;
  const { span, allDay } = pair.link.origin.base;
  const carried = { start: span.start + to.start - from.start, end: span.end + to.end - from.end };
  if (carried.end <= carried.start) return null;
  const wholeDays = (to.start - from.start) % DAY === 0 && (to.end - from.end) % DAY === 0;
  return allDay && !wholeDays ? null : carried;
};

/** Rule 4: an event is written only where nobody would get mail and it is the mailbox owner's own. */
export const eventGuard = (
  base: Pick<Link['origin']['base'], 'hasGuests' | 'isOrganizer'>,
  item: OfficeEvent | null,
  writable: boolean,
): ConflictKind | null => {
  if (item ? item.hasGuests : base.hasGuests) return 'would-notify-guests';
  if (!(item ? item.isOrganizer : base.isOrganizer) || !writable) return 'not-writable';
  return null;
};

const originGuard = (pair: Pair, court: Court): ConflictKind | null => {
  const { origin } = pair.link;
  if (origin.side === 'timify') return null;
  return eventGuard(origin.base, pair.origin.item as OfficeEvent | null, court.canEdit(origin.containerId));
};

const putBack = (pair: Pair, court: Court, rule: string, setting: string | null): Judgement => {
  const recent = pair.link.mirrors.flatMap((mirror) => mirror.putBacks).filter((at) => court.now - at < DAY);
  if (recent.length >= 2) return judgement('fought-over', { conflict: 'fought-over' });
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
  const told = court.verdict?.action === 'move-booking' ? court.verdict : null;
  if (!told && booking.hasCustomers && onBookingMoved === 'put-back') {
    return putBack(pair, court, 'booking-put-back', 'onBookingMoved');
  }
  if (court.isFree(span, booking) === false) return judgement('move-refused', { conflict: 'move-refused' });
  if (!told && booking.hasCustomers && onBookingMoved === 'ask') {
    return judgement('confirm-move', { conflict: 'confirm-move', setting: 'onBookingMoved' });
  }
  const notify = told ? told.notify : booking.hasCustomers && onBookingMoved === 'move-and-notify';
  return judgement('mirror-moved', {
    origin: { op: 'move', span, notify },
    mirror: 'write',
    setting: booking.hasCustomers && !told ? 'onBookingMoved' : null,
  });
};

const carry = (pair: Pair, court: Court): Judgement => {
  const span = carriedSpan(pair);
  if (!span) return judgement('not-representable', { conflict: 'not-representable' });
  if (pair.link.origin.side === 'timify') return carryToBooking(pair, court, span);
  const guard = originGuard(pair, court);
  if (guard) return judgement(guard, { conflict: guard });
  return judgement('mirror-moved', { origin: { op: 'move', span, notify: false }, mirror: 'write' });
};

const deleteOrigin = (pair: Pair, court: Court, setting: string): Judgement => {
  const { origin } = pair.link;
  if (origin.side === 'office') {
    const guard = originGuard(pair, court);
    if (guard) return judgement(guard, { conflict: guard });
    return judgement('mirror-deleted-followed', {
      origin: { op: 'delete', notify: false },
      mirror: 'delete',
      forget: true,
      setting,
    });
  }
  const { onBookingDeleted } = court.settings;
  if (!origin.hasCustomers) {
    return judgement('mirror-deleted-followed', {
      origin: { op: 'delete', notify: false },
      mirror: 'delete',
      forget: true,
      setting,
    });
  }
  if (onBookingDeleted === 'ask')
    return judgement('confirm-cancel', { conflict: 'confirm-cancel', setting: 'onBookingDeleted' });
  if (onBookingDeleted === 'restore')
    return judgement('mirror-restored', { mirror: 'restore', setting: 'onBookingDeleted' });
  return judgement('mirror-deleted-followed', {
    origin: { op: 'delete', notify: onBookingDeleted === 'cancel-and-notify' },
    mirror: 'delete',
    forget: true,
    setting: 'onBookingDeleted',
  });
};

const mirrorSide = (pair: Pair): SideName => otherSide(pair.link.origin.side);

const mirrorMoved = (pair: Pair, court: Court): Judgement =>
  writesTo(court.settings.direction, pair.link.origin.side)
    ? carry(pair, court)
    : putBack(pair, court, 'mirror-put-back', 'direction');

const mirrorGone = (pair: Pair, court: Court): Judgement => {
  const setting = `onMirrorDeleted.${mirrorSide(pair)}`;
  const policy = court.settings.onMirrorDeleted[mirrorSide(pair)];
  if (policy === 'restore') return judgement('mirror-restored', { mirror: 'restore', setting });
  const writable = writesTo(court.settings.direction, pair.link.origin.side);
  if (policy === 'follow' && writable) return deleteOrigin(pair, court, setting);
  return judgement('mirror-deleted', { conflict: 'mirror-deleted', setting });
};

const bothMoved = (pair: Pair, court: Court): Judgement => {
  if (!pair.origin.difference.time) return mirrorMoved(pair, court);
  const setting = 'onBothChanged';
  const policy = court.settings.onBothChanged;
  const lost = pair.mirrors.find(({ end }) => end.difference.time)?.end.item?.span ?? null;
  if (policy === 'ask') return judgement('both-changed', { conflict: 'both-changed', setting, lost });
  if (policy === 'origin' || policy === pair.link.origin.side) {
    return judgement('both-changed-origin', { mirror: 'write', setting, lost });
  }
  return { ...mirrorMoved(pair, court), lost: pair.origin.item?.span ?? null };
};

const changedMirrorGone = (pair: Pair, court: Court): Judgement => {
  const setting = `onMirrorDeleted.${mirrorSide(pair)}`;
  return court.settings.onMirrorDeleted[mirrorSide(pair)] === 'restore'
    ? judgement('mirror-restored', { mirror: 'restore', setting })
    : judgement('mirror-deleted', { conflict: 'mirror-deleted', setting });
};

const originGone = (pair: Pair): Judgement =>
  pair.link.madeByUs
    ? judgement('origin-gone', { mirror: 'delete', forget: true })
    : judgement('adopted-unlinked', { forget: true });

type Cell = (pair: Pair, court: Court) => Judgement;

/** The decision table of the design, §4: state of the origin × state of the mirror, each against its own base. */
const TABLE: Record<OriginState, Record<MirrorState, Cell>> = {
  same: { same: () => nothing, moved: mirrorMoved, gone: mirrorGone },
  changed: {
    same: () => judgement('origin-changed', { mirror: 'write' }),
    moved: bothMoved,
    gone: changedMirrorGone,
  },
  gone: { same: originGone, moved: originGone, gone: () => judgement('both-gone', { forget: true }) },
};

/** What a person decided, where it is not simply the table with another setting. */
const byVerdict = (pair: Pair, court: Court, verdict: Verdict): Judgement | null => {
  const moved = mirrorState(pair);
  const originWins = judgement('decided-by-person', { mirror: moved === 'gone' ? 'restore' : 'write' });
  const { side } = pair.link.origin;
  switch (verdict.action) {
    case 'put-back':
      return originState(pair) === 'gone' ? null : originWins;
    case 'use-office':
    case 'use-timify': {
      if ((verdict.action === 'use-office') === (side === 'office')) return originWins;
      return moved === 'moved' ? { ...carry(pair, court), rule: 'decided-by-person' } : originWins;
    }
    case 'move-booking':
    case 'move-event': {
      if (!verdict.slot) return moved === 'moved' ? carry(pair, court) : null;
      const guard = originGuard(pair, court);
      if (guard) return judgement(guard, { conflict: guard });
      return judgement('decided-by-person', {
        origin: { op: 'move', span: verdict.slot, notify: verdict.notify },
        mirror: 'write',
      });
    }
    case 'cancel-booking':
    case 'delete-event': {
      const guard = originGuard(pair, court);
      if (guard) return judgement(guard, { conflict: guard });
      return judgement('decided-by-person', {
        origin: { op: 'delete', notify: verdict.notify },
        mirror: 'delete',
        forget: true,
      });
    }
    case 'keep-both':
    case 'ignore':
    case 'ignore-series':
      return judgement('ignored-by-person');
  }
};

export const decide = (pair: Pair, court: Court): Judgement =>
  (court.verdict && byVerdict(pair, court, court.verdict)) ??
  TABLE[originState(pair)][mirrorState(pair)](pair, court);

/** The span an origin has after a judgement. */
export const originSpanAfter = (pair: Pair, verdict: Judgement): Span =>
  verdict.origin?.op === 'move'
    ? verdict.origin.span
    : (pair.origin.item?.span ?? pair.link.origin.base.span);
