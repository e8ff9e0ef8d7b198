import type { Conflict, Verdict } from '../../../core/decisions.ts';
import type { Applied } from '../apply.ts';
import { reconcile } from '../reconcile.ts';
import { forSeries } from '../seriesVerdicts.ts';
import { done, nothingRead, refused, type ActRun, type Result } from './act.ts';

/** How many writes went through, and how many did not or were not tried: "nothing has been changed" is no guess then. */
const countsOf = ({ outcomes }: Applied): { writes: number; failed: number } => {
  const writes = outcomes.filter(({ state }) => state === 'done').length;
  return { writes, failed: outcomes.length - writes };
};

const LINES = 50;

/** Whether it was closed by this very act, in a run that died before it could answer. */
const wasOurs = async ({ deps, act }: ActRun, { id, office, timify }: Conflict): Promise<boolean> => {
  const of = { connectionId: act.connectionId };
  const lines = await deps.store.log.page(of, null, LINES, { item: (office ?? timify)?.id ?? '' });
  return lines.some((line) => line.act === act.id && line.conflictId === id);
};

/** Somebody else has answered, or its cause is gone: what this person wanted is not what was done. */
const afterwards = async (run: ActRun, conflict: Conflict): Promise<Result> => {
  const { closedBy, closedAt } = conflict;
  return (await wasOurs(run, conflict)) ? done() : refused('already-closed', { closedBy, closedAt });
};

/** What a person decided about a conflict. It may have closed meanwhile: then nothing is done, and that is said. */
export const carryOutVerdict = async (run: ActRun, verdict: Verdict): Promise<Result> => {
  const { deps, desk, act, lease } = run;
  const conflict = await deps.store.conflicts.get(desk.connection.id, verdict.conflictId);
  if (!conflict) return refused('not_found');
  if (conflict.closedAt !== null) return afterwards(run, conflict);
  const { verdicts, ignoredSeries } = await forSeries(deps, desk, verdict);
  const matter = { ...nothingRead(desk), verdicts, act: act.id };
  const result = await reconcile(deps, desk, matter, lease, () =>
    ignoredSeries ? { connection: { ignoredSeries } } : {},
  );
  const facts = countsOf(result.applied);
  const { fault, outcomes } = result.applied;
  if (fault) return refused(fault.kind, { ...facts, requestId: fault.requestId });
  const failed = outcomes.find((outcome) => outcome.state === 'failed');
  if (failed) return refused(failed.kind, facts);
  const [refusal] = result.plan.refusals;
  if (refusal) return refused(refusal.why, facts);
  const after = await deps.store.conflicts.get(desk.connection.id, verdict.conflictId);
  const stays = after !== null && after.closedAt === null;
  const other = result.aftermath.conflicts.find(
    (one) => one.closedAt === null && one.linkId === verdict.linkId,
  );
  if (stays || other) return refused(other?.kind ?? conflict.kind, facts);
  return done({ ...facts, mails: verdict.notify ? 1 : 0 });
};
