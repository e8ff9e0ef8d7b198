import type { Desk } from './desk.ts';
import type { Connection } from './documents.ts';
import type { RunDeps } from './runDeps.ts';

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

export const enter = async (
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

/** The look at the window begins anew. */
export const restartProgress = async (deps: RunDeps, desk: Desk): Promise<void> => {
  const progress: Connection['progress'] = { phase: 'none', done: 0, total: 0, doneUntil: null };
  const values = { progress, auditRound: null };
  await deps.store.connections.set(desk.connection.id, values);
  desk.connection = { ...desk.connection, ...values };
};
