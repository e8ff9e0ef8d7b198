import type { Conflict } from '../../core/decisions.ts';
import type { Store } from '../../sync/ports/store.ts';
import { documents, type Sql } from './sql.ts';

/** May be part of a transaction of the caller. */
export const putConflict = (sql: Sql, conflict: Conflict): void =>
  void sql.run(
    `insert into conflicts values (?, ?, ?, ?, ?, ?, ?) on conflict (connection_id, id) do update set
     is_open = excluded.is_open, opened_at = excluded.opened_at, closed_at = excluded.closed_at,
     span_end = excluded.span_end, doc = excluded.doc`,
    conflict.connectionId,
    conflict.id,
    conflict.closedAt === null ? 1 : 0,
    conflict.openedAt,
    conflict.closedAt,
    conflict.span.end,
    JSON.stringify(conflict),
  );

const OF_CONNECTION = 'connection_id = ?1';
const OF_COMPANY = 'connection_id in (select id from connections where company_id = ?1)';

type Page = Store['conflicts']['page'];

const page = (sql: Sql, ...[of, after, limit, openOnly = false]: Parameters<Page>): Conflict[] => {
  const [owner, ownerId] =
    'connectionId' in of ? [OF_CONNECTION, of.connectionId] : [OF_COMPANY, of.companyId];
  const conflicts = documents<Conflict>(sql, 'conflicts');
  const which = openOnly ? `${owner} and is_open = 1` : owner;
  const order = 'order by opened_at desc, id desc limit ?2';
  if (after === null) return conflicts.many(`where ${which} ${order}`, ownerId, limit);
  const { openedAt, id } = after;
  return conflicts.many(
    `where ${which} and (opened_at, id) < (?3, ?4) ${order}`,
    ownerId,
    limit,
    openedAt,
    id,
  );
};

export const conflictsIn = (sql: Sql): Store['conflicts'] => {
  const conflicts = documents<Conflict>(sql, 'conflicts');
  return {
    open: (connectionId) =>
      sql.answer(() =>
        conflicts.many('where connection_id = ? and is_open = 1 order by opened_at, id', connectionId),
      ),
    get: (connectionId, id) =>
      sql.answer(() => conflicts.one('where connection_id = ? and id = ?', connectionId, id)),
    page: (...asked) => sql.answer(() => page(sql, ...asked)),
  };
};
