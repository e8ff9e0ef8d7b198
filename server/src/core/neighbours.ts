/** Pairs whose blockers have to give or take room because others made or left some. */
import type { Docket } from './docket.ts';
import { freezes } from './conflicts.ts';
import type { Appointment, Span } from './items.ts';
import { isReconciled } from './judge.ts';
import type { Link } from './links.ts';
import type { Pair } from './pairs.ts';
import type { PlanInput } from './planInput.ts';
import { byStart, coveredBy, outward, overlaps, subtract } from './spans.ts';
import { busyAt, takenSpan } from './takenTimes.ts';

/** What is laid out so far. */
interface Laid {
  input: PlanInput;
  docket: Docket;
  /** Where the mirrors of each link are to be. */
  spans: ReadonlyMap<string, Span[]>;
  /** Where our blockers are or will be, per link. */
  seats: ReadonlyMap<string, Span[]>;
}

const liveSpans = (pair: Pair): Span[] =>
  pair.mirrors
    .filter(({ end }) => end.state !== 'gone')
    .map(({ mirror, end }) => end.item?.span ?? mirror.base.span);

/**
 * Where these appointments stood, and what they met there, when somebody was asked about them: not where they were agreed
 * to stand, and not where they may stand by now.
 */
const askedAbout = ({ conflicts }: PlanInput, ids: readonly (string | null)[]): Span[] =>
  conflicts.flatMap(({ timify, span }) => (timify && ids.includes(timify.id) ? [timify.span, span] : []));

/** Times on TIMIFY's side that this run frees or takes; whoever touches them is laid out again. */
const disturbed = ({ input, docket, spans }: Laid): Span[] =>
  docket.cases.flatMap((one) => {
    const { link } = one.pair;
    if (link.origin.side === 'office') {
      // Also where a person had moved them: others may have relied on that.
      const before = [
        ...one.pair.mirrors.map(({ mirror }) => mirror.base.span),
        ...liveSpans(one.pair),
        ...(link.left ?? []),
        ...askedAbout(
          input,
          link.mirrors.map(({ id }) => id),
        ),
      ];
      const after = spans.get(link.id);
      if (after) return subtract(before, after);
      return one.judgement.mirror === 'delete' && !one.judgement.conflict
        ? before
        : subtract(before, liveSpans(one.pair));
    }
    const item = one.pair.origin.item as Appointment | null;
    const asked = askedAbout(input, [link.origin.id]);
    const old = one.isNew ? [] : [link.origin.base.busy, ...asked];
    const now = item && !item.isHeld ? item.slices.map((slice) => slice.busy) : [];
    const moves = item && one.judgement.origin?.op === 'move' ? busyAt(item, one.judgement.origin.span) : [];
    if (one.pair.origin.state === 'gone') return old;
    if (one.judgement.origin?.op === 'delete') return one.isNew ? now : old;
    const changed =
      one.isNew || one.pair.origin.difference.time || one.pair.origin.difference.meaning || moves.length > 0;
    // TIMIFY may have moved it to other times than we had asked for: whoever it met there has room again.
    return changed ? [...old, ...now, ...moves] : item ? subtract(asked, now) : [];
  });

/** Events that have blockers, or would have where working hours change. */
const isMirroredEvent = ({ origin, decision }: Link): boolean =>
  origin.side === 'office' && (decision.kind !== 'skipped' || decision.reason === 'outside-bookable-times');

/** While a person has to decide about a pair, or has left it as it is, nothing is written for it. */
const isFrozen = (input: PlanInput, { link }: Pair): boolean =>
  input.conflicts.some((conflict) => conflict.linkId === link.id && freezes(conflict));

/**
 * What is read in full is laid out anew as well: working hours may have changed without any item's doing. So is what reaches
 * over the edge of that: no part of the window has all of it.
 */
const isSeenWhole = ({ timify, known, linked }: PlanInput, span: Span): boolean =>
  timify.scope === 'full' &&
  (overlaps(span, timify.window) || (coveredBy(span, known.spans) && coveredBy(span, linked)));

export interface Neighbour {
  pair: Pair;
  /** The time of its event, where its blockers belong. */
  span: Span;
  /** Where they are. */
  before: Span[];
}

/** Pairs whose blockers may be laid out anew because others made or left room. */
const neighboursIn = ({ input, docket, spans, seats }: Laid): Neighbour[] => {
  // What a person had left alone and is in step again is laid out like any other.
  const again = new Set(docket.cases.filter(isReconciled).map(({ pair }) => pair));
  const pairs = [
    ...docket.neighbours,
    ...docket.cases
      .filter(
        (one) =>
          (one.judgement.mirror === 'leave' || one.judgement.mirror === 'write') &&
          one.judgement.rule !== 'ignored-by-person' &&
          !one.judgement.conflict &&
          !one.judgement.forget &&
          !(one.isNew && one.pair.link.decision.kind === 'adopted') &&
          !one.why,
      )
      .map((one) => one.pair),
  ];
  return pairs
    .filter(
      (pair) =>
        (isMirroredEvent(pair.link) || (again.has(pair) && pair.link.origin.side === 'office')) &&
        !isFrozen(input, pair) &&
        !spans.has(pair.link.id) &&
        pair.origin.state !== 'gone',
    )
    .map((pair) => ({
      pair,
      span: outward(takenSpan(input, pair, pair.link.origin.base.span)),
      before: seats.get(pair.link.id) ?? [],
    }))
    .sort((a, b) => byStart(a.span, b.span) || (a.pair.link.id < b.pair.link.id ? -1 : 1));
};

/**
 * The neighbours that this run has to lay out anew. A blocker that stands elsewhere than its event goes back, and whoever
 * relied on it there is one of them, too.
 */
export const touchedIn = (laid: Laid): Neighbour[] => {
  const { input, docket } = laid;
  const touched = new Set<Neighbour>();
  const neighbours = neighboursIn(laid);
  const isTouchedBy =
    (parts: readonly Span[]) =>
    ({ span }: Neighbour): boolean =>
      parts.some((part) => overlaps(part, span));
  let stirred = disturbed(laid);
  let fresh = neighbours.filter((one) => isTouchedBy(stirred)(one) || isSeenWhole(input, one.span));
  while (stirred.length > 0 || fresh.length > 0) {
    const unknown = subtract(stirred, input.linked);
    if (unknown.length > 0) docket.wants.links.push(...unknown);
    for (const one of fresh) touched.add(one);
    stirred = fresh.flatMap(({ before, span }) => subtract(before, [span]));
    fresh = neighbours.filter((one) => !touched.has(one) && isTouchedBy(stirred)(one));
  }
  return neighbours.filter((one) => touched.has(one));
};
