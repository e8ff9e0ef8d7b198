import type { Connection as ShownConnection } from '../../../../shared/connection.ts';
import type { Caller } from '../../sync/ports/people.ts';
import type { Connection } from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';
import { connection } from '../present/connection.ts';

const NO_COMPANY = { settings: {}, locked: [] };

/** Rows with the settings in force, which need each one's company. */
export const showConnections = async (
  { store }: { store: Pick<Store, 'companies'> },
  caller: Caller,
  rows: readonly Connection[],
): Promise<ShownConnection[]> => {
  const ids = [...new Set(rows.map(({ companyId }) => companyId))];
  const companies = await Promise.all(ids.map((id) => store.companies.get(id)));
  const of = (id: string) => companies.find((company) => company?.id === id) ?? NO_COMPANY;
  return rows.map((row) => connection(row, of(row.companyId), caller));
};

/** The row as it is now; null when it is gone. */
export const showCurrent = async (
  deps: { store: Pick<Store, 'companies' | 'connections'> },
  caller: Caller,
  connectionId: string,
): Promise<ShownConnection | null> => {
  const row = await deps.store.connections.get(connectionId);
  return row ? ((await showConnections(deps, caller, [row]))[0] ?? null) : null;
};
