import type { Span } from './items.ts';
import type { Link } from './links.ts';
import { isOriginal, type Outcome } from './outcomes.ts';
import type { Write } from './planned.ts';
import { length, overlaps } from './spans.ts';

/**
 * For each write to a copy whose original is written, too, the index of that one: were the original refused, its copies
 * would stand where it is not. Copies follow only an original that went.
 */
const leadersOf = (writes: readonly Write[]): Map<number, number> => {
  const originals = new Map(
    entriesOf(writes).flatMap(({ write, index }) => (isOriginal(write) ? [[write.linkId, index]] : [])),
  );
  return new Map(
    entriesOf(writes).flatMap(({ write, index }) => {
      const leader = originals.get(write.linkId);
      return leader === undefined || leader === index ? [] : [[index, leader]];
    }),
  );
};

type SeatOf = (write: Write) => Span | null;

/**
 * For each blocker's write the indexes of bookings that are to leave its time: they keep it where TIMIFY does not want them
 * elsewhere, and what they hold is not blocked over.
 */
const leaversOf = (writes: readonly Write[], seatOf: SeatOf): Map<number, number[]> => {
  const leaving = entriesOf(writes).flatMap(({ write, index }) => {
    const seat = write.side === 'timify' && isOriginal(write) ? seatOf(write) : null;
    return seat ? [{ index, seat, linkId: write.linkId }] : [];
  });
  if (leaving.length === 0) return new Map();
  return new Map(
    entriesOf(writes).flatMap(({ write, index }) => {
      if (write.side !== 'timify' || write.op === 'delete' || isOriginal(write)) return [];
      const { span } = write.content;
      const before = leaving.filter((one) => one.linkId !== write.linkId && span && overlaps(one.seat, span));
      return before.length > 0 ? [[index, before.map((one) => one.index)]] : [];
    }),
  );
};

/** Whether a write is withheld, since what it follows or takes the time of did not go. */
export const withholding = (
  writes: readonly Write[],
  seatOf: SeatOf,
): ((index: number, outcomes: readonly Outcome[]) => boolean) => {
  const leaders = leadersOf(writes);
  const leavers = leaversOf(writes, seatOf);
  return (index, outcomes) => {
    const leader = leaders.get(index);
    if (leader !== undefined && outcomes[leader]?.state !== 'done') return true;
    return leavers.get(index)?.some((one) => outcomes[one]?.state === 'failed') ?? false;
  };
};

/**
 * Writes in steps, each of which may run side by side: originals in Office, for which nobody has to make room; what frees
 * time in TIMIFY; moves in such an order that none lands on a slot which another is about to leave, for TIMIFY may refuse
 * what overlaps for a moment only; creates; and at last the copies in Office of bookings that were written, too.
 */
export const inSteps = (writes: readonly Write[], seatOf: SeatOf): number[][] => {
  const leaders = leadersOf(writes);
  const all = entriesOf(writes);
  const isFirst = ({ write }: Entry): boolean => write.side === 'office' && isOriginal(write);
  const isLast = ({ write, index }: Entry): boolean => write.side === 'office' && leaders.has(index);
  const rest = all.filter((entry) => !isFirst(entry) && !isLast(entry));
  const deletes = rest.filter(({ write }) => write.op === 'delete');
  const creates = rest.filter(({ write }) => write.op === 'create');
  const { steps, rings } = untangled(movesOf(rest, seatOf));
  // Of a ring of bookings one goes last; where the others are refused, a person is asked.
  return [all.filter(isFirst), deletes, ...steps, rings, creates, all.filter(isLast)]
    .filter((step) => step.length > 0)
    .map((step) => step.map(({ index }) => index));
};

/**
 * Of each ring of moves, as when two blockers change places, one that can be made anew: no order of moves avoids the
 * overlap, but the others can go once it has left.
 */
export const ringsIn = (writes: readonly Write[], seatOf: SeatOf): Write[] =>
  untangled(movesOf(entriesOf(writes), seatOf))
    .rings.map(({ write }) => write)
    .filter(canLeave);

/** Where the item of a write sits now, for the order of the writes. */
export const seatsOf = (links: readonly Link[]): SeatOf => {
  const byId = new Map(links.map((link) => [link.id, link]));
  return (write) => {
    const link = byId.get(write.linkId);
    if (!link || write.op === 'create') return null;
    return write.target === 'origin'
      ? link.origin.base.busy
      : (link.mirrors.find((mirror) => mirror.marker === write.target)?.base.span ?? null);
  };
};

interface Entry {
  write: Write;
  index: number;
}

const entriesOf = (writes: readonly Write[]): Entry[] => writes.map((write, index) => ({ write, index }));

interface Move extends Entry {
  /** Where it is, and where it goes; null where it stays, or where nothing refuses an overlap. */
  seat: Span | null;
  goal: Span | null;
}

const movesOf = (entries: readonly Entry[], seatOf: (write: Write) => Span | null): Move[] =>
  entries.flatMap(({ write, index }) => {
    if (write.op !== 'update') return [];
    const minds = write.side === 'timify';
    const goal = minds ? (write.content.span ?? null) : null;
    return [{ write, index, seat: minds ? seatOf(write) : null, goal }];
  });

/** Our own blocker can leave by being made anew; a booking cannot. */
const canLeave = (write: Write): boolean =>
  write.side === 'timify' && write.op === 'update' && write.target !== 'origin';

/** For each move those that still sit where it goes. */
const hindrances = (moves: readonly Move[]): Map<Move, Set<Move>> => {
  const seated = moves.flatMap((move) => (move.seat ? [{ move, seat: move.seat }] : []));
  seated.sort((a, b) => a.seat.start - b.seat.start);
  const longest = seated.reduce((most, { seat }) => Math.max(most, length(seat)), 0);
  const firstFrom = (start: number): number => {
    let [low, high] = [0, seated.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((seated[middle]?.seat.start ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const inTheWay = (move: Move): Set<Move> => {
    const { goal } = move;
    const found = new Set<Move>();
    if (!goal) return found;
    for (let at = firstFrom(goal.start - longest); at < seated.length; at += 1) {
      const other = seated[at];
      if (!other || other.seat.start >= goal.end) break;
      if (other.move !== move && overlaps(other.seat, goal)) found.add(other.move);
    }
    return found;
  };
  return new Map(moves.map((move) => [move, inTheWay(move)]));
};

/** From any move that waits, along those it waits for: they come round to one that was there before. */
const ringFrom = (start: Move, waiting: ReadonlyMap<Move, ReadonlySet<Move>>): Move[] => {
  const path: Move[] = [];
  let at: Move | undefined = start;
  while (at && !path.includes(at)) {
    path.push(at);
    at = waiting.get(at)?.values().next().value;
  }
  return at ? path.slice(path.indexOf(at)) : path;
};

const untangled = (moves: readonly Move[]): { steps: Move[][]; rings: Move[] } => {
  const waiting = hindrances(moves);
  const behind = new Map<Move, Move[]>(moves.map((move) => [move, []]));
  for (const [move, others] of waiting) for (const other of others) behind.get(other)?.push(move);
  const steps: Move[][] = [];
  const rings: Move[] = [];
  let ready = moves.filter((move) => waiting.get(move)?.size === 0);
  while (waiting.size > 0) {
    const [first] = waiting.keys();
    if (ready.length > 0) steps.push(ready);
    else if (first) {
      const ring = ringFrom(first, waiting);
      ready = [ring.find(({ write }) => canLeave(write)) ?? ring[0] ?? first];
      rings.push(...ready);
    }
    const freed = new Set<Move>();
    for (const move of ready) {
      waiting.delete(move);
      for (const next of behind.get(move) ?? []) if (waiting.get(next)?.delete(move)) freed.add(next);
    }
    ready = [...freed].filter((move) => waiting.get(move)?.size === 0);
  }
  return { steps, rings };
};
