import type { SideName } from '../core/model.ts';
import { AUDIT_STEP, nextDue, spreadOf } from '../core/schedule.ts';
import { MINUTE } from '../core/spans.ts';
import { carryOutActs } from './acts.ts';
import { audit } from './audit.ts';
import { hear } from './changes.ts';
import { deskOf, type Desk } from './desk.ts';
import { readNextSlices } from './fullRead.ts';
import type { CalendarCursor, Claim, Connection, Hint, Lane } from './ports.ts';
import { giveNotice, tellOwner } from './notices.ts';
import { reconcile, type Reconciled } from './reconcile.ts';
import type { Lease, RunDeps } from './runDeps.ts';
import { keepSubscriptions } from './subscribe.ts';

/** How a run ends: what the queue has to know. */
export interface RunEnd {
  dueAt: number;
  retain: Hint[];
  lane: Lane;
  /** For the log line. */
  summary: Record<string, unknown>;
}

/** An item that failed is read again this often before the next audit has to find it. */
const MOST_ATTEMPTS = 6;
const NEVER = 8_640_000_000_000_000;

const retryHints = (result: Reconciled, hints: readonly Hint[]): Hint[] => {
  const attempts = new Map(
    hints.flatMap((hint) =>
      hint.kind === 'event' || hint.kind === 'appointment' ? [[hint.id, hint.attempt ?? 0] as const] : [],
    ),
  );
  const hintFor = (side: SideName, id: string): Hint => {
    const attempt = (attempts.get(id) ?? 0) + 1;
    return side === 'office'
      ? { kind: 'event', id, attempt }
      : { kind: 'appointment', id: id.split('/')[0] ?? id, version: null, attempt };
  };
  return result.aftermath.retry
    .map(({ side, id }) => hintFor(side, id))
    .filter((hint) => ('attempt' in hint ? (hint.attempt ?? 0) : 0) <= MOST_ATTEMPTS);
};

const retryDelay = (retain: readonly Hint[]): number =>
  Math.min(...retain.map((hint) => ('attempt' in hint ? 500 * 4 ** ((hint.attempt ?? 1) - 1) : Infinity)));

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

const quiet = (state: Connection['state']): boolean => state === 'paused' || state === 'awaiting-approval';

const dueAgain = (
  deps: RunDeps,
  desk: Desk,
  rows: readonly CalendarCursor[],
  subscribed: boolean,
): number => {
  const renewals = rows.flatMap((row) => (row.subscription ? [row.subscription.renewAt] : []));
  return nextDue({
    now: deps.clock.now(),
    id: desk.connection.id,
    hasShared: !subscribed || desk.connection.calendars.some((calendar) => !calendar.isOwn),
    renewAt: renewals.length > 0 ? Math.max(Math.min(...renewals), deps.clock.now() + 1_000) : null,
    auditAt: desk.connection.auditAt,
    digestAt: desk.connection.digestAt ?? null,
  });
};

const summarise = (results: readonly Reconciled[]): Record<string, unknown> =>
  results.reduce<Record<string, number>>((sum, { plan }) => {
    for (const [name, value] of Object.entries(plan.counts)) sum[name] = (sum[name] ?? 0) + value;
    return sum;
  }, {});

/** States that a run may replace by what it found. */
const OVERRULED: Connection['state'][] = [
  'importing',
  'in-step',
  'syncing',
  'needs-sign-in',
  'permission-missing',
  'mailbox-unsupported',
  'calendar-gone',
  'resource-gone',
  'timify-refused',
  'failing',
];

const enter = async (
  deps: RunDeps,
  desk: Desk,
  state: Connection['state'],
  more: Partial<Connection> = {},
): Promise<void> => {
  const changed = desk.connection.state !== state;
  const values: Partial<Connection> = {
    ...more,
    state,
    trouble: null,
    ...(changed ? { stateSince: deps.clock.now() } : {}),
  };
  // A person may have paused or ended it while this run was under way: their word stands.
  if (!(await deps.store.connections.set(desk.connection.id, values, OVERRULED))) return;
  desk.connection = { ...desk.connection, ...values };
  if (changed)
    deps.bus.publish({
      tenantId: desk.connection.tenantId,
      companyId: desk.company.id,
      connectionId: desk.connection.id,
      kind: 'state',
    });
};

/** First the cursors of a full round, then the import is over: what changed meanwhile is in that round. */
const finishImport = async (
  deps: RunDeps,
  desk: Desk,
  rows: readonly CalendarCursor[],
  lease: Lease,
): Promise<Reconciled> => {
  const blank = rows.map((row) => ({ ...row, cursor: null }));
  const heard = await hear(deps, desk, [], blank, true);
  const result = await reconcile(deps, desk, heard, lease, ({ applied }) =>
    applied.fault ? {} : { cursors: heard.cursors },
  );
  const fault = result.applied.fault ?? heard.incomplete;
  if (fault) throw fault;
  const first = desk.connection.importedAt === null;
  const now = deps.clock.now();
  const progress: Connection['progress'] = { ...desk.connection.progress, phase: 'done' };
  await enter(deps, desk, 'in-step', {
    progress,
    importedAt: desk.connection.importedAt ?? now,
    provenEqualAt: now,
    auditAt: Math.round(now + AUDIT_STEP * (0.5 + spreadOf(desk.connection.id))),
  });
  if (first) {
    const { linked, conflicts } = desk.connection.counts;
    await tellOwner(deps, desk, 'connected', { count: String(linked), conflicts: String(conflicts) });
  }
  await giveNotice(deps, desk, result);
  return result;
};

/** Bookings that changed while an import goes on: its slices may have passed them already. */
const serveAppointments = async (
  deps: RunDeps,
  desk: Desk,
  hints: readonly Hint[],
  lease: Lease,
): Promise<void> => {
  const named = hints.filter((hint) => hint.kind === 'appointment');
  if (named.length === 0) return;
  const heard = await hear(deps, desk, named, [], false);
  const result = await reconcile(deps, desk, heard, lease);
  if (result.applied.fault) throw result.applied.fault;
};

/** The whole window, slice by slice; between groups the connection queues again behind everybody's live changes. */
const importRun = async (
  deps: RunDeps,
  desk: Desk,
  rows: CalendarCursor[],
  hints: readonly Hint[],
  lease: Lease,
): Promise<RunEnd> => {
  if (desk.connection.importedAt === null) await enter(deps, desk, 'importing');
  const subscriptions = await keepSubscriptions(deps, desk, rows, lease);
  await serveAppointments(deps, desk, hints, lease);
  const step = await readNextSlices(deps, desk, lease, { adopt: true });
  const rest = hints.filter((hint) => hint.kind === 'event');
  if (step.done < step.total) {
    return {
      dueAt: deps.clock.now(),
      retain: [...rest, { kind: 'window' }],
      lane: 'import',
      summary: { slice: step.done, of: step.total, ...summarise(step.results) },
    };
  }
  const last = await finishImport(deps, desk, subscriptions.rows, lease);
  const retain = [...rest, ...retryHints(last, hints)];
  const dueAt =
    retain.length > 0
      ? deps.clock.now() + Math.min(retryDelay(retain), 1_000)
      : dueAgain(deps, desk, subscriptions.rows, !subscriptions.failed);
  return {
    dueAt,
    retain,
    lane: 'live',
    summary: { slice: step.done, of: step.total, ...summarise([...step.results, last]) },
  };
};

/** What lifecycle notifications said about subscriptions. */
const told = (rows: readonly CalendarCursor[], hints: readonly Hint[], now: number): CalendarCursor[] =>
  rows.map((row) => {
    const hint = hints.find((one) => one.kind === 'subscription' && one.calendarId === row.calendarId);
    if (hint?.kind !== 'subscription' || !row.subscription) return row;
    const state = hint.gone ? 'gone' : row.subscription.state;
    return { ...row, subscription: { ...row.subscription, renewAt: now, state } };
  });

/** The ordinary run: what the hints named, or a sweep when nothing was named. */
const liveRun = async (
  deps: RunDeps,
  desk: Desk,
  claim: Claim,
  rows: CalendarCursor[],
  lease: Lease,
): Promise<RunEnd> => {
  const subscriptions = await keepSubscriptions(deps, desk, told(rows, claim.hints, deps.clock.now()), lease);
  const hints = claim.hints.filter((hint) => hint.kind !== 'act' && hint.kind !== 'subscription');
  const fresh: Hint[] = subscriptions.fresh.map((calendarId) => ({ kind: 'calendar', calendarId }));
  const auditDue = desk.connection.auditAt !== null && desk.connection.auditAt <= deps.clock.now();
  const heard = await hear(
    deps,
    desk,
    [...hints, ...fresh],
    subscriptions.rows,
    hints.length === 0 && claim.hints.length === 0 && !auditDue,
  );
  const now = deps.clock.now();
  const result = await reconcile(deps, desk, heard, lease, ({ applied }) =>
    applied.fault ? {} : { cursors: heard.cursors, connection: { lastRunAt: now, trouble: null } },
  );
  const fault = result.applied.fault ?? heard.incomplete;
  if (fault) throw fault;
  if (desk.connection.state !== 'in-step') await enter(deps, desk, 'in-step');
  const lag = lagOf(deps, claim, result);
  if (lag) await noteLag(deps, desk, lag);
  await giveNotice(deps, desk, result);
  const audited = auditDue ? await audit(deps, desk, lease) : [];
  const lost: Hint[] = heard.lost ? [{ kind: 'window' }] : [];
  if (heard.lost) await restartProgress(deps, desk);
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

const noteLag = async (deps: RunDeps, desk: Desk, lag: NonNullable<Connection['lag']>): Promise<void> => {
  deps.metrics.lag({ companyId: desk.company.id, ...lag, at: deps.clock.now() });
  await deps.store.connections.set(desk.connection.id, { lag });
};

export const restartProgress = async (deps: RunDeps, desk: Desk): Promise<void> => {
  const progress: Connection['progress'] = { phase: 'none', done: 0, total: 0, doneUntil: null };
  await deps.store.connections.set(desk.connection.id, { progress });
  desk.connection = { ...desk.connection, progress };
};

const asleep = (connection: Connection, claim: Claim): RunEnd => ({
  dueAt: NEVER,
  retain: connection.state === 'deactivated' ? [] : claim.hints,
  lane: 'live',
  summary: { state: connection.state },
});

/**
 * One run of one connection: acts of people first, then either a part of the window (import, recovery) or what was
 * heard. Whatever made it due, this is the only path (design §4).
 */
export const runConnection = async (deps: RunDeps, claim: Claim, lease: Lease): Promise<RunEnd> => {
  const connection = await deps.store.connections.get(claim.id);
  if (!connection) return { dueAt: NEVER, retain: [], lane: 'live', summary: { state: 'unknown' } };
  const company = await deps.store.companies.get(connection.companyId);
  if (!company) return asleep(connection, claim);
  const desk = deskOf(deps, company, connection);
  const acts = claim.hints.some((hint) => hint.kind === 'act');
  const rows = await deps.store.cursors.ofConnection(connection.id);
  if (acts) await carryOutActs(deps, desk, rows, lease);
  if (quiet(desk.connection.state) || desk.connection.state === 'deactivated' || !company.privacy) {
    return asleep(desk.connection, { ...claim, hints: claim.hints.filter((hint) => hint.kind !== 'act') });
  }
  const hints = claim.hints.filter((hint) => hint.kind !== 'act');
  if (hints.some((hint) => hint.kind === 'availability')) desk.timify.forgetAvailability();
  const named = hints.some(
    (hint) => hint.kind === 'calendar' || hint.kind === 'event' || hint.kind === 'appointment',
  );
  const wantsWindow = hints.some((hint) => hint.kind === 'window' || hint.kind === 'availability');
  if (connection.importedAt === null || (wantsWindow && !named)) {
    if (desk.connection.progress.phase === 'done') await restartProgress(deps, desk);
    return importRun(
      deps,
      desk,
      rows,
      hints.filter((hint) => hint.kind !== 'availability'),
      lease,
    );
  }
  if (acts && hints.length === 0)
    return { dueAt: dueAgain(deps, desk, rows, true), retain: [], lane: 'live', summary: { acts: true } };
  const end = await liveRun(
    deps,
    desk,
    { ...claim, hints: hints.filter((hint) => hint.kind !== 'window' && hint.kind !== 'availability') },
    rows,
    lease,
  );
  return wantsWindow
    ? { ...end, retain: [...end.retain, { kind: 'window' }], dueAt: deps.clock.now(), lane: 'import' }
    : end;
};
