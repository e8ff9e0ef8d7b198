import type { Instant, Span } from '../../core/items.ts';
import { AUDIT_STEP } from '../../core/schedule.ts';
import { enteredSince, partsOf } from '../../core/window.ts';
import { keep, type Running } from '../connectionState.ts';
import type { Desk } from '../desk.ts';
import type { Connection } from '../documents.ts';
import { readSlice } from './fullRead.ts';
import { recount } from './counts.ts';
import { reconcile, type Reconciled } from './reconcile.ts';

/** No audit is due later than this after the one before, or after the import. */
const FIRST_AUDIT = 1.5 * AUDIT_STEP;

type Round = NonNullable<Connection['auditRound']>;

/** From the beginning of the window on: how far the round has come, and whether both sides were equal as far as that. */
const roundOf = ({ connection, window }: Desk): Round => {
  const { auditRound } = connection;
  return auditRound && auditRound.doneUntil < window.end
    ? { ...auditRound, doneUntil: Math.max(auditRound.doneUntil, window.start) }
    : { doneUntil: window.start, equal: true };
};

/** What was different is repaired: nothing failed, nothing is held back. What a person has to decide is told elsewhere. */
export const isEqual = ({ plan, applied }: Reconciled): boolean =>
  plan.hold === null && applied.outcomes.every(({ state }) => state === 'done');

/** A whole round over the window is a proof; a part of it is none. */
const afterSlice = (
  desk: Desk,
  round: Round,
  { slice, equal, now }: { slice: Span; equal: boolean; now: Instant },
): Partial<Connection> => {
  const next: Round = { doneUntil: slice.end, equal: round.equal && equal };
  if (next.doneUntil < desk.window.end) return { auditRound: next };
  return { auditRound: null, ...(next.equal ? { provenEqualAt: now } : {}) };
};

/**
 * The rolling audit: one slice of the window in full, both sides proven equal under the rules or repaired; and the day
 * that the sliding window brought in.
 */
export const audit = async (run: Running): Promise<Reconciled[]> => {
  const { deps, desk, lease } = run;
  const now = deps.clock.now();
  const { longestWindow } = desk.timify;
  const round = roundOf(desk);
  const slice = {
    start: round.doneUntil,
    end: Math.min(round.doneUntil + longestWindow, desk.window.end),
  };
  const before = (desk.connection.auditAt ?? now) - FIRST_AUDIT;
  const edge = partsOf(enteredSince(before, desk.window, desk.settings), longestWindow);
  const results: Reconciled[] = [];
  for (const part of [slice, ...edge]) {
    const result = await reconcile(deps, desk, await readSlice(desk, part), lease);
    if (result.applied.fault) throw result.applied.fault;
    results.push(result);
  }
  await recount(deps, desk);
  const found = afterSlice(desk, round, { slice, equal: results.every(isEqual), now });
  await keep(run, { auditAt: now + AUDIT_STEP, ...found });
  return results;
};
