import type { Span } from '../../core/items.ts';
import type { Store } from '../../sync/ports/store.ts';
import type { Row, Sql } from './sql.ts';

const ASKED = 'company_id = ? and id in (select value from json_each(?))';

const select = (sql: Sql, column: string, companyId: string, ids: readonly string[]): Row[] =>
  sql.all(`select id, ${column} from seen where ${ASKED}`, companyId, JSON.stringify(ids));

const inside = (sql: Sql, companyId: string, window: Span): string[] =>
  sql
    .all(
      'select id from seen where company_id = ? and start_at >= ? and start_at < ? order by id',
      companyId,
      window.start,
      window.end,
    )
    .map((row) => String(row['id']));

const put = (sql: Sql, companyId: string, rows: Parameters<Store['seen']['put']>[1]): void => {
  for (const { id, version, start, resourceIds } of rows)
    sql.run(
      'insert or replace into seen values (?, ?, ?, ?, ?)',
      companyId,
      id,
      version,
      start,
      JSON.stringify(resourceIds),
    );
};

export const seenIn = (sql: Sql): Store['seen'] => ({
  versions: (companyId, ids) =>
    sql.answer(
      () =>
        new Map(
          select(sql, 'version', companyId, ids).map((row) => [String(row['id']), String(row['version'])]),
        ),
    ),
  inside: (companyId, window) => sql.answer(() => inside(sql, companyId, window)),
  put: (companyId, rows) => sql.answer(() => sql.atomically(() => put(sql, companyId, rows))),
  drop: (companyId, ids) =>
    sql.answer(() => void sql.run(`delete from seen where ${ASKED}`, companyId, JSON.stringify(ids))),
  resources: (companyId, ids) =>
    sql.answer(
      () =>
        new Map(
          select(sql, 'resource_ids', companyId, ids).map((row) => [
            String(row['id']),
            JSON.parse(String(row['resource_ids'])) as string[],
          ]),
        ),
    ),
});
