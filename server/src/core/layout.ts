import type { Docket } from './docket.ts';
import { originSpanAfter, refuse, type Case } from './judgement.ts';
import { keptBy } from './departure.ts';
import { piecesFor, type Pieces } from './cover.ts';
import type { Appointment, Item, Span } from './items.ts';
import type { Part } from './links.ts';
import { hasGaps } from './fingerprint.ts';
import { touchedIn } from './neighbours.ts';
import { mayBeCopy, withoutCopied, type Foreign } from './sharedBookings.ts';
import { byDay } from './normalise.ts';
import type { Pair } from './pairs.ts';
import type { PlanInput } from './planInput.ts';
import { bookingSpans } from './project.ts';
import { byStart, coveredBy, DAY, inside, outward, overlaps, sameSpan, shifted, subtract } from './spans.ts';
import { busyAt, eventSpan, takenSpan } from './takenTimes.ts';

/** Where the mirrors of each link are to be. A link that is not in it keeps its mirrors where they are. */
export interface Layout {
  spans: Map<string, Span[]>;
  /** For blockers: what cut the event's time. */
  cuts: Map<string, Pieces>;
  /** For bookings whose preparation and follow-up are events of their own. */
  buffers: Map<string, Record<'before' | 'after', Span[]>>;
  /** Neighbours whose pieces changed because others made or left room. */
  recovered: Pair[];
  /** Markers of blockers that can't be moved, since another is to come where they are and they where it is. */
  rings: Set<string>;
}

/** What of its time nobody else can take: one that a person cut apart leaves the gaps to others. */
const heldBy = (item: Item): Span[] =>
  item.side === 'timify' && hasGaps(item) ? item.slices.map(({ busy }) => busy) : [item.span];

/**
 * Where the blockers of an event really stand. One that was not looked at is believed only where TIMIFY's answer does not
 * reach: a copy that somebody took away, and that a person is still asked about, holds no time.
 */
const seatsIn = ({ known, timify }: PlanInput): ((pair: Pair) => Span[]) => {
  const seen = new Map([...known.appointments, ...timify.items].map((item) => [item.id, item]));
  return (pair) =>
    pair.mirrors.flatMap(({ mirror, end }) => {
      if (end.state === 'gone') return [];
      const item = end.item ?? (mirror.id === null ? undefined : seen.get(mirror.id));
      if (item) return heldBy(item);
      const isMissing = mirror.id !== null && known.spans.some((one) => overlaps(one, mirror.base.span));
      return isMissing ? [] : [mirror.base.span];
    });
};

/**
 * A blocker that stands elsewhere than we left it, or cut apart, or nowhere: somebody has just moved it or taken it away,
 * and word of that is still on its way. What they did is looked at before anything is written over it.
 */
const strayed = ({ known }: PlanInput, pair: Pair): string[] =>
  pair.mirrors.flatMap(({ mirror, end }) => {
    const { id, base } = mirror;
    if (id === null || end.state !== 'unseen' || !coveredBy(base.span, known.spans)) return [];
    const item = known.appointments.find((one) => one.id === id);
    return item && sameSpan(item.span, base.span) && !hasGaps(item) ? [] : [id];
  });

/** What is read before an event's blockers move: where they stand, too, where that is near. */
const sightOf = (wanted: Span, pair: Pair): Span => {
  const bases = pair.mirrors.flatMap(({ mirror, end }) => (end.state === 'unseen' ? mirror.base.span : []));
  const all = {
    start: Math.min(wanted.start, ...bases.map(({ start }) => start)),
    end: Math.max(wanted.end, ...bases.map(({ end }) => end)),
  };
  return all.end - all.start <= NEAR ? all : wanted;
};

/** Whether this case says anew where its mirrors have to be. Settings that are applied do, whatever else is written. */
const isPlaced = (input: PlanInput, one: Case): boolean => {
  const { mirror, conflict, origin } = one.judgement;
  if (conflict || mirror === 'leave' || mirror === 'delete') return false;
  return (
    one.isNew ||
    one.undo !== null ||
    // Meanwhile it was nobody's, and was put wherever a person liked.
    keptBy(one.pair.link) !== null ||
    mirror === 'restore' ||
    mirror === 'back' ||
    origin !== null ||
    one.pair.origin.difference.time ||
    one.pair.origin.difference.meaning ||
    input.reapply ||
    one.judgement.rule === 'zone-changed' ||
    one.pair.link.unwritten === true ||
    one.pair.link.mirrors.length === 0 ||
    one.pair.link.mirrors.some((entry) => entry.id === null) ||
    one.pair.mirrors.some(({ end }) => end.difference.time)
  );
};

const foreignItems = (input: PlanInput, docket: Docket): Foreign[] => {
  const pairs = [...docket.cases.map((one) => one.pair), ...docket.neighbours];
  const ours = new Set(
    pairs
      .filter((pair) => pair.link.origin.side === 'office')
      .flatMap((pair) => pair.link.mirrors.flatMap((mirror) => mirror.id ?? [])),
  );
  const moved = new Map(docket.cases.map((one) => [one.pair.link.origin.id, one.judgement.origin]));
  const newest = new Map<string, Appointment>();
  for (const item of [...input.known.appointments, ...input.timify.items]) newest.set(item.id, item);
  for (const id of input.timify.removed) newest.delete(id);
  return [...newest.values()].flatMap((item) => {
    if (ours.has(item.id) || item.isHeld) return [];
    const act = moved.get(item.id);
    if (act?.op === 'delete') return [];
    const to = act?.op === 'move' ? act.span : item.span;
    return busyAt(item, to).map((span) => ({ id: item.id, span, resourceIds: item.resourceIds }));
  });
};

/** Read in one call with what is wanted anyway. */
const NEAR = 2 * DAY;

interface Bench {
  input: PlanInput;
  docket: Docket;
  layout: Layout;
  foreign: Foreign[];
  /** Where our blockers are or will be, per link. */
  seats: Map<string, Span[]>;
}

const place = (bench: Bench, pair: Pair, span: Span): void => {
  const { input, docket, layout, seats } = bench;
  const { timeZone } = input.connection;
  const taken = takenSpan(input, pair, span);
  const wanted = outward(taken);
  if (!coveredBy(wanted, input.known.spans)) docket.wants.spans.push(sightOf(wanted, pair));
  if (!coveredBy(wanted, input.linked)) docket.wants.links.push(wanted);
  seats.delete(pair.link.id);
  const ours = [...seats.values()].flat().filter((seat) => overlaps(seat, wanted));
  const { copied, foreign } = withoutCopied(input, pair, bench.foreign);
  if (mayBeCopy(input, pair, wanted, foreign)) docket.wants.office.push(pair.link.origin.id);
  const world = { availability: input.availability, foreign, ours: [...ours, ...copied] };
  const cut = piecesFor(eventSpan(pair, span, timeZone), world);
  const isShift = input.settings.blocker === 'timeshift' && cut.pieces.length > 0;
  // A time shift stands in one local day (timify §1.8): a piece for each, so that every row is a create of its own.
  const pieces = isShift
    ? piecesFor(taken, world).pieces.flatMap((piece) => byDay(piece, timeZone))
    : cut.pieces;
  seats.set(pair.link.id, pieces);
  layout.spans.set(pair.link.id, pieces);
  layout.cuts.set(pair.link.id, cut);
};

const leave = ({ layout, seats }: Bench, { link }: Pair, before: Span[]): void => {
  layout.spans.delete(link.id);
  seats.set(link.id, before);
};

const isAdopted = ({ link }: Pair): boolean => link.decision.kind === 'adopted';

/** Whether a person made it beside its event, and it holds all of the event's time. */
const isWhole = (pair: Pair, span: Span, seats: Span[]): boolean =>
  isAdopted(pair) && coveredBy(outward(span), seats);

/**
 * What a person made beside an event, and what holds all of its time, stays as it is: what falls on it is told, and cuts
 * nothing. One that was cut, since its event was moved onto a booking, grows again like any other.
 */
const leaveWhole = (bench: Bench, pair: Pair, span: Span, before: Span[]): void => {
  if (!isWhole(pair, span, before)) return;
  leave(bench, pair, before);
  const cut = bench.layout.cuts.get(pair.link.id);
  // It holds the time outside the working hours, too.
  if (cut) bench.layout.cuts.set(pair.link.id, { ...cut, unbookable: [] });
};

/** What was found beside an event is not moved for being found; what falls on it is told at once. */
const layFound = (bench: Bench, { pair }: Case): void => {
  const before = bench.seats.get(pair.link.id) ?? [];
  place(bench, pair, pair.link.origin.base.span);
  leaveWhole(bench, pair, pair.link.origin.base.span, before);
  leave(bench, pair, before);
};

const layNeighbours = (bench: Bench): void => {
  const { input, docket, layout, seats } = bench;
  const touched = touchedIn({ input, docket, spans: layout.spans, seats });
  for (const { pair, span, before } of touched) seats.set(pair.link.id, inside(before, [span]));
  for (const { pair, before } of touched) {
    place(bench, pair, pair.link.origin.base.span);
    leaveWhole(bench, pair, pair.link.origin.base.span, before);
    const after = seats.get(pair.link.id) ?? [];
    const same = subtract(before, after).length === 0 && subtract(after, before).length === 0;
    // A conflict of its own may have lost its cause, though no blocker has to move for that.
    const asked = input.conflicts.some(({ linkId }) => linkId === pair.link.id);
    if (!same || asked || layout.cuts.get(pair.link.id)?.collisions.length) layout.recovered.push(pair);
  }
};

/** Where every mirror has to be after this run. Deterministic: the order of what was read does not matter. */
export const lay = (input: PlanInput, docket: Docket): Layout => {
  const layout: Layout = {
    spans: new Map(),
    cuts: new Map(),
    buffers: new Map(),
    recovered: [],
    rings: new Set(),
  };
  const seats = new Map<string, Span[]>();
  const seatsOf = seatsIn(input);
  for (const pair of [...docket.neighbours, ...docket.cases.map((one) => one.pair)]) {
    if (pair.link.origin.side === 'office') seats.set(pair.link.id, seatsOf(pair));
  }
  const bench: Bench = { input, docket, layout, foreign: foreignItems(input, docket), seats };
  const placed = docket.cases.filter((one) => isPlaced(input, one));
  const isOnlyApplied = (one: Case): boolean => !isPlaced({ ...input, reapply: false }, one);
  for (const one of docket.cases) {
    const leaves = one.judgement.mirror === 'delete' && !one.judgement.conflict;
    const stays =
      isOnlyApplied(one) && isWhole(one.pair, originSpanAfter(one.pair, one.judgement), seatsOf(one.pair));
    if (leaves || (placed.includes(one) && !stays)) seats.delete(one.pair.link.id);
  }
  const events = placed
    .filter((one) => one.pair.link.origin.side === 'office' && !one.why)
    .map((one) => ({ one, span: originSpanAfter(one.pair, one.judgement) }))
    .sort((a, b) => byStart(a.span, b.span) || (a.one.pair.link.id < b.one.pair.link.id ? -1 : 1));
  for (const { one, span } of events) {
    place(bench, one.pair, span);
    if (isOnlyApplied(one)) leaveWhole(bench, one.pair, span, seatsOf(one.pair));
    docket.wants.timify.push(...strayed(input, one.pair));
  }
  for (const one of placed.filter((entry) => entry.pair.link.origin.side === 'timify' && !entry.why)) {
    const parts = bookingLayout(input, one);
    if (!parts) {
      const { id } = one.pair.link.origin;
      if (input.seen.has(id)) one.judgement = refuse('skip.unreadable');
      else docket.wants.timify.push(id);
      continue;
    }
    layout.spans.set(one.pair.link.id, parts.service);
    layout.buffers.set(one.pair.link.id, parts);
  }
  for (const one of docket.cases) {
    if (one.isNew && isAdopted(one.pair) && one.pair.link.origin.side === 'office') layFound(bench, one);
  }
  layNeighbours(bench);
  return layout;
};

const bookingLayout = (input: PlanInput, one: Case): Record<Part, Span[]> | null => {
  const item = one.pair.origin.item as (Item & Appointment) | null;
  if (!item) return null;
  const by = one.judgement.origin?.op === 'move' ? one.judgement.origin.span : null;
  const shape = (input.reapply ? null : one.pair.link.shape) ?? input.settings;
  const parts = bookingSpans(item, shape);
  if (!by) return parts;
  // The booking moves as a whole; a change of length goes to its end (split bookings are never resized by us).
  const start = by.start - item.span.start;
  const end = by.end - item.span.end;
  return {
    service: parts.service.map((span, index) => ({
      start: span.start + start,
      end: span.end + (index === parts.service.length - 1 ? end : start),
    })),
    before: parts.before.map((span) => shifted(span, start)),
    after: parts.after.map((span) => shifted(span, end)),
  };
};
