/** What became of a plan's writes, and what is gathered of it. */
import type { Conflict } from './decisions.ts';
import type { FaultKind } from './fault.ts';
import type { Item, SideName } from './items.ts';
import type { Link, Mirror } from './links.ts';
import type { LogDraft, PairPlan, Plan, Write } from './planned.ts';
import type { PlanInput } from './planInput.ts';

/**
 * What became of one write. `untried`: the run ended before its turn. `withheld`: its original did not go, or a booking
 * whose time it was to take.
 */
export type Outcome =
  | { state: 'done'; item: Item | null }
  | { state: 'failed'; kind: FaultKind }
  | { state: 'untried' }
  | { state: 'withheld' };

/** What is to be kept after the writes, whatever became of them. */
export interface Aftermath {
  links: Link[];
  unlink: string[];
  conflicts: Conflict[];
  /** Open ones with times that are free now. */
  refreshed: Conflict[];
  /** Items to read again in a later run. */
  retry: { side: SideName; id: string }[];
  log: (LogDraft & { outcome: 'done' | 'failed' | 'refused' | 'skipped' | 'noted' })[];
}

/** The plan, what became of its writes, and what is gathered from both. */
export interface Room {
  input: PlanInput;
  plan: Plan;
  outcomes: readonly Outcome[];
  result: Aftermath;
}

/** A write with what became of it. */
export interface Entry {
  write: Write;
  outcome: Outcome;
}

export const writesOf = (room: Room, pair: PairPlan): Entry[] =>
  pair.writes.flatMap((index) => {
    const write = room.plan.writes[index];
    return write ? { write, outcome: room.outcomes[index] ?? { state: 'untried' } } : [];
  });

export const isAbout = (write: Write, mirror: Mirror): boolean =>
  write.op === 'create' ? write.marker === mirror.marker : write.target === mirror.marker;

/** It moves or deletes an original, of either side. */
export const isOriginal = (write: Write): boolean => write.op !== 'create' && write.target === 'origin';

/** Something of a pair was held back for another's sake: a booking whose time it was to take stayed. */
export const isHeldBack = (entries: readonly Entry[]): boolean =>
  entries.some(({ outcome }) => outcome.state === 'withheld') &&
  entries.every(({ write, outcome }) => !isOriginal(write) || outcome.state === 'done');

export const movesOrigin = (write: Write): boolean => write.op === 'update' && write.target === 'origin';
