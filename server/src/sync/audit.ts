import { AUDIT_STEP } from '../core/schedule.ts';
import { DAY } from '../core/spans.ts';
import { slicesOf } from '../core/window.ts';
import type { Desk } from './desk.ts';
import { readSlice } from './fullRead.ts';
import { recount } from './counts.ts';
import { reconcile, type Reconciled } from './reconcile.ts';
import type { Lease, RunDeps } from './runDeps.ts';

/**
 * The rolling audit: one slice of the window in full, both sides proven equal under the rules or repaired; and the day
 * that the sliding window brought in. Which slice is next follows from the clock, so nothing has to be remembered.
 */
export const audit = async (deps: RunDeps, desk: Desk, lease: Lease): Promise<Reconciled[]> => {
  const now = deps.clock.now();
  const slices = slicesOf(desk.window, now);
  const turn = slices[Math.floor(now / AUDIT_STEP) % slices.length];
  const edge = { start: desk.window.end - 2 * DAY, end: desk.window.end };
  const results: Reconciled[] = [];
  for (const slice of turn ? [turn, edge] : [edge]) {
    const result = await reconcile(deps, desk, await readSlice(desk, slice), lease);
    if (result.applied.fault) throw result.applied.fault;
    results.push(result);
  }
  await recount(deps, desk);
  const repaired = results.some((result) => result.plan.writes.length > 0);
  await deps.store.connections.set(desk.connection.id, {
    auditAt: now + AUDIT_STEP,
    ...(repaired ? {} : { provenEqualAt: now }),
  });
  return results;
};
