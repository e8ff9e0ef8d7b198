import { Fault, type FaultKind } from '../../core/fault.ts';
import type { Outcome } from '../../core/outcomes.ts';
import type { Item } from '../../core/items.ts';
import type { Plan, Write } from '../../core/planned.ts';
import { inSteps, seatsOf, withholding } from '../../core/order.ts';
import type { PlanInput } from '../../core/planInput.ts';
import type { Desk } from '../desk.ts';
import type { Lease, RunDeps } from '../runDeps.ts';

/** Writes under way at once; Graph allows four per mailbox, and TIMIFY tells no limit. */
const LANES = 4;

/** These concern the whole run, not one item: what is left stays for the next run. `refusedSide` knows one more. */
const ENDS_THE_RUN: readonly FaultKind[] = [
  'throttled',
  'unavailable',
  'sign-in-required',
  'consent-required',
  'credentials',
  'mailbox-unsupported',
  'quota',
];

export interface Applied {
  outcomes: Outcome[];
  /** What ended the run before its writes were through. */
  fault: Fault | null;
}

const send = (desk: Desk, write: Write): Promise<Item | null> => {
  const side = write.side === 'office' ? desk.office : desk.timify;
  if (write.op === 'delete') return side.remove(write).then(() => null);
  if (write.op === 'update') return side.update(write);
  return side.create({ ...write, transactionId: `${write.marker}@${write.intentAt.toString(36)}` });
};

/**
 * Carries out a plan's writes in their order, up to four side by side. Intents were stored before. The lease is checked
 * before each write; an item's own failure stays its own; a fault of the service ends the run where it is.
 */
export const apply = async (
  deps: Pick<RunDeps, 'metrics'>,
  desk: Desk,
  plan: Plan,
  input: PlanInput,
  lease: Lease,
): Promise<Applied> => {
  const outcomes: Outcome[] = plan.writes.map(() => ({ state: 'untried' }));
  const applied: Applied = { outcomes, fault: null };
  const denials = new Map<number, Fault>();
  const seatOf = seatsOf(input.links);
  const isWithheld = withholding(plan.writes, seatOf);
  const one = async (index: number): Promise<void> => {
    const write = plan.writes[index];
    if (!write || applied.fault) return;
    if (isWithheld(index, outcomes)) {
      outcomes[index] = { state: 'withheld' };
      return;
    }
    lease.check();
    try {
      outcomes[index] = { state: 'done', item: await send(desk, write) };
      deps.metrics.write({ side: write.side, op: write.op, outcome: 'done' });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      deps.metrics.write({ side: write.side, op: write.op, outcome: 'failed' });
      deps.metrics.fault({ service: error.service, kind: error.kind });
      if (ENDS_THE_RUN.includes(error.kind)) applied.fault = error;
      else outcomes[index] = { state: 'failed', kind: error.kind };
      if (error.kind === 'permission-missing') denials.set(index, error);
    }
  };
  for (const step of inSteps(plan.writes, seatOf)) await inLanes(step, one);
  const refused = refusedSide(plan.writes, outcomes, denials);
  for (const index of refused) outcomes[index] = { state: 'untried' };
  applied.fault ??= refused.flatMap((index) => denials.get(index) ?? [])[0] ?? null;
  return applied;
};

/** What stands where people put it may be closed to us by itself; where our copies go, one refusal speaks for all. */
const isOfCopies = (write: Write | undefined): boolean =>
  write !== undefined && (write.op === 'create' || write.target !== 'origin');

/**
 * The writes of a side that lets us write nothing at all: each one tried was denied, copies among them. That is no matter
 * of the items, so nothing is said of them and the run ends with the fault (scenario S-122).
 */
const refusedSide = (
  writes: readonly Write[],
  outcomes: readonly Outcome[],
  denials: ReadonlyMap<number, Fault>,
): number[] =>
  (['office', 'timify'] as const).flatMap((side) => {
    const tried = [...writes.keys()].filter(
      (index) =>
        writes[index]?.side === side && ['done', 'failed'].includes(outcomes[index]?.state ?? 'untried'),
    );
    const isRefused =
      tried.every((index) => denials.has(index)) && tried.some((index) => isOfCopies(writes[index]));
    return isRefused ? tried : [];
  });

/**
 * Where one ends in an error nothing more is begun. The error is told once nothing is under way any more: a run that is
 * left to others writes nothing beside them.
 */
const inLanes = async (indexes: readonly number[], one: (index: number) => Promise<void>): Promise<void> => {
  const queue = [...indexes];
  const lane = async (): Promise<void> => {
    for (let index = queue.shift(); index !== undefined; index = queue.shift()) await one(index);
  };
  const stopping = (error: unknown): never => {
    queue.length = 0;
    throw error;
  };
  const lanes = Array.from({ length: Math.min(LANES, queue.length) }, () => lane().catch(stopping));
  await Promise.allSettled(lanes);
  await Promise.all(lanes);
};
