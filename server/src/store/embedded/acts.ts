import type { Act } from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';
import { documents, type Sql } from './sql.ts';

/** May be part of a transaction of the caller. */
export const putAct = (sql: Sql, act: Act): void =>
  void sql.run(
    'insert or replace into acts values (?, ?, ?, ?, ?)',
    act.id,
    act.connectionId,
    act.result === null ? 1 : 0,
    act.at,
    JSON.stringify(act),
  );

export const actsIn = (sql: Sql): Store['acts'] => {
  const acts = documents<Act>(sql, 'acts');
  return {
    put: (act) => sql.answer(() => putAct(sql, act)),
    get: (id) => sql.answer(() => acts.one('where id = ?', id)),
    waiting: (connectionId) =>
      sql.answer(() => acts.many('where connection_id = ? and is_waiting = 1 order by at, id', connectionId)),
  };
};
