import { AUDIT_STEP, spreadOf } from '../../core/schedule.ts';
import { isEqual } from './audit.ts';
import { hear } from './changes.ts';
import { enter, keep, type Running } from '../connectionState.ts';
import type { Desk } from '../desk.ts';
import { readNextSlices } from './fullRead.ts';
import { tellOwner } from '../mails.ts';
import { giveNotice } from './notices.ts';
import type { CalendarCursor, Connection, Hint } from '../documents.ts';
import { reconcile, type Reconciled } from './reconcile.ts';
import type { Lease, RunDeps } from '../runDeps.ts';
import { dueAgain, bounded, retryDelay, retryHints, summarise, waitsForEnd, type RunEnd } from './runEnd.ts';
import { keepSubscriptions, told } from './subscribe.ts';

/** Bookings that changed while an import goes on: its slices may have passed them already. */
const serveAppointments = async (
  deps: RunDeps,
  desk: Desk,
  hints: readonly Hint[],
  lease: Lease,
): Promise<Reconciled[]> => {
  const named = hints.filter((hint) => hint.kind === 'appointment' && !waitsForEnd(hint));
  if (named.length === 0) return [];
  const heard = await hear(deps, desk, named, [], false);
  const result = await reconcile(deps, desk, heard, lease);
  if (result.applied.fault) throw result.applied.fault;
  if (desk.connection.importedAt !== null) await giveNotice(deps, desk, result);
  return [result];
};

/** Something could not be made equal: this look at the window is no proof, the next round of the audit may be one. */
const noteDifference = (run: Running): Promise<void> =>
  keep(run, { auditRound: { doneUntil: run.desk.window.start, equal: false } });

/**
 * First the cursors, then the import is over: what changed meanwhile is in that round. A cursor that is there goes on, for what
 * left its calendar since is told by it alone.
 */
const finishImport = async (
  deps: RunDeps,
  desk: Desk,
  rows: readonly CalendarCursor[],
  lease: Lease,
): Promise<Reconciled> => {
  const sweptAt = deps.clock.now();
  const heard = await hear(deps, desk, [], rows, true);
  const result = await reconcile(deps, desk, heard, lease, ({ applied }) =>
    applied.fault ? {} : { cursors: heard.cursors },
  );
  const fault = result.applied.fault ?? heard.incomplete;
  if (fault) throw fault;
  const first = desk.connection.importedAt === null;
  const now = deps.clock.now();
  const progress: Connection['progress'] = { ...desk.connection.progress, phase: 'done' };
  await enter({ deps, desk, lease }, 'in-step', {
    progress,
    sweptAt,
    importedAt: desk.connection.importedAt ?? now,
    ...(isEqual(result) && desk.connection.auditRound?.equal !== false ? { provenEqualAt: now } : {}),
    auditRound: null,
    auditAt: Math.round(now + AUDIT_STEP * (0.5 + spreadOf(desk.connection.id))),
  });
  if (first) {
    const { linked, conflicts } = desk.connection.counts;
    await tellOwner(deps, desk, 'connected', { count: String(linked), conflicts: String(conflicts) });
  }
  await giveNotice(deps, desk, result);
  return result;
};

/** Slices that this look has passed already: somebody who wishes a look now means these, too. */
const isUnderWay = ({ connection: { progress } }: Desk): boolean =>
  progress.phase !== 'done' && progress.done > 0;

/** What waits until the look is over: events, which its last round reads, repeats, and the wish for another look. */
const leftForEnd = (hints: readonly Hint[], wishedAgain: boolean): Hint[] =>
  hints.filter((hint) =>
    hint.kind === 'window' ? wishedAgain && !hint.goesOn : hint.kind === 'event' || waitsForEnd(hint),
  );

/** The whole window, slice by slice; between groups the connection queues again behind everybody's live changes. */
export const importRun = async (
  deps: RunDeps,
  desk: Desk,
  rows: CalendarCursor[],
  hints: readonly Hint[],
  lease: Lease,
): Promise<RunEnd> => {
  if (desk.connection.importedAt === null) await enter({ deps, desk, lease }, 'importing');
  const waiting = leftForEnd(hints, isUnderWay(desk));
  const subscriptions = await keepSubscriptions(deps, desk, told(rows, hints, deps.clock.now()), lease);
  const served = await serveAppointments(deps, desk, hints, lease);
  const step = await readNextSlices(deps, desk, lease, { adopt: true });
  // A first import tells at its end; a recovery as it goes.
  if (desk.connection.importedAt !== null) await giveNotice(deps, desk, ...step.results);
  if (!step.results.every(isEqual)) await noteDifference({ deps, desk, lease });
  const failed = [...served, ...step.results].flatMap((result) => retryHints(result, hints));
  const rest = bounded([...waiting, ...failed]);
  if (step.done < step.total) {
    return {
      dueAt: deps.clock.now(),
      retain: [...rest, { kind: 'window', goesOn: true }],
      lane: 'import',
      summary: { slice: step.done, of: step.total, ...summarise(step.results) },
    };
  }
  const last = await finishImport(deps, desk, subscriptions.rows, lease);
  const retain = bounded([...rest, ...retryHints(last, hints)]);
  const isWished = retain.some((hint) => hint.kind === 'window');
  const dueAt =
    retain.length > 0
      ? deps.clock.now() + (isWished ? 0 : Math.min(retryDelay(retain), 1_000))
      : dueAgain(deps, desk, subscriptions.rows, !subscriptions.failed);
  return {
    dueAt,
    retain,
    lane: isWished ? 'import' : 'live',
    summary: { slice: step.done, of: step.total, ...summarise([...step.results, last]) },
  };
};
