import type { Span } from './items.ts';
import type { Write } from './planned.ts';
import { overlaps } from './spans.ts';

/**
 * Writes in steps, each of which may run side by side: deletions free time first, then moves in such an order that none
 * lands on a slot which another is about to leave, then creates. TIMIFY may refuse what overlaps for a moment only.
 */
export const inSteps = (writes: readonly Write[], spanNow: (write: Write) => Span | null): number[][] => {
  const all = writes.map((write, index) => ({ write, index }));
  const deletes = all.filter(({ write }) => write.op === 'delete');
  const creates = all.filter(({ write }) => write.op === 'create');
  const updates = all.filter(({ write }) => write.op === 'update');
  const { steps: moves, rings } = untangled(updates, spanNow);
  const steps = [deletes, ...moves, rings, creates];
  return steps.filter((step) => step.length > 0).map((step) => step.map(({ index }) => index));
};

interface Entry {
  write: Write;
  index: number;
}

/**
 * Of each ring of moves, as when two blockers change places, one: no order of moves avoids the overlap, but the others can
 * go once it has left.
 */
export const ringsIn = (writes: readonly Write[], spanNow: (write: Write) => Span | null): Write[] => {
  const updates = writes
    .map((write, index) => ({ write, index }))
    .filter(({ write }) => write.op === 'update');
  return untangled(updates, spanNow).rings.map(({ write }) => write);
};

/** Our own blocker can leave by being made anew; a booking cannot. */
const canLeave = ({ write }: Entry): boolean =>
  write.side === 'timify' && write.op === 'update' && write.target !== 'origin';

const untangled = (
  updates: Entry[],
  spanNow: (write: Write) => Span | null,
): { steps: Entry[][]; rings: Entry[] } => {
  const steps: Entry[][] = [];
  const rings: Entry[] = [];
  let waiting = updates;
  while (waiting.length > 0) {
    const ready = waiting.filter(
      (entry) => !waiting.some((other) => other !== entry && blocks(other, entry, spanNow)),
    );
    const leaves = ready.length === 0 ? waiting.find(canLeave) : undefined;
    if (leaves) rings.push(leaves);
    // A ring of bookings: all go at once, and a refusal is tried again.
    else steps.push(ready.length > 0 ? ready : waiting);
    const gone = leaves ? [leaves] : (steps.at(-1) ?? []);
    waiting = waiting.filter((entry) => !gone.includes(entry));
  }
  return { steps, rings };
};

/** `other` still sits where `entry` wants to go. */
const blocks = (other: Entry, entry: Entry, spanNow: (write: Write) => Span | null): boolean => {
  if (other.write.side !== 'timify' || entry.write.side !== 'timify' || entry.write.op !== 'update')
    return false;
  const target = entry.write.content.span;
  const seat = spanNow(other.write);
  return target !== undefined && seat !== null && overlaps(target, seat);
};
