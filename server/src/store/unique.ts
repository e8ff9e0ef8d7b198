/**
 * Keys for plain unique indexes. Not every database knows a unique index over a part of its rows, so a row that
 * does not compete gets a key of its own.
 */
import type { Connection, Invitation } from '../sync/documents.ts';

/** At most one connection of a resource is not deactivated. */
export const liveKey = (connection: Pick<Connection, 'id' | 'companyId' | 'resourceId' | 'state'>): string =>
  connection.state === 'deactivated'
    ? `ended:${connection.id}`
    : `live:${connection.companyId}/${connection.resourceId}`;

/** At most one invitation of a resource is open. */
export const openKey = (invitation: Pick<Invitation, 'id' | 'companyId' | 'resourceId' | 'state'>): string =>
  invitation.state === 'open'
    ? `open:${invitation.companyId}/${invitation.resourceId}`
    : `ended:${invitation.id}`;
