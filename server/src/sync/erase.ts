import { isLive } from './policy.ts';
import type { Connection } from './documents.ts';
import type { RunDeps } from './runDeps.ts';

type EraseDeps = Pick<RunDeps, 'store' | 'tokens'>;

/** Our access to the mailbox ends with the user's last live connection. Returns whether it has ended. */
export const forgetUnused = async (
  deps: EraseDeps,
  owner: { tenantId: string; oid: string },
): Promise<boolean> => {
  const connections = await deps.store.connections.ofUser(owner.tenantId, owner.oid);
  if (connections.some(isLive)) return false;
  await deps.tokens.forget(owner);
  return true;
};

/** Every row about a connection, and the connection itself. */
export const eraseRows = async (deps: EraseDeps, connection: Connection): Promise<void> => {
  await deps.store.erase(connection.id);
  await deps.store.connections.remove(connection.id);
  await forgetUnused(deps, connection);
};
