import { signalCompany } from '../companyWork.ts';
import { done, type Outcome } from './actResult.ts';
import { isApproved, isLive } from '../policy.ts';
import type { Company } from '../documents.ts';
import type { RequestDeps } from '../requestDeps.ts';

/** Has TIMIFY and every connection that is not paused looked at once more; the next runs do it. */
export const syncCompany = async (
  deps: Pick<RequestDeps, 'store' | 'clock'>,
  company: Company,
): Promise<Outcome> => {
  const { id: companyId, tenantId } = company;
  const hints = [{ kind: 'window' as const }];
  const dueAt = deps.clock.now();
  await signalCompany(deps, company, hints);
  const connections = (await deps.store.connections.ofCompany(companyId)).filter(
    (connection) => isLive(connection) && isApproved(connection) && connection.state !== 'paused',
  );
  for (const { id } of connections)
    await deps.store.work.signal({ id, kind: 'connection', tenantId, hints, dueAt });
  return { ...done({ connections: connections.length }), pending: true };
};
