/** An admin's lists over all resources of a company. */
import type { Conflict } from '../core/decisions.ts';
import { showConflicts, type PageRequest, type ShownConflict } from './conflicts.ts';
import { roleOn } from './policy.ts';
import type { AuditEntry, Company, Connection } from './documents.ts';
import type { Caller } from './ports/people.ts';
import type { RequestDeps } from './requestDeps.ts';
import type { ShowDeps, Subject } from './shownItems.ts';

type ListDeps = ShowDeps & Pick<RequestDeps, 'sentences' | 'store' | 'clock'>;

const openOnes = async (deps: ListDeps, connections: readonly Connection[]): Promise<Conflict[]> => {
  const lists = await Promise.all(connections.map(({ id }) => deps.store.conflicts.open(id)));
  return lists.flat().sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1));
};

const pageOf = async (
  deps: ListDeps,
  company: Company,
  connections: readonly Connection[],
  request: PageRequest & { state: 'open' | 'all' },
): Promise<Conflict[]> => {
  const { state, after, limit } = request;
  if (state === 'all') return deps.store.conflicts.page({ companyId: company.id }, after, limit + 1);
  const open = await openOnes(deps, connections);
  const from = after === null ? 0 : open.findIndex(({ id }) => id === after) + 1;
  return open.slice(from, from + limit + 1);
};

/** Conflicts of all resources, newest first, as this admin may see them. */
export const companyConflicts = async (
  deps: ListDeps,
  caller: Caller,
  company: Company,
  request: PageRequest & { state: 'open' | 'all'; language: 'de' | 'en' },
): Promise<{ conflicts: ShownConflict[]; next: string | null }> => {
  const connections = await deps.store.connections.ofCompany(company.id);
  const found = await pageOf(deps, company, connections, request);
  const page = found.slice(0, request.limit);
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
  const next = found.length > page.length ? (page.at(-1)?.id ?? null) : null;
  return { conflicts: page.flatMap(({ id }) => byId.get(id) ?? []), next };
};

/** What a tenant that had the company before did with it is no business of this one. */
export const pageOfAudit = async (
  deps: Pick<RequestDeps, 'store'>,
  company: Company,
  page: PageRequest,
): Promise<{ entries: AuditEntry[]; next: string | null }> => {
  const found = await deps.store.audit.page(company.id, page.after, page.limit + 1);
  const entries = found.slice(0, page.limit);
  return {
    entries: entries.filter(({ tenantId }) => tenantId === company.tenantId),
    next: found.length > entries.length ? (entries.at(-1)?.id ?? null) : null,
  };
};
