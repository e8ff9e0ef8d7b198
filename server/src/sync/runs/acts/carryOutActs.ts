import { Fault, passes } from '../../../core/fault.ts';
import { deskOf, type Desk } from '../../desk.ts';
import type { Act, CalendarCursor } from '../../documents.ts';
import type { Lease, RunDeps } from '../../runDeps.ts';
import { refused, type ActRun, type Result } from './act.ts';
import { applySettings } from './applySettings.ts';
import { deactivate } from './deactivate.ts';
import { hasToWait } from './hasToWait.ts';
import { markCopies } from './markCopies.ts';
import { confirmHold, refuseHold } from './hold.ts';
import { releaseCopies } from './releaseCopies.ts';
import { undoLog } from './undoLog.ts';
import { carryOutVerdict } from './verdict.ts';
import { withNotice } from './withNotice.ts';

/** Null: it was interrupted by a pause, and goes on when the connection is resumed. */
const carryOut = (run: ActRun): Promise<Result | null> => {
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
    case 'mark-copies':
      return markCopies(run);
    case 'undo-log':
      return undoLog(run, request);
    case 'self-test':
      // Never waits for a run: the process that was asked does it (see selfTest/).
      return Promise.resolve(refused('unexpected'));
  }
};

/** Acts about many items: where a service is away for a while they wait and are gone on with, nothing is done twice. */
const LONG: readonly Act['request']['kind'][] = [
  'apply-settings',
  'deactivate',
  'release-copies',
  'mark-copies',
];

const answered = async (run: ActRun): Promise<Result | null> => {
  const isOver = run.desk.connection.state === 'deactivated';
  if (isOver && run.act.request.kind !== 'deactivate') return refused('deactivated');
  try {
    return await carryOut(run);
  } catch (error) {
    if (!(error instanceof Fault) || (LONG.includes(run.act.request.kind) && passes(error))) throw error;
    return refused(error.kind, { requestId: error.requestId });
  }
};

/**
 * The desk as it is by now. Whoever wishes an act has changed settings or calendars before, maybe after this run had
 * read them: read anew once the acts are known, they are those that the acts are about.
 */
const readAnew = async (deps: RunDeps, desk: Desk): Promise<void> => {
  const connection = await deps.store.connections.get(desk.connection.id);
  const company = await deps.store.companies.get(desk.company.id);
  if (connection && company?.tenantId === connection.tenantId)
    Object.assign(desk, deskOf(deps, company, connection));
};

/**
 * What people decided, carried out by the run like everything else. An act is answered once: with its result, or with
 * the fault that stopped it. A crash in between leaves it waiting, and it is carried out by the next run. Tells whether
 * some have to wait until the connection is resumed, or the company has agreed.
 */
export const carryOutActs = async (
  deps: RunDeps,
  desk: Desk,
  rows: readonly CalendarCursor[],
  lease: Lease,
): Promise<{ waiting: boolean }> => {
  let waiting = false;
  const acts = await deps.store.acts.waiting(desk.connection.id);
  if (acts.length > 0) await readAnew(deps, desk);
  for (const act of acts) {
    const result = hasToWait(act.request, desk.connection, desk.company)
      ? null
      : await withNotice(deps, desk, () => answered({ deps, desk, rows, act, lease }));
    waiting ||= result === null;
    if (result)
      await deps.store.commit({
        connectionId: desk.connection.id,
        fence: lease.fence,
        acts: [{ ...act, result }],
      });
  }
  return { waiting };
};
