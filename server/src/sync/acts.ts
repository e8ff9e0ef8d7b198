import { Fault } from '../core/fault.ts';
import type { Link, SideName } from '../core/model.ts';
import { writesTo } from '../core/model.ts';
import { departure, type Copies } from '../core/departure.ts';
import { effective } from '../core/settings.ts';
import { windowOf } from '../core/window.ts';
import type { Desk } from './desk.ts';
import { readNextSlices } from './fullRead.ts';
import type { Act, CalendarCursor } from './ports.ts';
import { allLinks, noItems } from './gather.ts';
import { reconcile } from './reconcile.ts';
import type { Lease, RunDeps } from './runDeps.ts';
import { endSubscriptions } from './subscribe.ts';

type Result = NonNullable<Act['result']>;

const done = (facts: Record<string, unknown> = {}): Result => ({ ok: true, error: null, facts });
const refused = (error: string, facts: Record<string, unknown> = {}): Result => ({ ok: false, error, facts });

const nothingRead = (desk: Desk) => ({
  office: noItems<never>(desk.window),
  timify: noItems<never>(desk.window),
});

const carryOutVerdict = async (deps: RunDeps, desk: Desk, act: Act, lease: Lease): Promise<Result> => {
  if (act.request.kind !== 'verdict') return refused('unexpected');
  const { verdict } = act.request;
  const conflict = await deps.store.conflicts.get(desk.connection.id, verdict.conflictId);
  if (!conflict) return refused('not_found');
  if (conflict.closedAt !== null) return done({ closed: conflict.closedBy });
  const result = await reconcile(deps, desk, { ...nothingRead(desk), verdicts: [verdict] }, lease);
  if (result.applied.fault) throw result.applied.fault;
  const failed = result.applied.outcomes.find((outcome) => outcome.state === 'failed');
  if (failed) return refused(failed.kind);
  const after = await deps.store.conflicts.get(desk.connection.id, verdict.conflictId);
  const stays = after !== null && after.closedAt === null;
  const other = result.aftermath.conflicts.find(
    (one) => one.closedAt === null && one.linkId === verdict.linkId,
  );
  if (stays || other) return refused(other?.kind ?? conflict.kind);
  return done({ writes: result.plan.writes.length, mails: verdict.notify ? 1 : 0 });
};

const confirmHold = async (deps: RunDeps, desk: Desk, lease: Lease): Promise<Result> => {
  const released = new Set(desk.connection.hold?.linkIds);
  if (released.size === 0) return done({ deleted: 0 });
  const result = await reconcile(deps, desk, { ...nothingRead(desk), released }, lease);
  if (result.applied.fault) throw result.applied.fault;
  return done({ deleted: result.plan.counts.delete });
};

/** The copies stay and are nobody's any more; where they go both ways, they come back to the other side as items. */
const refuseHold = async (deps: RunDeps, desk: Desk, lease: Lease): Promise<Result> => {
  const ids = desk.connection.hold?.linkIds ?? [];
  const links = await Promise.all(ids.map((id) => deps.store.links.get(desk.connection.id, id)));
  const read = await desk.office.read(
    links.flatMap((link) => (link?.origin.side === 'office' ? [link.origin.id] : [])),
  );
  const back = new Set(read.items.map((item) => item.id));
  const gone = links.flatMap((link) => (link && !back.has(link.origin.id) ? [link] : []));
  await deps.store.commit({
    connectionId: desk.connection.id,
    fence: lease.fence,
    unlink: gone.map((link) => link.id),
    connection: { hold: null },
  });
  desk.connection = { ...desk.connection, hold: null };
  const { id, tenantId } = desk.connection;
  await deps.store.work.signal({
    id,
    kind: 'connection',
    tenantId,
    hints: [{ kind: 'window' }],
    dueAt: deps.clock.now(),
    lane: 'import',
  });
  return done({ kept: gone.length });
};

/** Every link is decided anew under the settings in force: the whole window, read and planned with `reapply`. */
const applySettings = async (deps: RunDeps, desk: Desk, lease: Lease): Promise<Result> => {
  const progress = { phase: 'none' as const, done: 0, total: 0, doneUntil: null };
  desk.connection = { ...desk.connection, progress };
  let writes = 0;
  for (;;) {
    const step = await readNextSlices(deps, desk, lease, { reapply: true });
    writes += step.results.reduce((sum, result) => sum + result.plan.writes.length, 0);
    if (step.done >= step.total) break;
  }
  await deps.store.connections.set(desk.connection.id, {
    progress: { ...desk.connection.progress, phase: 'done' },
  });
  return done({ writes });
};

/** Deletes what `departure` says, tells what had to stay, and forgets the links of what is gone. */
export const removeCopies = async (
  deps: RunDeps,
  desk: Desk,
  links: readonly Link[],
  copies: Copies,
  lease: Lease,
) => {
  const plan = departure(links, copies);
  const gone: string[] = [];
  const failed: string[] = [];
  for (const { link, writes } of plan.deletes) {
    try {
      for (const write of writes) {
        lease.check();
        await (write.side === 'office' ? desk.office : desk.timify).remove(write);
      }
      gone.push(link.id);
    } catch (error) {
      if (!(error instanceof Fault) || error.kind === 'throttled' || error.kind === 'unavailable')
        throw error;
      failed.push(link.id);
    }
    if (gone.length % 100 === 99)
      await deps.store.commit({ connectionId: desk.connection.id, fence: lease.fence, unlink: gone });
  }
  await deps.store.commit({ connectionId: desk.connection.id, fence: lease.fence, unlink: gone });
  return {
    removed: gone.length,
    failed: failed.length,
    left: plan.left.map(({ link, reason }) => ({ linkId: link.id, reason })),
  };
};

const deactivate = async (
  deps: RunDeps,
  desk: Desk,
  rows: readonly CalendarCursor[],
  copies: Copies,
  by: string,
  lease: Lease,
): Promise<Result> => {
  const { connection } = desk;
  const links = await allLinks(deps, connection.id);
  const facts = await removeCopies(deps, desk, links, copies, lease);
  await endSubscriptions(deps, desk, rows);
  const now = deps.clock.now();
  const values = {
    state: 'deactivated' as const,
    stateSince: now,
    deactivated: { at: now, copies, by },
    hold: null,
    trouble: null,
  };
  await deps.store.commit({
    connectionId: connection.id,
    fence: lease.fence,
    dropCursors: rows.map((row) => row.calendarId),
    connection: values,
  });
  desk.connection = { ...connection, ...values };
  const others = await deps.store.connections.ofUser(connection.tenantId, connection.oid);
  if (!others.some((one) => one.id !== connection.id && one.state !== 'deactivated'))
    await deps.tokens.forget(connection);
  deps.bus.publish({
    tenantId: connection.tenantId,
    companyId: desk.company.id,
    connectionId: connection.id,
    kind: 'state',
  });
  const ofOurs = copies === 'remove' ? facts.failed : links.filter((link) => link.mirrors.length > 0).length;
  return done({ ...facts, copies, remaining: ofOurs });
};

/** Copies on a side, or of a calendar, that the connection's own choice no longer covers (design §4, rule 3). */
const unowned = (desk: Desk, link: Link): boolean => {
  const { settings } = effective(desk.company, desk.connection.settings);
  const mirrorSide: SideName = link.origin.side === 'office' ? 'timify' : 'office';
  if (!writesTo(settings.direction, mirrorSide)) return true;
  if (link.origin.side === 'office')
    return !desk.connection.calendars.some((calendar) => calendar.id === link.origin.containerId);
  return link.mirrors.some((mirror) => mirror.containerId !== desk.connection.writeCalendarId);
};

const releaseCopies = async (deps: RunDeps, desk: Desk, copies: Copies, lease: Lease): Promise<Result> => {
  const links = (await allLinks(deps, desk.connection.id)).filter(
    (link) => link.mirrors.length > 0 && unowned(desk, link),
  );
  const facts = await removeCopies(deps, desk, links, copies, lease);
  if (copies !== 'remove')
    await deps.store.commit({
      connectionId: desk.connection.id,
      fence: lease.fence,
      unlink: links.map((link) => link.id),
    });
  desk.window = windowOf(deps.clock.now(), desk.settings);
  return done({ ...facts });
};

const carryOut = (
  deps: RunDeps,
  desk: Desk,
  rows: readonly CalendarCursor[],
  act: Act,
  lease: Lease,
): Promise<Result> => {
  switch (act.request.kind) {
    case 'verdict':
      return carryOutVerdict(deps, desk, act, lease);
    case 'confirm-hold':
      return confirmHold(deps, desk, lease);
    case 'refuse-hold':
      return refuseHold(deps, desk, lease);
    case 'apply-settings':
      return applySettings(deps, desk, lease);
    case 'deactivate':
      return deactivate(deps, desk, rows, act.request.copies, act.by, lease);
    case 'release-copies':
      return releaseCopies(deps, desk, act.request.copies, lease);
    case 'undo-log':
      return Promise.resolve(refused('undo_impossible'));
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
      result = await carryOut(deps, desk, rows, act, lease);
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
