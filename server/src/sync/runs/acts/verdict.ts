import type { Verdict } from '../../../core/decisions.ts';
import type { Applied } from '../apply.ts';
import { reconcile } from '../reconcile.ts';
import { forSeries } from '../seriesVerdicts.ts';
import { done, nothingRead, refused, type ActRun, type Result } from './act.ts';

/** How many writes went through, and how many did not or were not tried: "nothing has been changed" is no guess then. */
const countsOf = ({ outcomes }: Applied): { writes: number; failed: number } => {
  const writes = outcomes.filter(({ state }) => state === 'done').length;
  return { writes, failed: outcomes.length - writes };
};

/** What a person decided about a conflict. It may have closed meanwhile: then nothing is done. */
export const carryOutVerdict = async (
  { deps, desk, act, lease }: ActRun,
  verdict: Verdict,
): Promise<Result> => {
  const conflict = await deps.store.conflicts.get(desk.connection.id, verdict.conflictId);
  if (!conflict) return refused('not_found');
  if (conflict.closedAt !== null) return done({ closed: conflict.closedBy });
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
