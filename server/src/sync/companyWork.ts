/** A company's place in the queue, beside its connections: its run reads TIMIFY for all of them. */
import type { Company, Hint } from './documents.ts';
import type { RunDeps } from './runDeps.ts';

const PREFIX = 'company:';

export const companyWorkId = (companyId: string): string => `${PREFIX}${companyId}`;

export const companyIdOf = (workId: string): string => workId.slice(PREFIX.length);

/** Makes the company's run due now. */
export const signalCompany = (
  { store, clock }: Pick<RunDeps, 'store' | 'clock'>,
  { id, tenantId }: Pick<Company, 'id' | 'tenantId'>,
  hints: Hint[],
): Promise<void> =>
  store.work.signal({ id: companyWorkId(id), kind: 'company', tenantId, hints, dueAt: clock.now() });
