/** One pair and what is to become of it: what a person wants back, what the rules say, and what stands above both. */
import type { Item, Span } from './items.ts';
import type { Decision, Link } from './links.ts';
import type { Undo } from './decisions.ts';
import { conflictId, freezes } from './conflicts.ts';
import { decide } from './decide.ts';
import { judgement, mirrorGuard, movedTo, type Case, type Court, type Judgement } from './judgement.ts';
import { keptBy, leftOutBy, type Reach } from './departure.ts';
import { isLeftBehind, leaveBehind } from './leftBehind.ts';
import { daySpan, isPrivate } from './normalise.ts';
import { anonymity, ineligible } from './newLink.ts';
import { isWhollyGone, mirrorState, type Pair } from './pairs.ts';
import type { PlanInput } from './planInput.ts';
import { isRule } from './rules.ts';
import { coveredBy, outward, sameSpan } from './spans.ts';
import { takeBack } from './undo.ts';

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
export const isBygone = (input: PlanInput, pair: Pair): boolean => {
  const { link, origin } = pair;
  if (link.origin.side !== 'office' || origin.state !== 'changed' || !isLeftBehind(input, pair)) return false;
  return privacyOf(input, link, origin.item, false).anonymous === link.anonymous;
};

/** What a person wants back, where the world and the rules allow it; else the ordinary judgement and why not. */
export const judge = (input: PlanInput, pair: Pair, isNew: boolean, court: Court): Case => {
  const { undo } = court;
  const ordinary = judgeAnswered(input, pair, isNew, court);
  if (!undo) return ordinary;
  if (undo.back.kind === 'ask-again') {
    // There is nothing to ask about any more, and nothing to write a copy from.
    return pair.origin.state === 'gone'
      ? { ...ordinary, undo: null, refusal: 'origin-gone' }
      : reviewed(ordinary, undo);
  }
  const frozen = input.conflicts.some((one) => one.linkId === pair.link.id && freezes(one));
  const taken = frozen ? 'conflict-open' : takeBack(input, pair, court, undo);
  return typeof taken === 'string' ? { ...ordinary, undo: null, refusal: taken } : { ...ordinary, ...taken };
};

/** What a person decided and can't be carried out now: they are told why, and the pair is judged as if nobody had. */
const judgeAnswered = (input: PlanInput, pair: Pair, isNew: boolean, court: Court): Case => {
  const one = judgeState(input, pair, isNew, court);
  const { refusal } = one.judgement;
  if (!court.verdict || refusal === null) return one;
  return { ...judgeState(input, pair, isNew, { ...court, verdict: null }), refusal };
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

export const reachOf = ({ settings, connection }: PlanInput): Reach => ({
  direction: settings.direction,
  calendars: connection.calendars,
});

/** An event may have been moved to another calendar since its link was made. */
const whereItLies = ({ link: { origin }, origin: { item } }: Pair): Pick<Link, 'origin'> =>
  item?.side === 'office' && item.calendarId !== ''
    ? { origin: { ...origin, containerId: item.calendarId } }
    : { origin };

/** A pair that a person left as it was, and both ends agree again. */
export const isReconciled = ({ pair, judgement }: Pick<Case, 'pair' | 'judgement'>): boolean =>
  pair.link.decision.reason === 'ignored-by-person' && judgement.rule === 'in-step';

/** Of erased customers nothing may be left in a copy (timify §4, W6). */
const lostItsCustomers = ({ link, origin: { item } }: Pair): boolean =>
  item?.side === 'timify' && link.origin.hasCustomers && !item.hasCustomers;

/** A booking beside which a person's own event was found: left out, it is no reason to look at that as its copy. */
const isFoundBeside = (link: Link): boolean =>
  link.origin.side === 'timify' && !link.madeByUs && link.mirrors.length > 0 && keptBy(link) === null;

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
  if (why && isFoundBeside(link))
    return { ...base, judgement: judgement(`skip.${why.reason}`, { forget: true, setting: why.setting }) };
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
  const isLeft = decided.rule === 'ignored-by-person';
  const untouched = decided.mirror === 'leave' && !decided.conflict && !decided.refusal && !isLeft;
  if (link.unwritten && !input.reapply && !scrub && untouched && !was)
    return { ...base, judgement: judgement('cover-changed', { mirror: 'write' }) };
  if ((input.reapply || scrub) && untouched && !was) {
    return {
      ...base,
      judgement: { ...decided, mirror: 'write', rule: scrub ? 'privacy-changed' : 'settings-applied' },
    };
  }
  // A copy with guests can't be written whatever happened to its origin: the question, or its answer, stands.
  const isAsked =
    (decided.conflict !== null || isLeft) && mirrorState(pair) !== 'gone' && mirrorGuard(pair) === null;
  // Rule 7 stands above a question, open or answered: the text goes at once, and with it the copy's other time.
  if (isAsked && scrub && privacy.anonymous)
    return { ...base, judgement: judgement('privacy-changed', { mirror: 'write' }) };
  if (isAsked && lostItsCustomers(pair))
    return { ...base, judgement: judgement('origin-changed', { mirror: 'write', lost: movedTo(pair) }) };
  return { ...base, judgement: decided };
};
