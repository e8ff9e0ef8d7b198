import { MINUTE } from '../../core/spans.ts';
import { audit } from './audit.ts';
import { hear } from './changes.ts';
import { enter, restartProgress } from '../connectionState.ts';
import type { Desk } from '../desk.ts';
import { giveNotice } from './notices.ts';
import type { CalendarCursor, Claim, Connection, Hint } from '../documents.ts';
import { reconcile, type Reconciled } from './reconcile.ts';
import type { Lease, RunDeps } from '../runDeps.ts';
import { dueAgain, retryDelay, retryHints, summarise, sweepsNow, type RunEnd } from './runEnd.ts';
import { keepSubscriptions, told } from './subscribe.ts';

/** Milliseconds between the doorbell and the write, as far as both are known. */
const lagOf = (deps: RunDeps, claim: Claim, result: Reconciled): Connection['lag'] => {
  const changed = [...result.input.office.items, ...result.input.timify.items].map(
    (item) => item.createdAt ?? 0,
  );
  if (claim.signalledAt === null || result.plan.writes.length === 0) return null;
  const made = Math.max(
    0,
    ...changed.filter((at) => at <= (claim.signalledAt ?? 0) && (claim.signalledAt ?? 0) - at < 10 * MINUTE),
  );
  return { theirs: made > 0 ? claim.signalledAt - made : 0, ours: deps.clock.now() - claim.signalledAt };
};

const noteLag = async (deps: RunDeps, desk: Desk, lag: NonNullable<Connection['lag']>): Promise<void> => {
  deps.metrics.lag({ companyId: desk.company.id, ...lag, at: deps.clock.now() });
  await deps.store.connections.set(desk.connection.id, { lag });
  const { tenantId, companyId, id } = desk.connection;
  deps.bus.publish({ tenantId, companyId, connectionId: id, kind: 'state' });
};

/** The ordinary run: what the hints named, and all calendars where the sweep is due. */
export const liveRun = async (
  deps: RunDeps,
  desk: Desk,
  claim: Claim,
  rows: CalendarCursor[],
  lease: Lease,
): Promise<RunEnd> => {
  const run = { deps, desk, lease };
  const subscriptions = await keepSubscriptions(deps, desk, told(rows, claim.hints, deps.clock.now()), lease);
  const hints = claim.hints.filter((hint) => hint.kind !== 'act' && hint.kind !== 'subscription');
  const fresh: Hint[] = subscriptions.fresh.map((calendarId) => ({ kind: 'calendar', calendarId }));
  const auditDue = desk.connection.auditAt !== null && desk.connection.auditAt <= deps.clock.now();
  const sweeps = sweepsNow(deps, desk, !subscriptions.failed);
  const now = deps.clock.now();
  const heard = await hear(deps, desk, [...hints, ...fresh], subscriptions.rows, sweeps);
  const swept = sweeps && !heard.incomplete ? { sweptAt: now } : {};
  const result = await reconcile(deps, desk, heard, lease, ({ applied }) =>
    applied.fault
      ? {}
      : { cursors: heard.cursors, connection: { lastRunAt: deps.clock.now(), trouble: null, ...swept } },
  );
  const fault = result.applied.fault ?? heard.incomplete;
  if (fault) {
    // What was found out before it is known from now on: nobody would hear of it later.
    await giveNotice(deps, desk, result);
    throw fault;
  }
  if (desk.connection.state !== 'in-step') await enter(run, 'in-step');
  const lag = lagOf(deps, claim, result);
  if (lag) await noteLag(deps, desk, lag);
  await giveNotice(deps, desk, result);
  const audited = auditDue ? await audit(run) : [];
  await giveNotice(deps, desk, ...audited);
  const lost: Hint[] = heard.lost ? [{ kind: 'window' }] : [];
  if (heard.lost) await restartProgress(run);
  const retain = [...retryHints(result, claim.hints), ...lost];
  const dueAt =
    lost.length > 0
      ? now
      : retain.length > 0
        ? now + retryDelay(retain)
        : dueAgain(deps, desk, subscriptions.rows, !subscriptions.failed);
  return {
    dueAt,
    retain,
    lane: lost.length > 0 ? 'import' : 'live',
    summary: summarise([result, ...audited]),
  };
};
