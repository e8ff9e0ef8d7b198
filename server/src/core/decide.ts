import type { Appointment, OfficeEvent, SideName, Span } from './items.ts';
import type { ConflictKind, Undo, Verdict } from './decisions.ts';
import type { Link } from './links.ts';
import { accepts } from './conflicts.ts';
import { otherSide, writesTo } from './items.ts';
import { spanOf, trueSpan } from './normalise.ts';
import { mirrorState, originState, type MirrorState, type OriginState, type Pair } from './pairs.ts';
import { partOf } from './recover.ts';
import type { RuleId } from './rules.ts';
import type { Settings } from './settings.ts';
import { DAY, length, sameSpan } from './spans.ts';

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
  /** A person's decision that can't be carried out now: nothing is written, the conflict stays. */
  refusal: RuleId | null;
  /** `needs-origin`: no decision yet, the origin must be read first. */
  rule: RuleId | 'needs-origin';
  setting: string | null;
}

/** What holds a time: `taken` by another item, or `outside` working hours. */
export type Room = 'free' | 'taken' | 'outside';

/** What a decision may look at besides the pair. */
export interface Court {
  settings: Settings;
  now: number;
  /** Whether the calendar of an event may be written. */
  canEdit(calendarId: string): boolean;
  /** Whether the resource could be booked there, this booking apart; null: not known yet, the planner asks. */
  roomFor(booking: Appointment, span: Span): Room | null;
  /** Whether a chosen time is free in both calendars, this item and its own copies apart; null as above. */
  slotFor(item: Appointment | OfficeEvent, span: Span): Room | null;
  /** A person left this kind of conflict as it is for the whole series. */
  isIgnoredSeries(kind: ConflictKind, seriesId: string): boolean;
  verdict: Verdict | null;
  undo: Undo | null;
}

export const judgement = (rule: Judgement['rule'], rest: Partial<Judgement> = {}): Judgement => ({
  mirror: 'leave',
  origin: null,
  forget: false,
  conflict: null,
  lost: null,
  refusal: null,
  setting: null,
  rule,
  ...rest,
});

const refuse = (why: RuleId): Judgement => judgement('in-step', { refusal: why });

const nothing = judgement('in-step');

/** A person moved the mirror: where its origin would have to go. Shift and change of length, never rounded ends. */
export const carriedSpan = (pair: Pair): Span | null => {
  const parts = pair.mirrors.filter(({ mirror }) => partOf(mirror.marker) === 'service');
  const [only] = parts;
  if (!only?.end.item || !only.end.difference.time || parts.length !== 1) return null;
  const { base } = only.mirror;
  // A copy that became a day event, or is one no longer: its days are the mailbox's, not UTC's.
  const from = spanOf(base, pair.zone);
  const to = trueSpan(only.end.item, pair.zone);
  const { span, allDay } = pair.link.origin.base;
  const carried = { start: span.start + to.start - from.start, end: span.end + to.end - from.end };
  if (carried.end <= carried.start) return null;
  const wholeDays = (to.start - from.start) % DAY === 0 && (to.end - from.end) % DAY === 0;
  return allDay && !wholeDays ? null : carried;
};

/** The time that a person gave the mirror. */
const movedTo = (pair: Pair): Span | null =>
  pair.mirrors.find(({ end }) => end.difference.time)?.end.item?.span ?? null;

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

/** Rule 4 for the origin itself; null: it may be written. */
export const originGuard = (pair: Pair, court: Court): ConflictKind | null => {
  const { origin } = pair.link;
  if (origin.side === 'timify') return null;
  return eventGuard(origin.base, pair.origin.item as OfficeEvent | null, court.canEdit(origin.containerId));
};

const putBack = (pair: Pair, court: Court, rule: RuleId, setting: string | null): Judgement => {
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

/** Some of a booking's events were deleted, and at least one of those that show its time still stands. */
const isPartlyGone = (pair: Pair): boolean =>
  pair.mirrors.some(({ mirror, end }) => end.state !== 'gone' && partOf(mirror.marker) === 'service');

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
  // A part of a split booking, or of a connected series, would take the others along (timify §3.4, §7 question 5).
  if (isPartlyGone(pair) || origin.seriesId !== null)
    return judgement('not-representable', { conflict: 'not-representable', setting });
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

const mirrorMoved = (pair: Pair, court: Court): Judgement => {
  if (!writesTo(court.settings.direction, pair.link.origin.side))
    return putBack(pair, court, 'mirror-put-back', 'direction');
  const isAboutTime = pair.mirrors.some(
    ({ mirror, end }) => end.difference.time && partOf(mirror.marker) === 'service',
  );
  // Preparation and follow-up stand where their booking stands.
  return isAboutTime ? carry(pair, court) : putBack(pair, court, 'buffer-put-back', 'buffers');
};

/** Copies of a group booking are not edited: whatever a person did to one, text included, is put back at once. */
const groupEdited = (pair: Pair, court: Court): Judgement | null => {
  const isEdited = pair.mirrors.some(({ end }) => end.difference.time || end.difference.fields.length > 0);
  if (!pair.link.origin.isGroup || !isEdited) return null;
  if (pair.origin.state === 'gone' || mirrorState(pair) === 'gone') return null;
  return putBack(pair, court, 'group-put-back', null);
};

/** A time shift that another zone moved: nobody moved it, so it is made anew where its event stands. */
const zoneMoved = (pair: Pair): Judgement | null => {
  const isMoved = pair.mirrors.some(({ end }) => end.difference.time && end.difference.meaning);
  if (pair.link.origin.side !== 'office' || !isMoved) return null;
  if (pair.origin.state === 'gone' || mirrorState(pair) === 'gone') return null;
  return judgement('zone-changed', { mirror: 'write' });
};

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
  const lost = movedTo(pair);
  const carried = carriedSpan(pair);
  const now = pair.origin.item?.span;
  if (carried && now && sameSpan(carried, now)) return judgement('origin-changed', { mirror: 'write' });
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

/** To the chosen time, with its own length: an event and a booking that collide seldom have the same. */
const moveToSlot = (pair: Pair, court: Court, { slot, notify }: Verdict): Judgement => {
  const { item } = pair.origin;
  if (!item) return judgement('needs-origin');
  if (!slot) return refuse('slot-taken');
  const span = { start: slot.start, end: slot.start + length(item.span) };
  const room = court.slotFor(item, span);
  if (room === 'taken') return refuse('slot-taken');
  if (room === 'outside' && item.side === 'timify') return refuse('moved-outside-hours');
  return judgement('decided-by-person', { origin: { op: 'move', span, notify }, mirror: 'write' });
};

/** Rule 4 holds for what people decide, too. */
const ifWritable = (pair: Pair, court: Court, otherwise: () => Judgement): Judgement => {
  const guard = originGuard(pair, court);
  return guard ? refuse(guard) : otherwise();
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
      const originIsMeant = (verdict.action === 'use-office') === (side === 'office');
      if (originIsMeant || moved !== 'moved') return { ...originWins, lost: movedTo(pair) };
      return ifWritable(pair, court, () => {
        const carried = carry(pair, court);
        const lost = pair.origin.difference.time ? (pair.origin.item?.span ?? null) : null;
        return carried.origin ? { ...carried, rule: 'decided-by-person', lost } : carried;
      });
    }
    case 'move-booking':
    case 'move-event':
      if (!verdict.slot) return moved === 'moved' ? carry(pair, court) : null;
      return ifWritable(pair, court, () => moveToSlot(pair, court, verdict));
    case 'cancel-booking':
    case 'delete-event':
      return ifWritable(pair, court, () =>
        judgement('decided-by-person', {
          origin: { op: 'delete', notify: verdict.notify },
          mirror: 'delete',
          forget: true,
        }),
      );
    case 'keep-both':
    case 'ignore':
    case 'ignore-series':
      // A collision is only not asked about again; a pair is left as both ends are now.
      return judgedPair(verdict, side) ? leftByPerson : null;
  }
};

const leftByPerson = judgement('ignored-by-person');

/** Whether the verdict is about the two ends of a pair, not about what an event collides with. */
const judgedPair = ({ kind }: Verdict, side: SideName): boolean =>
  kind !== 'overlap' && (kind !== 'outside-working-hours' || side === 'timify');

/** "Ignore for the series" also answers the questions of the other parts. */
const settledBySeries = (pair: Pair, court: Court, judged: Judgement): Judgement => {
  const { seriesId, side } = pair.link.origin;
  const kind = judged.conflict;
  const answered = kind && seriesId !== null && court.isIgnoredSeries(kind, seriesId);
  return answered && (kind !== 'outside-working-hours' || side === 'timify') ? leftByPerson : judged;
};

/** An origin that went meanwhile can't be moved, copied anew or deleted: the table clears up after it. */
const verdictOn = (pair: Pair, court: Court): Judgement | null => {
  const { verdict } = court;
  if (!verdict || (originState(pair) === 'gone' && !accepts(verdict.action))) return null;
  return byVerdict(pair, court, verdict);
};

export const decide = (pair: Pair, court: Court): Judgement =>
  verdictOn(pair, court) ??
  groupEdited(pair, court) ??
  zoneMoved(pair) ??
  settledBySeries(pair, court, TABLE[originState(pair)][mirrorState(pair)](pair, court));

/** The span an origin has after a judgement. */
export const originSpanAfter = (pair: Pair, verdict: Judgement): Span =>
  verdict.origin?.op === 'move'
    ? verdict.origin.span
    : (pair.origin.item?.span ?? pair.link.origin.base.span);
