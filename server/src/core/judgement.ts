/** What is to become of one pair, what a decision may look at, and what guards every write to an original. */
import type { Appointment, OfficeEvent, Span } from './items.ts';
import type { ConflictKind, Undo, UndoRefusal, Verdict } from './decisions.ts';
import type { Ineligible } from './eligible.ts';
import type { Link } from './links.ts';
import { spanOf, trueSpan, wallClock } from './normalise.ts';
import type { Pair } from './pairs.ts';
import { partOf } from './recover.ts';
import type { RuleId } from './rules.ts';
import type { Settings } from './settings.ts';
import { DAY } from './spans.ts';

/** What is to become of one pair. Decided by `decide.ts` and nowhere else, carried out by `plan.ts`. */
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

/** One pair that this run has to look at, and what is to become of it. */
export interface Case {
  pair: Pair;
  isNew: boolean;
  /** Not copied (any more), and why. */
  why: Ineligible | null;
  privacy: Pick<Link, 'anonymous' | 'anonymousBy'>;
  judgement: Judgement;
  verdict: Verdict | null;
  undo: Undo | null;
  /** Why the verdict or the undo can't be. The case is then judged as if nobody had asked for it. */
  refusal: RuleId | UndoRefusal | null;
}

/** What holds a time: `taken` by another item, or `outside` working hours. */
export type Room = 'free' | 'taken' | 'outside';

/** What a decision may look at besides the pair. */
export interface Court {
  settings: Settings;
  now: number;
  /** Whether the calendar of an event may be written. */
  canEdit(calendarId: string): boolean;
  /** Whether another connection made this event of a booking of its own. */
  isOthersCopy(eventId: string): boolean;
  /** Whether the resource could be booked there, this booking apart; null: not known yet, the planner asks. */
  roomFor(booking: Appointment, span: Span): Room | null;
  /** Whether a chosen time is free in both calendars, this item and its own copies apart; null as above. */
  slotFor(item: Appointment | OfficeEvent, span: Span): Room | null;
  /** The copies of an event stand where the event is, though not as they were left. */
  isInPlace(pair: Pair): boolean;
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

export const refuse = (why: RuleId): Judgement => judgement('in-step', { refusal: why });

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
  // Days are counted by the wall clock: those on which it is changed have 23 or 25 hours.
  const shift = (a: number, b: number): number =>
    allDay ? wallClock(b, pair.zone) - wallClock(a, pair.zone) : b - a;
  const [later, longer] = [shift(from.start, to.start), shift(from.end, to.end)];
  const carried = { start: span.start + later, end: span.end + longer };
  if (carried.end <= carried.start) return null;
  return allDay && (later % DAY !== 0 || longer % DAY !== 0) ? null : carried;
};

/** The time that a person gave the mirror. */
export const movedTo = (pair: Pair): Span | null =>
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

/** Rules 1 and 4 for the origin itself; null: it may be written. */
export const originGuard = (pair: Pair, court: Court): ConflictKind | null => {
  const { origin } = pair.link;
  if (origin.side === 'timify') return null;
  if (court.isOthersCopy(origin.id)) return 'not-writable';
  return eventGuard(origin.base, pair.origin.item as OfficeEvent | null, court.canEdit(origin.containerId));
};

/** Rule 4 for the copies; null: they may be written. */
export const mirrorGuard = (pair: Pair): ConflictKind | null => {
  if (pair.link.origin.side === 'office') return null;
  const guards = pair.mirrors.map(({ mirror, end }) =>
    eventGuard(mirror.base, end.item as OfficeEvent | null, true),
  );
  return guards.find((guard) => guard !== null) ?? null;
};

/** The span an origin has after a judgement. */
export const originSpanAfter = (pair: Pair, verdict: Judgement): Span =>
  verdict.origin?.op === 'move'
    ? verdict.origin.span
    : (pair.origin.item?.span ?? pair.link.origin.base.span);
