import { forgetUnused } from '../erase.ts';
import { audit, requireAgreement } from '../companyRow.ts';
import { goingOn } from '../connectionState.ts';
import { isOpen } from '../invitation.ts';
import type { Caller } from '../ports/people.ts';
import type { Company, Connection, Invitation } from '../documents.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { startImport } from './startImport.ts';

type ApprovalDeps = Pick<RequestDeps, 'store' | 'clock' | 'bus' | 'tokens'>;

const openOne = async (deps: ApprovalDeps, company: Company, resourceId: string): Promise<Invitation> => {
  const all = await deps.store.invitations.ofCompany(company.id);
  const found = all.find((invitation) => invitation.resourceId === resourceId && isOpen(invitation));
  if (!found) throw notFound();
  return found;
};

const waiting = async (deps: ApprovalDeps, invitation: Invitation): Promise<Connection | null> => {
  const connection = invitation.awaiting
    ? await deps.store.connections.get(invitation.awaiting.connectionId)
    : null;
  return connection?.state === 'awaiting-approval' ? connection : null;
};

/** An admin says that this person, though their address is another one, is right. The import begins. */
export const approve = async (
  deps: ApprovalDeps,
  caller: Caller,
  company: Company,
  resourceId: string,
): Promise<void> => {
  const invitation = await openOne(deps, company, resourceId);
  const connection = await waiting(deps, invitation);
  if (!connection) throw notFound();
  requireAgreement(company);
  const values = { state: goingOn(connection), stateSince: deps.clock.now() };
  if (!(await deps.store.connections.set(connection.id, values, ['awaiting-approval'])))
    throw new Refusal('resource_taken', 'This resource is connected already.');
  await deps.store.invitations.put({ ...invitation, state: 'used', awaiting: null });
  await startImport(deps, { ...connection, ...values });
  await audit(deps, caller, company.id, 'approve', { resource: resourceId, person: connection.oid });
};

/** Takes an open invitation back. Who waited for approval is refused, and nothing of them is kept. */
export const withdraw = async (
  deps: ApprovalDeps,
  caller: Caller,
  company: Company,
  resourceId: string,
): Promise<void> => {
  const invitation = await openOne(deps, company, resourceId);
  const connection = await waiting(deps, invitation);
  if (connection) {
    await deps.store.connections.remove(connection.id);
    await forgetUnused(deps, connection);
  }
  await deps.store.invitations.put({ ...invitation, state: 'withdrawn', awaiting: null });
  await audit(deps, caller, company.id, 'withdraw', { resource: resourceId });
};
