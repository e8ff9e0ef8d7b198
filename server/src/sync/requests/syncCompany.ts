import { signalCompany, signalConnection } from '../signals.ts';
import { done, type Outcome } from './actResult.ts';
import { isApproved, isLive } from '../policy.ts';
import type { Company } from '../documents.ts';
import type { RequestDeps } from '../requestDeps.ts';

/** Has TIMIFY and every connection that is not paused looked at once more; the next runs do it. */
export const syncCompany = async (
  deps: Pick<RequestDeps, 'store' | 'clock'>,
  company: Company,
): Promise<Outcome> => {
  const hints = [{ kind: 'window' as const }];
  await signalCompany(deps, company, hints);
  const connections = (await deps.store.connections.ofCompany(company.id)).filter(
    (connection) => isLive(connection) && isApproved(connection) && connection.state !== 'paused',
  );
  for (const connection of connections) await signalConnection(deps, connection, hints);
  return { ...done({ connections: connections.length }), pending: true };
};
