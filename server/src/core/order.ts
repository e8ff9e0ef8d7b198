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
  const steps = [deletes, ...untangled(updates, spanNow), creates];
  return steps.filter((step) => step.length > 0).map((step) => step.map(({ index }) => index));
};

interface Entry {
  write: Write;
  index: number;
}

const untangled = (updates: Entry[], spanNow: (write: Write) => Span | null): Entry[][] => {
  const steps: Entry[][] = [];
  let waiting = updates;
  while (waiting.length > 0) {
    const ready = waiting.filter(
      (entry) => !waiting.some((other) => other !== entry && blocks(other, entry, spanNow)),
    );
    // A ring of moves: no order avoids the overlap, so all go at once. Where TIMIFY takes none, they stay refused until
    // somebody moves one of them (test/scenarios/repeated-hour.test.ts).
    const step = ready.length > 0 ? ready : waiting;
    steps.push(step);
    waiting = waiting.filter((entry) => !step.includes(entry));
  }
  return steps;
};

/** `other` still sits where `entry` wants to go. */
const blocks = (other: Entry, entry: Entry, spanNow: (write: Write) => Span | null): boolean => {
  if (other.write.side !== 'timify' || entry.write.side !== 'timify' || entry.write.op !== 'update')
    return false;
  const target = entry.write.content.span;
  const seat = spanNow(other.write);
  return target !== undefined && seat !== null && overlaps(target, seat);
};
