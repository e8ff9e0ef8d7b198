import { Fault, passes } from '../../../core/fault.ts';
import { keep } from '../../connectionState.ts';
import type { Progress } from '../../documents.ts';
import { pairsBeyond, readBeyond } from '../beyondWindow.ts';
import { readNextSlices } from '../fullRead.ts';
import { entryOf } from '../logEntry.ts';
import { reconcile } from '../reconcile.ts';
import { done, type ActRun, type Result } from './act.ts';
import { linesOfAct } from './linesOfAct.ts';

type Level = 'connection' | 'company';

/** One line for the whole act, through which all of it can be taken back. */
const noteApplied = async ({ deps, desk, act, lease }: ActRun, level: Level): Promise<void> => {
  const lines = await linesOfAct(deps.store, act);
  await deps.store.commit({
    connectionId: desk.connection.id,
    fence: lease.fence,
    log: [
      entryOf(deps, desk, {
        linkId: '',
        event: 'settings-applied',
        side: 'office',
        item: '',
        span: desk.window,
        rule: 'settings-applied',
        setting: null,
        was: null,
        back: lines.length > 0 ? { kind: 'act', act: act.id, level } : null,
        conflictId: null,
        outcome: 'done',
      }),
    ],
  });
};

/** Kept, so that whoever looks in later sees it as well. */
const tellHowFar = async (run: ActRun, progress: Progress): Promise<void> => {
  const { deps, desk } = run;
  await keep(run, { progress });
  const { tenantId, id } = desk.connection;
  deps.bus.publish({ tenantId, companyId: desk.company.id, connectionId: id, kind: 'progress' });
};

/** A pause in the middle of it stops it before the next slices. */
const isPausedNow = async ({ deps, desk }: ActRun): Promise<boolean> => {
  const present = await deps.store.connections.get(desk.connection.id);
  if (present?.state !== 'paused') return false;
  const { state, stateSince } = present;
  desk.connection = { ...desk.connection, state, stateSince };
  return true;
};

/** What stands beyond the window is decided with it: nothing is kept in step there. Returns the writes. */
const applyBeyond = async ({ deps, desk, act, lease }: ActRun): Promise<number> => {
  let writes = 0;
  for (const links of await pairsBeyond(deps, desk)) {
    const matter = { ...(await readBeyond(desk, links)), reapply: true, act: act.id };
    const { applied, plan } = await reconcile(deps, desk, matter, lease);
    if (applied.fault) throw applied.fault;
    writes += plan.writes.length;
  }
  return writes;
};

/**
 * Every link is decided anew under the settings in force: the whole window, read and planned with `reapply`. Null: it
 * was paused meanwhile; from the start again when it is resumed.
 */
export const applySettings = async (run: ActRun, level: Level): Promise<Result | null> => {
  const { deps, desk, act, lease } = run;
  await tellHowFar(run, { phase: 'none', done: 0, total: 0, doneUntil: null, applying: true });
  const end = async (): Promise<void> => {
    await noteApplied(run, level);
    await tellHowFar(run, { ...desk.connection.progress, phase: 'done' });
  };
  let writes = 0;
  try {
    for (;;) {
      const step = await readNextSlices(deps, desk, lease, { reapply: true, act: act.id });
      writes += step.results.reduce((sum, result) => sum + result.plan.writes.length, 0);
      if (step.done >= step.total) break;
      if (await isPausedNow(run)) return null;
    }
    writes += await applyBeyond(run);
  } catch (error) {
    // What was done until then can be taken back, too.
    if (error instanceof Fault && !passes(error)) await end();
    throw error;
  }
  await end();
  return done({ writes });
};
