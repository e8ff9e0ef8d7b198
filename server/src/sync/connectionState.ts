import type { Desk } from './desk.ts';
import type { Connection } from './documents.ts';
import type { Lease, RunDeps } from './runDeps.ts';

/**
 * States that the system may leave by itself, for what a run found. Never a person's word (paused, deactivated), nor one
 * that is still to be given (awaiting approval); and a resource that has gone is only back when TIMIFY lists it again.
 */
export const OVERRULED: Connection['state'][] = [
  'importing',
  'in-step',
  'syncing',
  'needs-sign-in',
  'permission-missing',
  'mailbox-unsupported',
  'calendar-gone',
  'timify-refused',
  'failing',
];

/** The state in which a connection goes on: after a pause, an approval, or when its resource is back. */
export const goingOn = (
  connection: Pick<Connection, 'importedAt' | 'isResourceGone'>,
): 'resource-gone' | 'importing' | 'syncing' => {
  if (connection.isResourceGone) return 'resource-gone';
  return connection.importedAt === null ? 'importing' : 'syncing';
};

/** A run under way: what it has in hand, and the right to write. */
export interface Running {
  deps: RunDeps;
  desk: Desk;
  lease: Lease;
}

/** Kept of the connection by the run that holds it; one that lost it meanwhile fails on the fence. */
export const keep = async ({ deps, desk, lease }: Running, values: Partial<Connection>): Promise<void> => {
  await deps.store.commit({ connectionId: desk.connection.id, fence: lease.fence, connection: values });
  desk.connection = { ...desk.connection, ...values };
};

/** `more` is what the run found out: it is kept, also where a person has paused the connection meanwhile. */
export const enter = async (
  run: Running,
  state: Connection['state'],
  more: Partial<Connection> = {},
): Promise<void> => {
  const { deps, desk } = run;
  await keep(run, more);
  const changed = desk.connection.state !== state;
  const values: Partial<Connection> = {
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

/** The look at the window begins anew. */
export const restartProgress = (run: Running): Promise<void> =>
  keep(run, { progress: { phase: 'none', done: 0, total: 0, doneUntil: null }, auditRound: null });
