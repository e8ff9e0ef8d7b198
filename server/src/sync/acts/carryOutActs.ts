import { Fault } from '../../core/fault.ts';
import type { Desk } from '../desk.ts';
import type { CalendarCursor } from '../documents.ts';
import type { Lease, RunDeps } from '../runDeps.ts';
import { refused, type ActRun, type Result } from './act.ts';
import { applySettings } from './applySettings.ts';
import { deactivate } from './deactivate.ts';
import { confirmHold, refuseHold } from './hold.ts';
import { releaseCopies } from './releaseCopies.ts';
import { undoLog } from './undoLog.ts';
import { carryOutVerdict } from './verdict.ts';

const carryOut = (run: ActRun): Promise<Result> => {
  const { request } = run.act;
  switch (request.kind) {
    case 'verdict':
      return carryOutVerdict(run, request.verdict);
    case 'confirm-hold':
      return confirmHold(run);
    case 'refuse-hold':
      return refuseHold(run);
    case 'apply-settings':
      return applySettings(run, request.level);
    case 'deactivate':
      return deactivate(run, request.copies);
    case 'release-copies':
      return releaseCopies(run, request.copies);
    case 'undo-log':
      return undoLog(run, request);
  }
};

/**
 * What people decided, carried out by the run like everything else. An act is answered once: with its result, or with
 * the fault that stopped it. A crash in between leaves it waiting, and it is carried out by the next run.
 */
export const carryOutActs = async (
  deps: RunDeps,
  desk: Desk,
  rows: readonly CalendarCursor[],
  lease: Lease,
): Promise<void> => {
  for (const act of await deps.store.acts.waiting(desk.connection.id)) {
    let result: Result;
    try {
      result = await carryOut({ deps, desk, rows, act, lease });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      result = refused(error.kind, { requestId: error.requestId });
    }
    await deps.store.commit({
      connectionId: desk.connection.id,
      fence: lease.fence,
      acts: [{ ...act, result }],
    });
  }
};
