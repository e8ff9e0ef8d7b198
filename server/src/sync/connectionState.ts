import type { Desk } from './desk.ts';
import type { Connection } from './documents.ts';
import type { RunDeps } from './runDeps.ts';

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

export const restartProgress = async (deps: RunDeps, desk: Desk): Promise<void> => {
  const progress: Connection['progress'] = { phase: 'none', done: 0, total: 0, doneUntil: null };
  await deps.store.connections.set(desk.connection.id, { progress });
  desk.connection = { ...desk.connection, progress };
};
