import { ANNA, JONAS, LENA, LINDNER, MIA, NORA, PEOPLE, TENANTS } from './cast.ts';
import { COMPANY_LINDNER, RESOURCE_IDS } from './timify/cast.ts';
import type { Directory, DirectoryUser } from './world.ts';

export interface KeptDirectory extends Directory {
  snapshot(): DirectoryUser[];
  restore(users: DirectoryUser[]): void;
  reset(): void;
}

export function createDirectory(): KeptDirectory {
  let users: DirectoryUser[] = [];
  let byName = new Map<string, DirectoryUser>();

  /** A person of the same object id is replaced; old names still lead to them, as addresses do. */
  const add = (user: DirectoryUser): void => {
    if (!byName.has(user.oid.toLowerCase())) users.push(user);
    else if (!users.includes(user)) users = users.map((other) => (other.oid === user.oid ? user : other));
    for (const name of [user.oid, user.email, user.upn]) byName.set(name.toLowerCase(), user);
  };
  const restore = (people: readonly DirectoryUser[]): void => {
    users = [];
    byName = new Map();
    for (const user of people) add({ ...user, roles: [...user.roles] });
  };
  restore(PEOPLE);
  return {
    tenants: () => TENANTS.map((tenant) => ({ ...tenant })),
    users: () => [...users],
    find: (name) => byName.get(name.toLowerCase()),
    add,
    snapshot: () => users,
    restore,
    reset: () => restore(PEOPLE),
  };
}

export interface DemoFacts {
  company: { id: string; appId: string; appSecret: string };
  users: {
    name: string;
    email: string;
    role: 'admin' | 'resource';
    tenantId: string;
    oid: string;
    resourceId: string | null;
  }[];
}

/** What a demonstration needs to know to connect everybody. */
export function demoFacts(): DemoFacts {
  const { id, appId, appSecret } = COMPANY_LINDNER;
  const roles = [
    [ANNA, 'admin', null],
    [LENA, 'resource', RESOURCE_IDS.lena],
    [JONAS, 'resource', RESOURCE_IDS.jonas],
    [MIA, 'resource', RESOURCE_IDS.mia],
    [NORA, 'resource', RESOURCE_IDS.nora],
  ] as const;
  return {
    company: { id, appId, appSecret },
    users: roles.map(([user, role, resourceId]) => ({
      name: user.name,
      email: user.email,
      role,
      tenantId: LINDNER.id,
      oid: user.oid,
      resourceId,
    })),
  };
}
