import type { Appointment, Item, Link, SideName, Span, Verdict, Wants } from './model.ts';
import { freezes } from './conflicts.ts';
import { decide, type Court, type Judgement } from './decide.ts';
import type { Ineligible } from './eligible.ts';
import { isPrivate, spanOf, trueSpan } from './normalise.ts';
import { anonymity, ineligible, newcomers } from './newcomers.ts';
import { isObserved, pairOf, viewOf, type Pair, type View } from './pairs.ts';
import type { PlanInput } from './planInput.ts';
import { isVisible, mayBeOurs, withRecovered } from './recover.ts';
import { coveredBy, inside, overlaps, subtract } from './spans.ts';

/** One pair that this run has to look at, and what is to become of it. */
export interface Case {
  pair: Pair;
  isNew: boolean;
  /** Not copied (any more), and why. */
  why: Ineligible | null;
  privacy: Pick<Link, 'anonymous' | 'anonymousBy'>;
  judgement: Judgement;
  verdict: Verdict | null;
}

export interface Docket {
  cases: Case[];
  /** Links in sight that nothing happened to; they may have to make room or take over. */
  neighbours: Pair[];
  /** Links whose open creates were found again: to be kept even if nothing else happened to them. */
  found: ReadonlySet<string>;
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
    if (aboutBooking && conflict?.timify && !freezes(conflict.kind))
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

const keep = (rule: string): Judgement => ({
  mirror: 'leave',
  origin: null,
  forget: false,
  conflict: null,
  lost: null,
  setting: null,
  rule,
});

/**
 * The window has slid past it: what was agreed then stands. A tombstone means nothing any more, since Graph also sends it
 * for what changes outside a delta's window ("event: delta").
 */
const isLeftBehind = (input: PlanInput, { link, origin }: Pair): boolean => {
  const { timeZone } = input.connection;
  const { side, base } = link.origin;
  if (link.mirrors.length === 0) return false;
  const was = side === 'office' ? spanOf(base, timeZone) : base.span;
  const is = origin.item ? trueSpan(origin.item, timeZone) : was;
  return was.end <= input.window.start && is.end <= input.window.start;
};

/** What becomes of a pair that the window has slid past; null: what becomes of any other. */
const leaveBehind = ({ link, origin, mirrors }: Pair): Judgement | null => {
  // Somebody cleared away what is past: no reason to ask, or to make it again.
  if (mirrors.some(({ end }) => end.state === 'gone'))
    return origin.state === 'changed' ? null : { ...keep('left-behind'), forget: true };
  return origin.state === 'gone' && link.origin.side === 'office' ? keep('left-behind') : null;
};

const judge = (input: PlanInput, pair: Pair, isNew: boolean, court: Court): Case => {
  const { link } = pair;
  const { item } = pair.origin;
  const redecide = isNew || originChanged(pair) || input.reapply || link.decision.reason === 'outside-window';
  const was =
    link.decision.kind === 'skipped'
      ? { reason: link.decision.reason ?? 'direction', setting: link.decision.setting }
      : null;
  const leftBehind = !isNew && isLeftBehind(input, pair);
  const why =
    item && redecide && !leftBehind && link.decision.reason !== 'ignored-by-person'
      ? ineligible(input, item)
      : was;
  const privacy = privacyOf(input, link, item, isNew || input.reapply);
  const base = { pair, isNew, why, privacy, verdict: court.verdict };
  const left = leftBehind && !court.verdict ? leaveBehind(pair) : null;
  if (left) return { ...base, judgement: left };
  if (pair.origin.state === 'gone') return { ...base, judgement: decide(pair, court) };
  if (why && !court.verdict) {
    return {
      ...base,
      judgement: {
        ...keep(`skip.${why.reason}`),
        mirror: link.madeByUs ? 'delete' : 'leave',
        setting: why.setting,
      },
    };
  }
  if (isNew || (was && !why) || link.mirrors.some((mirror) => mirror.id === null)) {
    return {
      ...base,
      judgement: {
        ...keep(isNew ? link.decision.rule : 'new-item'),
        mirror: link.decision.kind === 'adopted' ? 'leave' : 'write',
      },
    };
  }
  const judgement = decide(pair, court);
  const scrub = privacy.anonymous !== link.anonymous;
  if ((input.reapply || scrub) && judgement.mirror === 'leave' && !judgement.conflict && !was) {
    return {
      ...base,
      judgement: { ...judgement, mirror: 'write', rule: scrub ? 'privacy-changed' : 'settings-applied' },
    };
  }
  return { ...base, judgement };
};

/** Whether the resource could be booked at `span`, another booking's time apart; asks for what it must know. */
const freedom =
  (input: PlanInput, ourIds: ReadonlySet<string>, wants: Wants) =>
  (span: Span, booking: Appointment): boolean | null => {
    if (!coveredBy(span, input.known.spans)) {
      wants.spans.push(span);
      return null;
    }
    const taken = input.known.appointments
      .filter((item) => item.appointmentId !== booking.appointmentId && !ourIds.has(item.id))
      .flatMap((item) => item.slices.map((slice) => slice.busy));
    const { bookable } = input.availability;
    const open = bookable === 'always' || subtract([span], inside([span], bookable)).length === 0;
    return open && !taken.some((one) => overlaps(one, span));
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
  const fresh = newcomers(input, recovered.links);
  const both = views(input);
  const { timeZone } = input.connection;
  const ourIds = new Set(
    [...recovered.links, ...fresh].flatMap((link) => link.mirrors.flatMap((mirror) => mirror.id ?? [])),
  );
  const editable = new Set(input.connection.calendars.filter((one) => one.canEdit).map((one) => one.id));
  if (input.connection.writeCalendarId) editable.add(input.connection.writeCalendarId);
  const frozen = new Set(input.conflicts.filter((one) => freezes(one.kind)).map((one) => one.linkId));
  const isFree = freedom(input, ourIds, wants);
  const result: Docket = { cases: [], neighbours: [], found: recovered.found, wants };
  const look = (link: Link, isNew: boolean): void => {
    const pair = pairOf(link, both, input.hash, timeZone);
    const verdict = verdictFor(input, link);
    const pending = link.mirrors.some((mirror) => mirror.id === null);
    const concerned = isNew || isObserved(pair) || verdict !== null || pending || input.released.has(link.id);
    if (!concerned) return void result.neighbours.push(pair);
    wantSilent(pair, wants);
    if (verdict || input.released.has(link.id) || (frozen.has(link.id) && !isNew)) wantEnds(pair, wants);
    if (pending && pair.origin.state === 'unseen') want(wants, link.origin.side, link.origin.id);
    const court: Court = {
      settings: input.settings,
      now: input.now,
      canEdit: (id) => editable.has(id),
      isFree,
      verdict,
    };
    const one = judge(input, pair, isNew, court);
    if (one.judgement.rule === 'needs-origin') want(wants, link.origin.side, link.origin.id);
    result.cases.push(one);
  };
  for (const link of recovered.links) look(link, false);
  for (const link of fresh) look(link, true);
  return result;
};

export const isAsking = (wants: Wants): boolean =>
  wants.office.length > 0 ||
  wants.timify.length > 0 ||
  wants.spans.length > 0 ||
  wants.links.length > 0 ||
  wants.totals;
