import { isExpired, isOpen } from '../invitation.ts';
import { isLive } from '../policy.ts';
import type { Company, Connection, ConnectionState, Invitation } from '../documents.ts';
import type { TimifyResource } from '../ports/sides.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { timifyCompanyOf } from '../desk.ts';

export type ResourceState =
  ConnectionState | 'not-invited' | 'invited' | 'invitation-expired' | 'needs-organisation-mode';

export interface ResourceView {
  id: string;
  name: string;
  email: string;
  state: ResourceState;
  /** The live connection, else the last one that was deactivated. */
  connection: Connection | null;
  invitation: Invitation | null;
}

const stateOf = (
  resource: Pick<TimifyResource, 'email'>,
  connection: Connection | null,
  invitation: Invitation | null,
  now: number,
): ResourceState => {
  if (connection && isLive(connection)) return connection.state;
  if (resource.email === '') return 'needs-organisation-mode';
  if (invitation) return isExpired(invitation, now) ? 'invitation-expired' : 'invited';
  return connection ? 'deactivated' : 'not-invited';
};

/** Live before deactivated; both lists come newest first. */
const pick = (connections: readonly Connection[], resourceId: string): Connection | null => {
  const own = connections.filter((connection) => connection.resourceId === resourceId);
  return own.find(isLive) ?? own[0] ?? null;
};

/** TIMIFY's resources with what the sync knows about each; connected ones stay listed after TIMIFY has lost them. */
export const listResources = async (
  deps: Pick<RequestDeps, 'store' | 'sides' | 'vault' | 'clock'>,
  company: Company,
): Promise<ResourceView[]> => {
  const [resources, connections, invitations] = await Promise.all([
    timifyCompanyOf(deps, company).resources(),
    deps.store.connections.ofCompany(company.id),
    deps.store.invitations.ofCompany(company.id),
  ]);
  const open = invitations.filter(isOpen);
  const known = new Set(resources.map(({ id }) => id));
  const lost = connections.filter((connection) => isLive(connection) && !known.has(connection.resourceId));
  const rows = [
    ...resources,
    ...lost.map(({ resourceId, resourceName }) => ({ id: resourceId, name: resourceName, email: '' })),
  ];
  return rows.map(({ id, name, email }) => {
    const connection = pick(connections, id);
    const invitation = open.find(({ resourceId }) => resourceId === id) ?? null;
    const state = stateOf({ email }, connection, invitation, deps.clock.now());
    return { id, name, email, state, connection, invitation };
  });
};
