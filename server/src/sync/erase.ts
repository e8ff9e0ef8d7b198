import { isLive } from './policy.ts';
import type { Connection, Invitation } from './documents.ts';
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

/**
 * The invitations of a connection: the one it came from and those before it. One that was made since it ended is
 * about another connection, even of the same person.
 */
export const invitationsOf = async (
  { store }: Pick<RunDeps, 'store'>,
  connection: Connection,
): Promise<Invitation[]> => {
  const { tenantId, resourceId, ownerEmail, deactivated } = connection;
  const all = await store.invitations.ofCompany(connection.companyId);
  return all.filter(
    (one) =>
      one.tenantId === tenantId &&
      one.resourceId === resourceId &&
      one.createdAt <= (deactivated?.at ?? Infinity) &&
      (one.state !== 'open' || one.email === ownerEmail.toLowerCase()),
  );
};

/** Who waited for approval is forgotten; the invitation itself is somebody else's and stays open. */
const forgetWaiting = async ({ store }: EraseDeps, connection: Connection): Promise<void> => {
  for (const one of await store.invitations.ofCompany(connection.companyId))
    if (one.awaiting?.connectionId === connection.id) await store.invitations.put({ ...one, awaiting: null });
};

/** Every row about a connection, its invitations, and the connection itself. */
export const eraseRows = async (deps: EraseDeps, connection: Connection): Promise<void> => {
  const { store } = deps;
  await store.erase(connection.id);
  for (const { id } of await invitationsOf(deps, connection)) await store.invitations.remove(id);
  await forgetWaiting(deps, connection);
  await store.connections.remove(connection.id);
  await forgetUnused(deps, connection);
};
