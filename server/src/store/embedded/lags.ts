import type { LagRow } from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';
import { documents, type Sql } from './sql.ts';

const put = (sql: Sql, row: LagRow): void =>
  void sql.run(
    'insert or replace into lags values (?, ?, ?, ?)',
    row.companyId,
    row.at,
    row.by,
    JSON.stringify(row),
  );

export const lagsIn = (sql: Sql): Store['lags'] => {
  const lags = documents<LagRow>(sql, 'lags');
  return {
    put: (row) => sql.answer(() => put(sql, row)),
    since: (companyId, from) =>
      sql.answer(() => lags.many('where company_id = ? and at >= ? order by at, by', companyId, from)),
    prune: (before) => sql.answer(() => sql.run('delete from lags where at < ?', before)),
  };
};
