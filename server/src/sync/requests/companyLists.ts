/** An admin's lists over all resources of a company. */
import type { Conflict } from '../../core/decisions.ts';
import { placeAt } from '../conflictPlace.ts';
import { pageOf, showConflicts, type PageRequest, type ShownConflict } from './conflicts.ts';
import { roleOn } from '../policy.ts';
import type { Company, Connection } from '../documents.ts';
import type { Caller } from '../ports/people.ts';
import type { RequestDeps } from '../requestDeps.ts';
import type { ShowDeps, Subject } from './shownItems.ts';

type ListDeps = ShowDeps & Pick<RequestDeps, 'sentences' | 'store' | 'clock'>;

/** The connections that these conflicts are of, and no other of the company. */
const connectionsOf = async (
  { store }: Pick<ListDeps, 'store'>,
  conflicts: readonly Conflict[],
): Promise<Connection[]> => {
  const ids = [...new Set(conflicts.map(({ connectionId }) => connectionId))];
  const rows = await Promise.all(ids.map((id) => store.connections.get(id)));
  return rows.filter((row) => row !== null);
};

/** Conflicts of all resources, newest first, as this admin may see them. */
export const companyConflicts = async (
  deps: ListDeps,
  caller: Caller,
  company: Company,
  request: PageRequest & { state: 'open' | 'all'; language: 'de' | 'en' },
): Promise<{ conflicts: ShownConflict[]; next: string | null }> => {
  const { state, limit } = request;
  const of = { companyId: company.id };
  const found = await deps.store.conflicts.page(of, placeAt(request.after), limit + 1, state === 'open');
  const { conflicts: page, next } = pageOf(found, limit);
  const connections = await connectionsOf(deps, page);
  const shown = await Promise.all(
    connections.map(async (connection) => {
      const own = page.filter(({ connectionId }) => connectionId === connection.id);
      const role = roleOn(caller, connection);
      if (own.length === 0 || role === null) return [];
      const subject: Subject = { role, connection, company };
      return showConflicts(deps, subject, own, request.language);
    }),
  );
  const byId = new Map(shown.flat().map((one) => [one.conflict.id, one]));
  return { conflicts: page.flatMap(({ id }) => byId.get(id) ?? []), next };
};
