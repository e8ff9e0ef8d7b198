import { AUDIT_STEP } from '../core/schedule.ts';
import { enteredSince, partsOf, slicesOf } from '../core/window.ts';
import type { Desk } from './desk.ts';
import { readSlice } from './fullRead.ts';
import { recount } from './counts.ts';
import { reconcile, type Reconciled } from './reconcile.ts';
import type { Lease, RunDeps } from './runDeps.ts';

/** No audit is due later than this after the one before, or after the import. */
const FIRST_AUDIT = 1.5 * AUDIT_STEP;

/**
 * The rolling audit: one slice of the window in full, both sides proven equal under the rules or repaired; and the day
 * that the sliding window brought in. Which slice is next follows from the clock, so nothing has to be remembered.
 */
export const audit = async (deps: RunDeps, desk: Desk, lease: Lease): Promise<Reconciled[]> => {
  const now = deps.clock.now();
  const { longestWindow } = desk.timify;
  const slices = slicesOf(desk.window, now, longestWindow);
  const turn = slices[Math.floor(now / AUDIT_STEP) % slices.length];
  const before = (desk.connection.auditAt ?? now) - FIRST_AUDIT;
  const edge = partsOf(enteredSince(before, desk.window, desk.settings), longestWindow);
  const results: Reconciled[] = [];
  for (const slice of turn ? [turn, ...edge] : edge) {
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
