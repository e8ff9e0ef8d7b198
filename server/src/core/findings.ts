import { mirrorGuard, type Case } from './judgement.ts';
import { accepts, conflictId, freezes, openConflict, seriesToken, type ConflictDraft } from './conflicts.ts';
import type { Layout } from './layout.ts';
import type { Conflict, ConflictKind } from './decisions.ts';
import type { Link } from './links.ts';
import type { Plan, Wants } from './planned.ts';
import type { Span } from './items.ts';
import { spanOf, trueSpan } from './normalise.ts';
import { hasCustomers } from './pairs.ts';
import type { PlanInput } from './planInput.ts';
import { isRule, type RuleId } from './rules.ts';
import { offer, renewed } from './offers.ts';
import { coveredBy, DAY, intersection, length, overlaps } from './spans.ts';
import { bookingOf } from './ways.ts';

export interface Findings {
  input: PlanInput;
  cases: Case[];
  layout: Layout;
  /** Links whose writes rule 4 stopped. */
  guarded: Map<string, ConflictKind>;
}

const ends = (one: Case): Pick<ConflictDraft, 'office' | 'timify'> => {
  const { link } = one.pair;
  const mirror = one.pair.mirrors[0];
  const originSpan = one.pair.origin.item?.span ?? link.origin.base.span;
  const origin = { id: link.origin.id, span: originSpan };
  const copy = mirror?.mirror.id
    ? { id: mirror.mirror.id, span: mirror.end.item?.span ?? mirror.mirror.base.span }
    : null;
  return link.origin.side === 'office'
    ? { office: origin, timify: copy ? { ...copy, hasCustomers: false } : null }
    : { office: copy, timify: { ...origin, hasCustomers: hasCustomers(one.pair) } };
};

const pairConflict = (one: Case, kind: ConflictKind): ConflictDraft => {
  const both = ends(one);
  const moved = one.pair.mirrors.find(({ end }) => end.difference.time)?.end.item?.span;
  return {
    kind,
    link: one.pair.link,
    span: moved ?? one.pair.origin.item?.span ?? one.pair.link.origin.base.span,
    ...both,
    rule: one.judgement.conflict === kind && isRule(one.judgement.rule) ? one.judgement.rule : kind,
    setting: one.judgement.setting,
    lost: one.judgement.lost,
  };
};

/** Collisions of one event with bookings, foreign blockers and working hours. */
const cutConflicts = (findings: Findings, link: Link, span: Span, allDay: boolean): ConflictDraft[] => {
  const cut = findings.layout.cuts.get(link.id);
  if (!cut) return [];
  const office = { id: link.origin.id, span };
  const common = { link, office, setting: null, lost: null };
  const overlap = cut.collisions.map<ConflictDraft>((item) => ({
    ...common,
    kind: 'overlap',
    span: intersection(item.span, span) ?? span,
    timify: {
      id: item.id,
      span: bookingOf(findings.input, item.id)?.span ?? item.span,
      hasCustomers: bookingOf(findings.input, item.id)?.hasCustomers ?? false,
    },
    rule: 'overlap',
  }));
  const straddles =
    cut.unbookable.length > 0 &&
    (cut.pieces.length > 0 || cut.collisions.length > 0) &&
    !allDay &&
    length(cut.wanted) <= DAY;
  const outside = cut.unbookable[0];
  return straddles && outside
    ? [
        ...overlap,
        {
          ...common,
          kind: 'outside-working-hours',
          span: outside,
          timify: null,
          rule: 'outside-working-hours',
        },
      ]
    : overlap;
};

const draftsOf = (findings: Findings, one: Case): ConflictDraft[] => {
  const { link } = one.pair;
  const kind = one.judgement.conflict ?? findings.guarded.get(link.id) ?? null;
  if (kind) return [pairConflict(one, kind)];
  if (link.origin.side !== 'office' || one.why || one.judgement.forget) return [];
  const item = one.pair.origin.item;
  const span =
    one.judgement.origin?.op === 'move' ? one.judgement.origin.span : (item?.span ?? link.origin.base.span);
  const allDay = item?.side === 'office' ? item.allDay !== null : link.origin.base.allDay !== null;
  return cutConflicts(findings, link, span, allDay);
};

/**
 * A copy of a booking that the calendar did not want is tried again, or stands by now: asked about is only what is refused
 * still, and then it is opened again.
 */
const isTriedAgain = ({ pair, judgement }: Case): boolean =>
  pair.link.origin.side === 'timify' &&
  judgement.conflict === null &&
  (judgement.mirror !== 'leave' || pair.mirrors.length > 0);

/** The settings could not be applied to a copy for its guests, and they are there still: it is as it was under older ones. */
const awaitsSettings = (
  { pair, judgement }: Case,
  { kind, setting, settingsVersion = 0 }: Conflict,
): boolean =>
  setting === null &&
  judgement.rule === 'in-step' &&
  pair.link.settingsVersion < settingsVersion &&
  mirrorGuard(pair) === kind;

/** Whether this run looked closely enough at the link to say that a conflict's cause is gone. */
const isJudged = (findings: Findings, conflict: Conflict): boolean => {
  const one = findings.cases.find((entry) => entry.pair.link.id === conflict.linkId);
  if (!one || one.judgement.rule === 'held' || one.judgement.refusal) return false;
  if (freezes(conflict)) return !awaitsSettings(one, conflict);
  return (
    findings.layout.cuts.has(conflict.linkId) ||
    one.judgement.forget ||
    one.why !== null ||
    one.judgement.mirror === 'delete' ||
    isTriedAgain(one) ||
    one.verdict !== null
  );
};

/**
 * Whether an event and its booking no longer meet, where the event is not laid out because its pair waits for a person:
 * a collision closes with its cause all the same. Where the event stands now is asked for before that is said.
 */
const haveParted = ({ input, cases }: Findings, conflict: Conflict, wants: Wants): boolean => {
  const link = input.links.find(({ id }) => id === conflict.linkId);
  const bookingId = conflict.timify?.id;
  if (conflict.kind !== 'overlap' || bookingId === undefined || link?.origin.side !== 'office') return false;
  const one = cases.find(({ pair }) => pair.link === link);
  if (one?.judgement.rule === 'held' || one?.judgement.refusal) return false;
  const event = one?.pair.origin.item ?? null;
  const { timeZone } = input.connection;
  const span = event ? trueSpan(event, timeZone) : spanOf(link.origin.base, timeZone);
  const isBlocked = input.availability.blocked?.some(
    (one) => one.id === bookingId && overlaps(one.span, span),
  );
  if (isBlocked) return false;
  const isGone = input.timify.removed.includes(bookingId);
  const booking = isGone ? null : bookingOf(input, bookingId);
  if (!booking && !isGone && !coveredBy(span, input.known.spans)) return false;
  if (booking?.slices.some(({ busy }) => overlaps(busy, span))) return false;
  if (!event && !input.seen.has(link.origin.id)) wants.office.push(link.origin.id);
  return event !== null;
};

/** The window has slid past all that it is about: nobody has to decide about it any more. */
const isPast = ({ window }: PlanInput, { span, office, timify }: Conflict): boolean =>
  [span, office?.span ?? span, timify?.span ?? span].every(({ end }) => end <= window.start);

const opened = (findings: Findings, draft: ConflictDraft, wants: Wants): Conflict => {
  const { input } = findings;
  const how = { connectionId: input.connection.id, now: input.now, hash: input.hash };
  const conflict = openConflict(draft, { ...how, ...offer(findings, draft, wants) });
  const isApplied = input.reapply && findings.guarded.has(draft.link.id);
  return draft.setting === null && !isApplied
    ? conflict
    : { ...conflict, settingsVersion: input.settingsVersion };
};

/** The same conflict, where its booking got a first customer or lost the last one since somebody was asked. */
const withCustomers = (input: PlanInput, conflict: Conflict): Conflict => {
  const { timify } = conflict;
  const { hasCustomers: now } = bookingOf(input, timify?.id) ?? timify ?? {};
  if (!timify || now === undefined || now === timify.hasCustomers) return conflict;
  return { ...conflict, timify: { ...timify, hasCustomers: now } };
};

/** A cause that a person left as it is, for this item or its whole series, does not ask again. */
const isSettled = ({ input }: Findings, { link, kind }: ConflictDraft, id: string): boolean => {
  const { seriesId } = link.origin;
  return (
    link.ignored.includes(id) ||
    input.verdicts.some((one) => one.conflictId === id && accepts(one.action)) ||
    (seriesId !== null && input.connection.ignoredSeries.includes(seriesToken(kind, seriesId, input.hash)))
  );
};

/** Conflicts to open and to close, and open ones of which something else is offered, or whose customers are others by now. */
export const collisions = (findings: Findings, wants: Wants): Plan['conflicts'] => {
  const { input } = findings;
  const known = new Map(input.conflicts.map((conflict) => [conflict.id, conflict]));
  const found = new Map<string, ConflictDraft>();
  for (const one of findings.cases) {
    for (const draft of draftsOf(findings, one)) {
      const id = conflictId(draft, input.hash);
      if (!isSettled(findings, draft, id)) found.set(id, draft);
    }
  }
  const open = [...found].filter(([id]) => !known.has(id)).map(([, draft]) => opened(findings, draft, wants));
  const close = input.conflicts
    .filter(({ id }) => !found.has(id))
    .filter(
      (conflict) =>
        isPast(input, conflict) || isJudged(findings, conflict) || haveParted(findings, conflict, wants),
    )
    .map((conflict) => ({ id: conflict.id, why: whyClosed(findings, conflict) }));
  const closing = new Set(close.map(({ id }) => id));
  const refresh = input.conflicts
    .filter(({ id }) => !closing.has(id))
    .flatMap((conflict) => {
      const now = withCustomers(input, conflict);
      return renewed(findings, now, wants) ?? (now === conflict ? [] : now);
    });
  return { open, close, refresh };
};

/** Of the event's pair, or of the booking's own: a verdict about a booking is carried out there. */
const isRefused = ({ cases }: Findings, { linkId, timify }: Conflict): boolean =>
  cases.some(
    ({ pair: { link }, refusal }) =>
      refusal !== null && (link.id === linkId || link.origin.id === timify?.id),
  );

const whyClosed = (findings: Findings, conflict: Conflict): RuleId => {
  const { input } = findings;
  const given = input.verdicts.find((one) => one.conflictId === conflict.id);
  const verdict = isRefused(findings, conflict) ? undefined : given;
  if (!verdict) return isPast(input, conflict) ? 'left-behind' : 'cause-gone';
  return verdict.action === 'ignore' || verdict.action === 'ignore-series' ? 'ignored' : 'solved';
};
