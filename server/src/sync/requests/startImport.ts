import type { Connection } from '../documents.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { signalCompany, signalConnection } from '../signals.ts';
import { isLive } from '../policy.ts';

/**
 * A connection begins: it succeeds the deactivated ones of its resource, whose kept copies it takes over, and is due
 * in the import lane.
 */
export const startImport = async (
  deps: Pick<RequestDeps, 'store' | 'clock' | 'bus'>,
  connection: Connection,
): Promise<void> => {
  const { id, tenantId, companyId, resourceId } = connection;
  for (const former of await deps.store.connections.ofResource(companyId, resourceId))
    if (!isLive(former) && former.id !== id && former.successorId === null)
      await deps.store.connections.set(former.id, { successorId: id }, ['deactivated']);
  await signalConnection(deps, { id, tenantId }, [{ kind: 'window' }], 'import');
  // From its first connection on the company is polled too.
  await signalCompany(deps, { id: companyId, tenantId }, []);
  deps.bus.publish({ tenantId, companyId, connectionId: id, kind: 'state' });
};
