import { changeCompany } from '../companyRow.ts';
import { tellConnectFailed } from './connectFailed.ts';
import { goingOn, OVERRULED } from '../connectionState.ts';
import type { Company, Connection, ConnectionState } from '../documents.ts';
import type { TimifyCompany } from '../ports/sides.ts';
import type { RunDeps } from '../runDeps.ts';

/** The company's name and time zone as they are now. */
const refreshCompany = async (deps: RunDeps, company: Company, timify: TimifyCompany): Promise<Company> => {
  const { name, timeZone } = await timify.about();
  return changeCompany(deps.store, company.id, (present) =>
    present.name === name && present.timeZone === timeZone ? null : { ...present, name, timeZone },
  );
};

/** What a connection is to say of its resource: new values, and the state that they mean where it runs. */
interface Change {
  values: Partial<Connection>;
  state: 'resource-gone' | 'importing' | 'syncing' | null;
}

const whatChanged = (
  connection: Connection,
  resource: { name: string; timeZone: string | null } | undefined,
  company: Company,
): Change | null => {
  const isGone = connection.isResourceGone === true || connection.state === 'resource-gone';
  if (!resource) {
    const isSaid = connection.isResourceGone === true && !OVERRULED.includes(connection.state);
    return isSaid ? null : { values: { isResourceGone: true }, state: 'resource-gone' };
  }
  const timeZone = resource.timeZone ?? company.timeZone;
  if (!isGone && connection.resourceName === resource.name && connection.timeZone === timeZone) return null;
  return {
    values: { resourceName: resource.name, timeZone, ...(isGone ? { isResourceGone: false } : {}) },
    state: isGone ? goingOn({ ...connection, isResourceGone: false }) : null,
  };
};

/** A paused connection, or one that nobody has approved, learns of it and stays what it is. True: its state changed. */
const keep = async (deps: RunDeps, { id }: Connection, { values, state }: Change): Promise<boolean> => {
  await deps.store.connections.set(id, values);
  if (state === null) return false;
  const leaves: ConnectionState[] = state === 'resource-gone' ? OVERRULED : ['resource-gone'];
  return deps.store.connections.set(id, { state, stateSince: deps.clock.now() }, leaves);
};

const GONE = { kind: 'resource-gone', service: 'timify', requestId: null } as const;

/**
 * Resources may be renamed, get another zone, go or come back; so may the company's zone change. Returns the connections
 * for which that means another look at their calendars.
 */
export const refreshResources = async (
  deps: RunDeps,
  before: Company,
  timify: TimifyCompany,
): Promise<string[]> => {
  const company = await refreshCompany(deps, before, timify);
  const resources = new Map((await timify.resources()).map((resource) => [resource.id, resource]));
  const touched: string[] = [];
  for (const connection of await deps.store.connections.ofCompany(company.id)) {
    if (connection.state === 'deactivated') continue;
    const change = whatChanged(connection, resources.get(connection.resourceId), company);
    if (!change) continue;
    const entered = await keep(deps, connection, change);
    if (change.state !== 'resource-gone') touched.push(connection.id);
    if (entered) {
      if (change.state === 'resource-gone' && connection.importedAt === null)
        await tellConnectFailed(deps, { connection, company }, GONE);
      deps.bus.publish({
        ...{ tenantId: connection.tenantId, companyId: company.id },
        ...{ connectionId: connection.id, kind: 'state' },
      });
    }
  }
  return touched;
};
