/** Places in the queue: a connection's, and its company's beside it, whose run reads TIMIFY for all of them. */
import type { Company, Connection, Hint, Lane } from './documents.ts';
import type { RunDeps } from './runDeps.ts';

const PREFIX = 'company:';

export const companyWorkId = (companyId: string): string => `${PREFIX}${companyId}`;

export const companyIdOf = (workId: string): string => workId.slice(PREFIX.length);

type SignalDeps = Pick<RunDeps, 'store' | 'clock'>;

/** Makes the company's run due now. */
export const signalCompany = (
  { store, clock }: SignalDeps,
  { id, tenantId }: Pick<Company, 'id' | 'tenantId'>,
  hints: Hint[],
): Promise<void> =>
  store.work.signal({ id: companyWorkId(id), kind: 'company', tenantId, hints, dueAt: clock.now() });

/** Makes the connection's run due now. `lane`: `import` where nobody waits for it and there is much to read. */
export const signalConnection = (
  { store, clock }: SignalDeps,
  { id, tenantId }: Pick<Connection, 'id' | 'tenantId'>,
  hints: Hint[],
  lane?: Lane,
): Promise<void> =>
  store.work.signal({
    ...{ id, kind: 'connection', tenantId, hints, dueAt: clock.now() },
    ...(lane ? { lane } : {}),
  });
