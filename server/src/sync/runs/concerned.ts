/** Whom a change in TIMIFY concerns. */
import type { Company, Hint } from '../documents.ts';
import { liftedLane } from './liftedLane.ts';
import type { RunDeps } from '../runDeps.ts';

type ConcernedDeps = Pick<RunDeps, 'store' | 'clock'>;

export interface Changed {
  id: string;
  version: string | null;
  resourceIds: readonly string[];
}

type Named = Extract<Hint, { kind: 'appointment' }>;

const hintOf = ({ id, version }: Changed): Named => ({ kind: 'appointment', id, version });

/** What we wrote or read ourselves comes back here too: versions that a link agrees with already are no news. */
const unknownTo = async (
  deps: ConcernedDeps,
  connectionId: string,
  named: readonly Named[],
): Promise<Named[]> => {
  const links = await deps.store.links.about(connectionId, { timify: named.map((hint) => hint.id) });
  const agreed = new Set(
    links.flatMap((link) => [
      ...(link.origin.side === 'timify' ? [`${link.origin.id} ${link.origin.base.version}`] : []),
      ...link.mirrors.map((mirror) => `${mirror.id ?? ''} ${mirror.base.version}`),
    ]),
  );
  return named.filter(({ id, version }) => version === null || !agreed.has(`${id} ${version}`));
};

/** The changes by the connections of their resources; each resource is looked up once. */
const byConnection = async (
  deps: ConcernedDeps,
  company: Company,
  changed: readonly Changed[],
): Promise<Map<string, Named[]>> => {
  const hints = new Map<string, Named[]>();
  for (const resourceId of new Set(changed.flatMap(({ resourceIds }) => resourceIds))) {
    const ofIt = changed.filter(({ resourceIds }) => resourceIds.includes(resourceId)).map(hintOf);
    for (const { id, state } of await deps.store.connections.ofResource(company.id, resourceId)) {
      if (state !== 'deactivated') hints.set(id, [...(hints.get(id) ?? []), ...ofIt]);
    }
  }
  return hints;
};

/**
 * Makes the connections due that a change concerns: those of its resources, and those that hold a link to it, since a
 * booking may have left them. Returns how many.
 */
export const signalConcerned = async (
  deps: ConcernedDeps,
  company: Company,
  changed: readonly Changed[],
): Promise<number> => {
  const news = new Map<string, Named[]>();
  const known = await byConnection(deps, company, changed);
  for (const [id, named] of known) news.set(id, await unknownTo(deps, id, named));
  // Agreed with by every connection of its resources: nobody else can have to do with it.
  const settled = new Set([...known.values()].flat().map(({ id }) => id));
  for (const hint of [...news.values()].flat()) settled.delete(hint.id);
  for (const one of changed.filter(({ id }) => !settled.has(id))) {
    for (const id of await deps.store.links.connectionsOfAppointment(company.id, one.id)) {
      const present = news.get(id) ?? [];
      if (!present.some((hint) => hint.id === one.id)) news.set(id, [...present, hintOf(one)]);
    }
  }
  const concerned = [...news].filter(([, hints]) => hints.length > 0);
  for (const [id, hints] of concerned) {
    const connection = await deps.store.connections.get(id);
    await deps.store.work.signal({
      ...{ id, kind: 'connection', tenantId: company.tenantId, hints, dueAt: deps.clock.now() },
      ...liftedLane(connection),
    });
  }
  return concerned.length;
};
