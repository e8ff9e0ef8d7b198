import { heldUnits } from '../../core/brake.ts';
import type { Aftermath } from '../../core/outcomes.ts';
import type { Link } from '../../core/links.ts';
import type { Plan } from '../../core/planned.ts';
import type { PlanInput } from '../../core/planInput.ts';
import type { Desk } from '../desk.ts';
import type { RunDeps } from '../runDeps.ts';

/** After a crash nobody knows which links were counted, and acts end many at once: count them. */
export const recount = async (deps: Pick<RunDeps, 'store'>, desk: Desk): Promise<void> => {
  const counts = await deps.store.links.counts(desk.connection.id);
  await deps.store.connections.set(desk.connection.id, { counts });
  desk.connection = { ...desk.connection, counts };
};

const kindsOf = (link: Link): { linked: number; covered: number; skipped: number } => ({
  linked: link.decision.kind === 'skipped' ? 0 : 1,
  covered: link.decision.kind === 'covered' ? 1 : 0,
  skipped: link.decision.kind === 'skipped' ? 1 : 0,
});

/** Counts move with the links that moved; the audit counts them anew. */
export const countsAfter = (
  desk: Desk,
  input: PlanInput,
  after: Aftermath,
  answer: Plan,
): Desk['connection']['counts'] => {
  const counts = { ...desk.connection.counts, held: answer.hold ? heldUnits(answer.hold) : 0 };
  const old = new Map(input.links.map((link) => [link.id, link]));
  const add = (link: Link | undefined, sign: 1 | -1): void => {
    if (!link) return;
    const kinds = kindsOf(link);
    counts.linked += sign * kinds.linked;
    counts.covered += sign * kinds.covered;
    counts.skipped += sign * kinds.skipped;
  };
  for (const link of after.links) {
    add(old.get(link.id), -1);
    add(link, 1);
  }
  for (const id of after.unlink) add(old.get(id), -1);
  counts.conflicts += after.conflicts.reduce(
    (sum, conflict) => sum + (conflict.closedAt === null ? 1 : -1),
    0,
  );
  return counts;
};
