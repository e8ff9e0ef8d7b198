import type { Item, SideName, Span } from './items.ts';
import type { Decision, Link } from './links.ts';
import type { Undo, UndoRefusal, Verdict } from './decisions.ts';
import type { Wants } from './planned.ts';
import { withoutBooked } from './booked.ts';
import { conflictId, freezes, seriesToken } from './conflicts.ts';
import { decide } from './decide.ts';
import { judgement, movedTo, type Court, type Judgement } from './judgement.ts';
import { asReached, keptBy, leftOutBy, type Reach } from './departure.ts';
import type { Ineligible } from './eligible.ts';
import { forgottenCopies } from './forgottenCopies.ts';
import { isLeftBehind, leaveBehind } from './leftBehind.ts';
import { daySpan, isPrivate } from './normalise.ts';
import { anonymity, ineligible, newcomers } from './newcomers.ts';
import { isObserved, isWhollyGone, mirrorState, pairOf, viewOf, type Pair, type View } from './pairs.ts';
import type { PlanInput } from './planInput.ts';
import { isVisible, mayBeOurs, withRecovered } from './recover.ts';
import { roomIn } from './room.ts';
import { isRule } from './rules.ts';
import { coveredBy, outward, sameSpan } from './spans.ts';
import { canWrite } from './ways.ts';
import { askedAgain, takeBack } from './undo.ts';

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
  /** Why the undo can't be. The case is then judged as if nobody had asked for it. */
  refusal: UndoRefusal | null;
}

export interface Docket {
  cases: Case[];
  /** Links in sight that nothing happened to; they may have to make room or take over. */
  neighbours: Pair[];
  /** Links whose open creates were found again: to be kept even if nothing else happened to them. */
  found: Set<string>;
  wants: Wants;
}

export const noWants = (): Wants => ({ office: [], timify: [], spans: [], links: [], totals: false });

const want = (wants: Wants, side: SideName, id: string): void => {
  if (!wants[side].includes(id)) wants[side].push(id);
};

/** Which link a person's verdict is about: moving or cancelling a booking concerns the booking's own link. */
const verdictFor = (input: PlanInput, link: Link): Verdict | null =>
  input.verdicts.find((verdict) => {
    const conflict = input.conflicts.find((one) => one.id === verdict.conflictId);
    const aboutBooking = verdict.action === 'move-booking' || verdict.action === 'cancel-booking';
    if (aboutBooking && conflict?.timify && !freezes(conflict))
      return link.origin.side === 'timify' && link.origin.id === conflict.timify.id;
    return verdict.linkId === link.id;
  }) ?? null;

const wantEnds = (pair: Pair, wants: Wants): void => {
  const { side, id } = pair.link.origin;
  if (pair.origin.state === 'unseen' || pair.origin.state === 'silent') want(wants, side, id);
  for (const { mirror, end } of pair.mirrors) {
    if (end.state === 'unseen' || end.state === 'silent')
      want(wants, side === 'office' ? 'timify' : 'office', mirror.id ?? '');
  }
};

const wantSilent = (pair: Pair, wants: Wants): void => {
  const { side, id } = pair.link.origin;
  if (pair.origin.state === 'silent') want(wants, side, id);
  for (const { mirror, end } of pair.mirrors) {
    if (end.state === 'silent') want(wants, side === 'office' ? 'timify' : 'office', mirror.id ?? '');
  }
};

const originChanged = (pair: Pair): boolean => pair.origin.state === 'changed';

const privacyOf = (input: PlanInput, link: Link, item: Item | null, redecide: boolean): Case['privacy'] => {
  const present = { anonymous: link.anonymous, anonymousBy: link.anonymousBy };
  if (!item) return present;
  if (redecide) return anonymity(input, item);
  if (item.side === 'timify') return present;
  if (isPrivate(item, input.settings.personal))
    return { anonymous: true, anonymousBy: link.anonymous ? link.anonymousBy : 'private' };
  return link.anonymousBy === 'private' ? anonymity(input, item) : present;
};

/** An event of the past that somebody wrote to: its blocker stands as it was, unless its text may not stand there any more. */
const isBygone = (input: PlanInput, pair: Pair): boolean => {
  const { link, origin } = pair;
  if (link.origin.side !== 'office' || origin.state !== 'changed' || !isLeftBehind(input, pair)) return false;
  return privacyOf(input, link, origin.item, false).anonymous === link.anonymous;
};

/** What a person wants back, where the world and the rules allow it; else the ordinary judgement and why not. */
const judge = (input: PlanInput, pair: Pair, isNew: boolean, court: Court): Case => {
  const { undo } = court;
  const ordinary = judgeState(input, pair, isNew, court);
  if (!undo) return ordinary;
  if (undo.back.kind === 'ask-again') return reviewed(ordinary, undo);
  const frozen = input.conflicts.some((one) => one.linkId === pair.link.id && freezes(one));
  const taken = frozen ? 'conflict-open' : takeBack(input, pair, court, undo);
  return typeof taken === 'string' ? { ...ordinary, undo: null, refusal: taken } : { ...ordinary, ...taken };
};

/** Asked again, a collision is laid out anew; a pair conflict is found by the table. */
const reviewed = (one: Case, undo: Undo): Case => {
  const { judgement: found, pair } = one;
  if (one.why || found.conflict || found.mirror !== 'leave') return one;
  const mirror = pair.link.origin.side === 'office' ? ('write' as const) : found.mirror;
  return { ...one, judgement: { ...found, mirror, rule: `undone-by-${undo.by}` } };
};

/**
 * Skips that are not for good: working hours change, and of a pair that a person left as it is only that very question is
 * settled.
 */
const isOpenSkip = ({ reason }: Decision): boolean =>
  reason === 'outside-bookable-times' || reason === 'ignored-by-person';

/** Day events are their days in the zone of now: blockers that stand elsewhere were laid out in another one. */
const zoneChanged = (input: PlanInput, pair: Pair): Judgement | null => {
  const { link, origin, mirrors } = pair;
  const { allDay } = link.origin.base;
  const untouched =
    origin.state === 'same' && mirrors.every(({ end }) => end.state === 'same' || end.state === 'unseen');
  if (link.origin.side !== 'office' || !allDay || !untouched || link.decision.kind === 'adopted') return null;
  const wanted = outward(daySpan(allDay, input.connection.timeZone));
  const strays = mirrors.some(({ mirror }) => !coveredBy(mirror.base.span, [wanted]));
  return strays ? judgement('zone-changed', { mirror: 'write' }) : null;
};

/** The question that a refused move leads to, by its id. */
const refusalOf = ({ hash }: PlanInput, { link }: Pair, copy: { id: string; span: Span }): string => {
  const [origin, mirror] = [{ id: link.origin.id }, { id: copy.id }];
  const ends =
    link.origin.side === 'office' ? { office: origin, timify: mirror } : { office: mirror, timify: origin };
  return conflictId({ kind: 'move-refused', link, span: copy.span, ...ends }, hash);
};

/**
 * The service did not want the origin where a person had moved its copy, and the copy still stands there: asked again it
 * would say the same. While the conflict is open nothing is written for the pair (design §4), nor after a person has
 * left it as it is.
 */
const stillRefused = (input: PlanInput, pair: Pair, decided: Judgement, court: Court): boolean =>
  decided.origin?.op === 'move' &&
  !court.verdict &&
  pair.mirrors.some(({ end: { item } }) => {
    if (!item) return false;
    const isOpen = input.conflicts.some(
      (one) =>
        one.linkId === pair.link.id &&
        one.kind === 'move-refused' &&
        one.rule.startsWith('refused-by-') &&
        sameSpan(item.span, one.span),
    );
    return isOpen || pair.link.ignored.includes(refusalOf(input, pair, item));
  });

const reachOf = ({ settings, connection }: PlanInput): Reach => ({
  direction: settings.direction,
  calendars: connection.calendars,
});

/** An event may have been moved to another calendar since its link was made. */
const whereItLies = ({ link: { origin }, origin: { item } }: Pair): Pick<Link, 'origin'> =>
  item?.side === 'office' && item.calendarId !== ''
    ? { origin: { ...origin, containerId: item.calendarId } }
    : { origin };

/** Of erased customers nothing may be left in a copy (timify §4, W6). */
const lostItsCustomers = ({ link, origin: { item } }: Pair): boolean =>
  item?.side === 'timify' && link.origin.hasCustomers && !item.hasCustomers;

const judgeState = (input: PlanInput, pair: Pair, isNew: boolean, court: Court): Case => {
  const { link } = pair;
  const { item } = pair.origin;
  const redecide =
    isNew ||
    originChanged(pair) ||
    input.reapply ||
    keptBy(link) !== null ||
    link.decision.reason === 'outside-window' ||
    link.decision.reason === 'no-calendar';
  const was =
    link.decision.kind === 'skipped' && !isOpenSkip(link.decision)
      ? { reason: link.decision.reason ?? 'direction', setting: link.decision.setting }
      : null;
  const leftBehind = !isNew && isLeftBehind(input, pair);
  const why = item && redecide && !leftBehind ? ineligible(input, item) : was;
  const privacy = privacyOf(input, link, item, isNew || input.reapply);
  const base = { pair, isNew, why, privacy, verdict: court.verdict, undo: court.undo, refusal: null };
  const by = keptBy(link);
  const isOver = pair.origin.state === 'gone' && (link.mirrors.length === 0 || isWhollyGone(pair));
  if (by && !isOver && leftOutBy(whereItLies(pair), reachOf(input)))
    return { ...base, why: was, judgement: judgement(by.rule, { setting: by.setting }) };
  const left = leftBehind && !court.verdict ? leaveBehind(pair) : null;
  if (left) return { ...base, judgement: left };
  if (pair.origin.state === 'gone') return { ...base, judgement: decide(pair, court) };
  // A verdict reaches what is skipped: a booking can be moved also where the direction leaves it out.
  if (why && !(court.verdict && was)) {
    const mirror = link.madeByUs ? 'delete' : 'leave';
    return { ...base, judgement: judgement(`skip.${why.reason}`, { mirror, setting: why.setting }) };
  }
  if (isNew || (was && !why) || link.mirrors.some((mirror) => mirror.id === null)) {
    return {
      ...base,
      judgement: {
        ...judgement(isNew && isRule(link.decision.rule) ? link.decision.rule : 'new-item'),
        mirror: link.decision.kind === 'adopted' ? 'leave' : 'write',
      },
    };
  }
  const wanted = zoneChanged(input, pair) ?? decide(pair, court);
  const decided = stillRefused(input, pair, wanted, court)
    ? judgement(`refused-by-${link.origin.side}`, { conflict: 'move-refused' })
    : wanted;
  const scrub = privacy.anonymous !== link.anonymous;
  const untouched = decided.mirror === 'leave' && !decided.conflict && !decided.refusal;
  if ((input.reapply || scrub) && untouched && !was) {
    return {
      ...base,
      judgement: { ...decided, mirror: 'write', rule: scrub ? 'privacy-changed' : 'settings-applied' },
    };
  }
  const isAsked = decided.conflict !== null && mirrorState(pair) !== 'gone';
  // Rule 7 stands above an open question: the text goes at once, and with it the copy's other time.
  if (isAsked && scrub && privacy.anonymous)
    return { ...base, judgement: judgement('privacy-changed', { mirror: 'write' }) };
  if (isAsked && lostItsCustomers(pair))
    return { ...base, judgement: judgement('origin-changed', { mirror: 'write', lost: movedTo(pair) }) };
  return { ...base, judgement: decided };
};

const views = (input: PlanInput): Record<SideName, View> => ({
  office: viewOf('office', input.office),
  timify: viewOf('timify', input.timify),
});

/** Everything this run must judge, judged; and what must still be read before the judgements hold. */
export const docket = (input: PlanInput): Docket => {
  const wants = noWants();
  const recovered = withRecovered(input, input.links);
  for (const link of recovered.waiting) {
    for (const mirror of link.mirrors) {
      if (mirror.id === null && link.origin.side === 'office' && !isVisible(input, mirror))
        wants.spans.push(mirror.base.span);
    }
  }
  wants.office.push(...mayBeOurs(input, recovered.waiting));
  const { links: present, letGo } = withoutBooked(input, recovered.links);
  const beside = forgottenCopies(input, present);
  wants.office.push(...beside.office.filter((id) => !wants.office.includes(id)));
  wants.timify.push(...beside.timify);
  const fresh = newcomers(input, present);
  const both = views(input);
  const { timeZone } = input.connection;
  const ourIds = new Set(
    [...present, ...fresh].flatMap((link) => link.mirrors.flatMap((mirror) => mirror.id ?? [])),
  );
  const frozen = new Set(input.conflicts.filter(freezes).map((one) => one.linkId));
  const room = roomIn(input, wants);
  const bench: Omit<Court, 'verdict' | 'undo' | 'slotFor'> = {
    settings: input.settings,
    now: input.now,
    canEdit: (id) => canWrite(input, id),
    roomFor: (booking, span) => room(booking, span, ourIds),
    isIgnoredSeries: (kind, seriesId) =>
      input.connection.ignoredSeries.includes(seriesToken(kind, seriesId, input.hash)),
  };
  const result: Docket = { cases: [], neighbours: [], found: recovered.found, wants };
  const look = (stored: Link, isNew: boolean): void => {
    const undo = input.undos.find((one) => one.linkId === stored.id) ?? null;
    const reached = asReached(stored, reachOf(input), input.now);
    // To be kept, also where nothing is written for it.
    if (reached !== stored || letGo.has(stored.id)) result.found.add(stored.id);
    const link = undo ? askedAgain(reached, undo.back) : reached;
    const pair = pairOf(link, both, input.hash, timeZone);
    const verdict = verdictFor(input, link);
    const pending = link.mirrors.some((mirror) => mirror.id === null);
    const named = verdict !== null || undo !== null || input.released.has(link.id);
    const concerned = isNew || isObserved(pair) || named || pending || letGo.has(link.id);
    if (!concerned) return void result.neighbours.push(pair);
    if (!isNew && !named && !pending && isBygone(input, pair)) return;
    wantSilent(pair, wants);
    const isQuestion = frozen.has(link.id) || link.decision.reason === 'ignored-by-person';
    if (named || (isQuestion && !isNew)) wantEnds(pair, wants);
    if (pending && pair.origin.state === 'unseen') want(wants, link.origin.side, link.origin.id);
    const ownCopies = new Set(link.mirrors.flatMap((mirror) => mirror.id ?? []));
    const court: Court = { ...bench, slotFor: (item, span) => room(item, span, ownCopies), verdict, undo };
    const one = judge(input, pair, isNew, court);
    if (one.judgement.rule === 'needs-origin') want(wants, link.origin.side, link.origin.id);
    result.cases.push(one);
  };
  for (const link of present) look(link, false);
  for (const link of fresh) look(link, true);
  return result;
};

export const isAsking = (wants: Wants): boolean =>
  wants.office.length > 0 ||
  wants.timify.length > 0 ||
  wants.spans.length > 0 ||
  wants.links.length > 0 ||
  wants.totals;
