import { draftConnection, requireFree, type ConnectRequest, type DraftDeps } from './draft.ts';
import type { Caller } from '../ports/people.ts';
import type { Connection } from '../documents.ts';
import { Refusal } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { startImport } from './startImport.ts';

/**
 * Connects the invited resource with the caller's calendars. With the invited address the import begins at once; with
 * another one the connection waits, `awaiting-approval`, and sees nothing until an admin approves it.
 */
export const connect = async (
  deps: DraftDeps & Pick<RequestDeps, 'bus' | 'log'>,
  caller: Caller,
  request: ConnectRequest,
): Promise<Connection> => {
  const { connection, invitation, match } = await draftConnection(deps, caller, request);
  if (!(await deps.store.connections.create(connection))) {
    // Somebody was faster since the draft looked.
    await requireFree(deps, caller, connection);
    throw new Refusal('unavailable', 'Too many changes at the same time; please repeat.');
  }
  const { id, companyId, tenantId, resourceId, state } = connection;
  deps.log.info('connected', { connection: id, company: companyId, resource: resourceId, state });
  if (match === 'equal') {
    await deps.store.invitations.put({ ...invitation, state: 'used', awaiting: null });
    await startImport(deps, connection);
    return connection;
  }
  await deps.store.invitations.put({ ...invitation, awaiting: { oid: caller.oid, connectionId: id } });
  deps.bus.publish({ tenantId, companyId, connectionId: id, kind: 'state' });
  return connection;
};
