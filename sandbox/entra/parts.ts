import type { KeyPair } from '../shell/certificates.ts';
import type { DirectoryUser, Tenant } from '../world.ts';
import { refusals } from './errors.ts';
import type { Grants } from './grants.ts';
import type { IssueParts } from './issue.ts';

/** All that the endpoints of this Entra stand on. */
export interface EntraParts extends IssueParts {
  grants: Grants;
  /** The certificate registered with the app. */
  clientPair: KeyPair;
}

export const SHARED_TENANTS = ['common', 'organizations'];

/** The tenant that a first path segment names, by id or domain; undefined for `common` and `organizations`. */
export function tenantNamed(parts: EntraParts, name: string): Tenant | undefined {
  if (SHARED_TENANTS.includes(name.toLowerCase())) return undefined;
  const wanted = name.toLowerCase();
  const tenant = parts.world.directory.tenants().find((one) => one.id === wanted || one.domain === wanted);
  if (!tenant) throw refusals.unknownTenant(name);
  return tenant;
}

/** People who may sign in at this address. */
export function usersAt(parts: EntraParts, tenant: Tenant | undefined): DirectoryUser[] {
  const users = parts.world.directory.users().filter((user) => user.mailbox !== 'room');
  return tenant ? users.filter((user) => user.tenantId === tenant.id) : users;
}

export function tenantOf(parts: EntraParts, user: DirectoryUser): Tenant | undefined {
  return parts.world.directory.tenants().find((tenant) => tenant.id === user.tenantId);
}
