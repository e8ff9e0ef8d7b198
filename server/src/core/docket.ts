import type { SideName } from './items.ts';
import type { Link } from './links.ts';
import type { Verdict } from './decisions.ts';
import type { Wants } from './planned.ts';
import { withoutBooked } from './booked.ts';
import { freezes, seriesToken } from './conflicts.ts';
import { asReached } from './departure.ts';
import { foundAgain } from './foundAgain.ts';
import { forgottenCopies, withForgottenCopies } from './forgottenCopies.ts';
import { isInPlace } from './inPlace.ts';
import { isBygone, judge, reachOf } from './judge.ts';
import { judgement, refuse, type Case, type Court } from './judgement.ts';
import { newcomers } from './newcomers.ts';
import { isObserved, pairOf, viewOf, type Pair, type View } from './pairs.ts';
import type { PlanInput } from './planInput.ts';
import { isVisible, mayBeOurs, withRecovered } from './recover.ts';
import { roomIn } from './room.ts';
import { canWrite } from './ways.ts';
import { askedAgain } from './undo.ts';

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

const views = (input: PlanInput): Record<SideName, View> => ({
  office: viewOf('office', input.office),
  timify: viewOf('timify', input.timify),
});

/** A blocker of an event that is gone: whoever brought it back, nobody is busy then. */
const FREED = judgement('blocker-left-over', { origin: { op: 'delete', notify: false }, forget: true });

/** One copy more than the link knew of: of each one stays, where it has to be. */
const laidAnew = (one: Case): Case => {
  const { judgement: found } = one;
  if (found.conflict || found.refusal || one.why) return one;
  if (found.mirror === 'leave' && !found.forget)
    return { ...one, judgement: judgement('mirror-restored', { mirror: 'restore' }) };
  return found.mirror === 'write' ? { ...one, judgement: { ...found, mirror: 'restore' } } : one;
};

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
  const { links: unbooked, letGo, beside: booked } = withoutBooked(input, recovered.links);
  const changed = new Set<string>();
  const reached = (link: Link): Link => {
    const now = asReached(link, reachOf(input), input.now, input.connection.timeZone);
    if (now !== link) changed.add(link.id);
    return now;
  };
  const { links: known, again, own, leftOver, wants: back } = foundAgain(input, unbooked.map(reached));
  const { links: present, found } = withForgottenCopies(input, known, wants);
  wants.timify.push(...booked, ...back.timify);
  wants.office.push(...back.office.filter((id) => !wants.office.includes(id)));
  const beside = forgottenCopies(input, present);
  wants.office.push(...beside.office.filter((id) => !wants.office.includes(id)));
  wants.timify.push(...beside.timify.filter((id) => !wants.timify.includes(id)));
  const fresh = newcomers(input, present, new Set([...own, ...leftOver])).map(reached);
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
    isOthersCopy: (id) => input.othersCopies.has(id),
    roomFor: (booking, span) => room(booking, span, ourIds),
    isInPlace: (pair) => isInPlace(input, pair, ourIds, wants),
    isIgnoredSeries: (kind, seriesId) =>
      input.connection.ignoredSeries.includes(seriesToken(kind, seriesId, input.hash)),
  };
  const result: Docket = { cases: [], neighbours: [], found: new Set([...recovered.found, ...found]), wants };
  const look = (stored: Link, isNew: boolean): void => {
    const undo = input.undos.find((one) => one.linkId === stored.id) ?? null;
    // To be kept, also where nothing is written for it.
    if (changed.has(stored.id) || letGo.has(stored.id)) result.found.add(stored.id);
    const link = undo ? askedAgain(stored, undo.back) : stored;
    const pair = pairOf(link, both, input.hash, timeZone);
    const verdict = verdictFor(input, link);
    const pending = link.mirrors.some((mirror) => mirror.id === null);
    const named = verdict !== null || undo !== null || input.released.has(link.id);
    const concerned =
      isNew || isObserved(pair) || named || pending || letGo.has(link.id) || again.has(link.id);
    if (!concerned) return void result.neighbours.push(pair);
    if (!isNew && !named && !pending && isBygone(input, pair)) return;
    wantSilent(pair, wants);
    const isQuestion = frozen.has(link.id) || link.decision.reason === 'ignored-by-person';
    if (named || (isQuestion && !isNew)) wantEnds(pair, wants);
    if (pending && pair.origin.state === 'unseen') want(wants, link.origin.side, link.origin.id);
    const ownCopies = new Set(link.mirrors.flatMap((mirror) => mirror.id ?? []));
    const court: Court = { ...bench, slotFor: (item, span) => room(item, span, ownCopies), verdict, undo };
    const one = judge(input, pair, isNew, court);
    if (one.judgement.rule === 'needs-origin') {
      if (input.seen.has(link.origin.id)) one.judgement = refuse('skip.unreadable');
      else want(wants, link.origin.side, link.origin.id);
    }
    if (leftOver.has(link.origin.id)) one.judgement = FREED;
    result.cases.push(again.has(link.id) ? laidAnew(one) : one);
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
