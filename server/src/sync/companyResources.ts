import { changeCompany } from './companyRow.ts';
import type { Company, Connection } from './documents.ts';
import type { TimifyCompany } from './ports/sides.ts';
import type { RunDeps } from './runDeps.ts';

/** The company's name and time zone as they are now. */
const refreshCompany = async (deps: RunDeps, company: Company, timify: TimifyCompany): Promise<Company> => {
  const { name, timeZone } = await timify.about();
  return changeCompany(deps.store, company.id, (present) =>
    present.name === name && present.timeZone === timeZone ? null : { ...present, name, timeZone },
  );
};

const whatChanged = (
  connection: Connection,
  resource: { name: string; timeZone: string | null } | undefined,
  company: Company,
  now: number,
): Partial<Connection> | null => {
  if (!resource)
    return connection.state === 'resource-gone' ? null : { state: 'resource-gone', stateSince: now };
  const timeZone = resource.timeZone ?? company.timeZone;
  const isBack = connection.state === 'resource-gone';
  if (!isBack && connection.resourceName === resource.name && connection.timeZone === timeZone) return null;
  return {
    resourceName: resource.name,
    timeZone,
    ...(isBack ? { state: 'syncing' as const, stateSince: now } : {}),
  };
};

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
    const change = whatChanged(connection, resources.get(connection.resourceId), company, deps.clock.now());
    if (!change) continue;
    await deps.store.connections.set(connection.id, change);
    if (change.state !== 'resource-gone') touched.push(connection.id);
    if (change.state)
      deps.bus.publish({
        ...{ tenantId: connection.tenantId, companyId: company.id },
        ...{ connectionId: connection.id, kind: 'state' },
      });
  }
  return touched;
};
