import { companyIdOf } from '../signals.ts';
import type { Fault } from '../../core/fault.ts';
import { tellConnectFailed } from './connectFailed.ts';
import { OVERRULED } from '../connectionState.ts';
import type { Claim, Company, Connection } from '../documents.ts';
import { tellAdmin, tellOwner } from '../mails.ts';
import type { RunDeps } from '../runDeps.ts';
import type { RunEnd } from './runEnd.ts';
import { troubleOf } from './trouble.ts';

/** Who is gone was said once, by the renewal that failed; later runs only find that there is no token any more. */
const lastingKind = (connection: Connection, fault: Fault): string =>
  connection.trouble?.kind === 'owner-gone' && fault.kind === 'sign-in-required' ? 'owner-gone' : fault.kind;

const refuseCompany = async (deps: RunDeps, companyId: string): Promise<void> => {
  const company = await deps.store.companies.get(companyId);
  if (company?.state !== 'ok') return;
  // Whoever is first to write it sends the one mail.
  if (await deps.store.companies.put({ ...company, state: 'credentials-refused' }))
    await tellAdmin(deps, company, 'company-refused');
};

/** Whether the connection is in this state from now on and was not before: one that rests stays as it is. */
const enters = async (
  deps: RunDeps,
  connection: Connection,
  state: Connection['state'] | null,
): Promise<boolean> =>
  state !== null &&
  connection.state !== state &&
  deps.store.connections.set(connection.id, { state, stateSince: deps.clock.now() }, OVERRULED);

/** Who was disabled reads no mail; the admin's morning mail counts them. */
const tellOfTrouble = async (
  deps: RunDeps,
  subject: { connection: Connection; company: Company },
  fault: Fault,
  state: Connection['state'] | null,
): Promise<void> => {
  if (subject.connection.importedAt === null) await tellConnectFailed(deps, subject, fault);
  else if (state === 'needs-sign-in' && fault.kind !== 'owner-gone')
    await tellOwner(deps, subject, 'sign-in-again');
};

const sayTrouble = async (
  deps: RunDeps,
  id: string,
  fault: Fault,
  state: Connection['state'] | null,
): Promise<void> => {
  const connection = await deps.store.connections.get(id);
  if (!connection) return;
  const { tenantId, companyId } = connection;
  await deps.store.connections.set(id, {
    trouble: { kind: lastingKind(connection, fault), requestId: fault.requestId, at: deps.clock.now() },
  });
  if (await enters(deps, connection, state)) {
    const company = await deps.store.companies.get(companyId);
    if (company) await tellOfTrouble(deps, { connection, company }, fault, state);
    deps.bus.publish({ tenantId, companyId, connectionId: id, kind: 'state' });
  }
  if (fault.kind === 'credentials') await refuseCompany(deps, companyId);
};

/** A fault of a whole run: the state says so once, nothing is deleted, and it is tried again later. */
export const afterFault = async (
  deps: RunDeps,
  claim: Claim,
  fault: Fault,
): Promise<RunEnd & { failures: number }> => {
  const failures = claim.failures + 1;
  const { state, wait } = troubleOf(fault, failures, claim.id);
  const now = deps.clock.now();
  deps.metrics.fault({ service: fault.service, kind: fault.kind });
  if (claim.kind === 'connection') await sayTrouble(deps, claim.id, fault, state);
  else if (fault.kind === 'credentials') await refuseCompany(deps, companyIdOf(claim.id));
  return {
    dueAt: now + wait,
    retain: claim.hints,
    lane: claim.lane,
    failures,
    summary: { fault: fault.kind, code: fault.code, requestId: fault.requestId },
  };
};
