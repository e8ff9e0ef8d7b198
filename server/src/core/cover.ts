import type { Availability, Span } from './items.ts';
import type { Mirror } from './links.ts';
import { byStart, inside, outward, overlaps, sameSpan, subtract, union } from './spans.ts';

/** What one event needs of TIMIFY's time, and why it gets no more. */
export interface Pieces {
  /** Spans to block, on the grid, disjoint from all that is taken. */
  pieces: Span[];
  /** The whole event on the grid. */
  wanted: Span;
  /** Parts outside bookable times; nobody can book there. */
  unbookable: Span[];
  /** Bookings and foreign blockers in the way. */
  collisions: { id: string; span: Span }[];
}

/**
 * The parts of an event that must be blocked: bookable, and not yet held by a booking or by another blocker of ours.
 * Foreign time is never overwritten; our own is never held twice (`covered`).
 */
export const piecesFor = (
  event: Span,
  world: {
    availability: Availability;
    foreign: readonly { id: string; span: Span }[];
    ours: readonly Span[];
  },
): Pieces => {
  const wanted = outward(event);
  const { bookable: times, blocked = [] } = world.availability;
  const open = times === 'always' ? [wanted] : union([...times, ...blocked.map(({ span }) => span)]);
  const bookable = inside([wanted], open);
  const foreign = [...world.foreign, ...blocked];
  const collisions = foreign.filter(
    (item) => overlaps(item.span, event) && bookable.some((part) => overlaps(part, item.span)),
  );
  const free = subtract(bookable, [...foreign.map((item) => item.span), ...world.ours]);
  return { pieces: free.map(outward), wanted, unbookable: subtract([wanted], bookable), collisions };
};

export interface Matching {
  keep: Mirror[];
  move: { mirror: Mirror; span: Span }[];
  create: Span[];
  remove: Mirror[];
}

/** Which mirror takes which piece, with as few writes as possible: equal ones stay, overlapping ones move, the rest. */
export const matchPieces = (mirrors: readonly Mirror[], pieces: readonly Span[]): Matching => {
  const left = [...pieces].sort(byStart);
  const take = (fits: (piece: Span) => boolean): Span | null => {
    const at = left.findIndex(fits);
    return at < 0 ? null : (left.splice(at, 1)[0] ?? null);
  };
  const keep = mirrors.filter((mirror) => take((piece) => sameSpan(piece, mirror.base.span)) !== null);
  const rest = mirrors.filter((mirror) => !keep.includes(mirror));
  const move: Matching['move'] = [];
  for (const mirror of rest) {
    const piece = take((one) => overlaps(one, mirror.base.span));
    if (piece) move.push({ mirror, span: piece });
  }
  for (const mirror of rest.filter((one) => !move.some((pair) => pair.mirror === one))) {
    const piece = take(() => true);
    if (piece) move.push({ mirror, span: piece });
  }
  return {
    keep,
    move,
    create: left,
    remove: rest.filter((mirror) => !move.some((pair) => pair.mirror === mirror)),
  };
};
