import { signalCompany, signalConnection } from '../signals.ts';
import type { Company, ConnectionState } from '../documents.ts';
import type { RequestDeps } from '../requestDeps.ts';

/** The company's run, and its connections in one of these states, are due over their whole window. */
export const wakeCompany = async (
  deps: Pick<RequestDeps, 'store' | 'clock' | 'bus'>,
  company: Company,
  states: readonly ConnectionState[],
): Promise<void> => {
  const now = deps.clock.now();
  const { id: companyId, tenantId } = company;
  const hints = [{ kind: 'window' as const }];
  await signalCompany(deps, company, hints);
  const connections = await deps.store.connections.ofCompany(companyId);
  for (const connection of connections.filter((one) => states.includes(one.state))) {
    const { id, state, importedAt } = connection;
    if (state === 'timify-refused') {
      const next = importedAt === null ? 'importing' : 'syncing';
      await deps.store.connections.set(id, { state: next, stateSince: now, trouble: null }, [state]);
    }
    await signalConnection(deps, connection, hints, 'import');
    deps.bus.publish({ tenantId, companyId, connectionId: id, kind: 'state' });
  }
};
