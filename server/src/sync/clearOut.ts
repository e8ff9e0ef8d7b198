import { isFault } from '../core/fault.ts';
import { changeCompany } from './companyRow.ts';
import { eraseRows } from './erase.ts';
import type { Company, Connection } from './documents.ts';
import type { RunDeps } from './runDeps.ts';
import { READ_SCOPES } from '../core/scopes.ts';

type ClearDeps = Pick<RunDeps, 'store' | 'sides' | 'tokens' | 'bus' | 'log'>;

/** Where Microsoft refuses it, the subscription ends by itself within days, and nobody listens to it any more. */
const endSubscriptions = async (deps: ClearDeps, connection: Connection): Promise<void> => {
  const office = deps.sides.office(connection, READ_SCOPES);
  for (const { subscription } of await deps.store.cursors.ofConnection(connection.id)) {
    if (!subscription?.id) continue;
    try {
      await office.unsubscribe(subscription.id);
    } catch (error) {
      if (!isFault(error)) throw error;
      deps.log.info('subscription left to end by itself', { connection: connection.id, fault: error.kind });
    }
  }
};

/**
 * Ends what a tenant that no longer has the company still has of it: connections with every copy kept, subscriptions,
 * invitations, and our access to mailboxes that were connected with nothing else. May be repeated at any time.
 */
export const clearOut = async (deps: ClearDeps, company: Company): Promise<void> => {
  if (!company.isClearing) return;
  for (const connection of await deps.store.connections.ofCompany(company.id)) {
    if (connection.tenantId === company.tenantId) continue;
    await endSubscriptions(deps, connection);
    await eraseRows(deps, connection);
    const { id, tenantId, companyId } = connection;
    deps.bus.publish({ tenantId, companyId, connectionId: id, kind: 'state' });
  }
  for (const invitation of await deps.store.invitations.ofCompany(company.id))
    if (invitation.state === 'open' && invitation.tenantId !== company.tenantId)
      await deps.store.invitations.put({ ...invitation, state: 'withdrawn', awaiting: null });
  await changeCompany(deps.store, company.id, (present) =>
    present.isClearing ? { ...present, isClearing: false } : null,
  );
};
