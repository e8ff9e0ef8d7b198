import { isLive } from './policy.ts';
import type { Connection } from './documents.ts';
import type { RunDeps } from './runDeps.ts';

type EraseDeps = Pick<RunDeps, 'store' | 'tokens'>;

/** Our access to the mailbox ends with the user's last live connection. */
export const forgetUnused = async (
  deps: EraseDeps,
  owner: { tenantId: string; oid: string },
): Promise<void> => {
  const connections = await deps.store.connections.ofUser(owner.tenantId, owner.oid);
  if (!connections.some(isLive)) await deps.tokens.forget(owner);
};

/** Every row about a connection, and the connection itself. */
export const eraseRows = async (deps: EraseDeps, connection: Connection): Promise<void> => {
  await deps.store.erase(connection.id);
  await deps.store.connections.remove(connection.id);
  await forgetUnused(deps, connection);
};
