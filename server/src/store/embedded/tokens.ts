import type { Store } from '../../sync/ports/store.ts';
import type { Sql } from './sql.ts';

const save = (sql: Sql, key: string, sealed: string, revision: number): boolean =>
  revision === 0
    ? sql.run('insert into tokens values (?, ?, 1) on conflict (key) do nothing', key, sealed) === 1
    : sql.run(
        'update tokens set sealed = ?, revision = revision + 1 where key = ? and revision = ?',
        sealed,
        key,
        revision,
      ) === 1;

export const tokensIn = (sql: Sql): Store['tokens'] => ({
  load: (key) =>
    sql.answer(() => {
      const row = sql.get('select sealed, revision from tokens where key = ?', key);
      return row && { sealed: String(row['sealed']), revision: Number(row['revision']) };
    }),
  save: (key, sealed, revision) => sql.answer(() => save(sql, key, sealed, revision)),
  remove: (key) => sql.answer(() => void sql.run('delete from tokens where key = ?', key)),
});
