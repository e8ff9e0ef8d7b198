/** The decision table: what each end of a pair did, against its own base. See docs/sync-rules.md. */
import type { SideName } from './items.ts';
import { otherSide, writesTo } from './items.ts';
import {
  hasCustomers,
  isGroup,
  isWhollyGone,
  mirrorState,
  originState,
  type MirrorState,
  type OriginState,
  type Pair,
} from './pairs.ts';
import { hasGaps, isClockBound } from './fingerprint.ts';
import { partOf } from './recover.ts';
import { sameSpan } from './spans.ts';
import { judgement, carriedSpan, movedTo, originGuard, type Judgement, type Court } from './judgement.ts';
import { putBack, carry } from './carry.ts';
import { leftByPerson, verdictOn } from './verdict.ts';

const nothing = judgement('in-step');

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
  if (!hasCustomers(pair)) {
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
  if (!isGroup(pair) || !isEdited) return null;
  if (pair.origin.state === 'gone' || mirrorState(pair) === 'gone') return null;
  return putBack(pair, court, 'group-put-back', null);
};

/** A time shift that another zone moved: nobody moved it, so it is made anew where its event stands. */
const zoneMoved = (pair: Pair): Judgement | null => {
  const isMoved = pair.mirrors.some(
    ({ mirror, end }) => isClockBound(mirror.base) && end.difference.time && end.difference.meaning,
  );
  if (pair.link.origin.side !== 'office' || !isMoved) return null;
  if (pair.origin.state === 'gone' || mirrorState(pair) === 'gone') return null;
  return judgement('zone-changed', { mirror: 'write' });
};

/**
 * A person's own event, and the appointment that stood beside it: neither was made by us, so the one is no reason to
 * delete the other (rule 10). The event stands for itself again.
 */
const adoptedAlone = (pair: Pair): Judgement | null =>
  pair.link.decision.kind === 'adopted' && pair.link.origin.side === 'office' && isWhollyGone(pair)
    ? judgement('adopted-unlinked', { forget: true })
    : null;

/**
 * A person cut one of an event's blockers apart. An event has no gaps, so the blocker is made whole again where it stands;
 * where it stands elsewhere by now, the table says whose time counts. What we adopted is the person's to cut.
 */
const cutApart = (pair: Pair, court: Court): Judgement | null => {
  const { link, origin, mirrors } = pair;
  const isCut = mirrors.some(({ end: { item } }) => item && hasGaps(item));
  if (link.origin.side !== 'office' || !isCut || origin.state === 'gone' || mirrorState(pair) === 'gone')
    return null;
  if (!link.madeByUs) return judgement('adopted-unlinked', { forget: true });
  if (mirrors.some(({ mirror, end: { item } }) => item && !sameSpan(item.span, mirror.base.span)))
    return null;
  return origin.difference.time
    ? judgement('origin-changed', { mirror: 'write' })
    : putBack(pair, court, 'blocker-made-whole', null);
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

const originGone = (pair: Pair): Judgement => {
  if (isWhollyGone(pair)) return judgement('both-gone', { forget: true });
  return pair.link.madeByUs
    ? judgement('origin-gone', { mirror: 'delete', forget: true })
    : judgement('adopted-unlinked', { forget: true });
};

type Cell = (pair: Pair, court: Court) => Judgement;

/** The decision table of the design, §4: state of the origin × state of the mirror, each against its own base. */
const TABLE: Record<OriginState, Record<MirrorState, Cell>> = {
  same: { same: () => nothing, moved: mirrorMoved, gone: mirrorGone },
  changed: {
    same: () => judgement('origin-changed', { mirror: 'write' }),
    moved: bothMoved,
    gone: changedMirrorGone,
  },
  gone: { same: originGone, moved: originGone, gone: originGone },
};

const tabled = (pair: Pair, court: Court): Judgement => {
  const [origin, mirror] = [originState(pair), mirrorState(pair)];
  return (origin === 'gone' ? null : adoptedAlone(pair)) ?? TABLE[origin][mirror](pair, court);
};

/**
 * A person made a series of an event. As an original it is every day of the series now, and each has a blocker of its own.
 * A copy became the person's with all its days, and is never written again: the booking gets another copy.
 */
const becameSeries = (pair: Pair): Judgement | null => {
  const { link, origin, mirrors } = pair;
  if (origin.isSeries && link.madeByUs) return judgement('became-series', { mirror: 'delete', forget: true });
  if (origin.state === 'gone' || !mirrors.some(({ end }) => end.isSeries)) return null;
  return judgement('became-series', { mirror: 'restore' });
};

/** "Ignore for the series" also answers the questions of the other parts. */
const settledBySeries = (pair: Pair, court: Court, judged: Judgement): Judgement => {
  const { seriesId, side } = pair.link.origin;
  const kind = judged.conflict;
  const answered = kind && seriesId !== null && court.isIgnoredSeries(kind, seriesId);
  return answered && (kind !== 'outside-working-hours' || side === 'timify') ? leftByPerson : judged;
};

/** Not as they were left, and yet no other time than the event's: laid out with it, they tell of none. */
const inPlace = (pair: Pair, court: Court): Judgement | null =>
  court.isInPlace(pair)
    ? judgement(pair.origin.state === 'changed' ? 'origin-changed' : 'cover-changed', { mirror: 'write' })
    : null;

export const decide = (pair: Pair, court: Court): Judgement =>
  verdictOn(pair, court) ??
  groupEdited(pair, court) ??
  zoneMoved(pair) ??
  cutApart(pair, court) ??
  becameSeries(pair) ??
  inPlace(pair, court) ??
  settledBySeries(pair, court, tabled(pair, court));
