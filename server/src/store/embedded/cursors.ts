import type { CalendarCursor } from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';
import { documents, type Sql } from './sql.ts';

/** May be part of a transaction of the caller. */
export const putCursor = (sql: Sql, cursor: CalendarCursor): void =>
  void sql.run(
    `insert into cursors values (?, ?, ?, ?) on conflict (connection_id, calendar_id) do update set
     subscription_id = excluded.subscription_id, doc = excluded.doc`,
    cursor.connectionId,
    cursor.calendarId,
    cursor.subscription?.id ?? null,
    JSON.stringify(cursor),
  );

export const cursorsIn = (sql: Sql): Store['cursors'] => {
  const cursors = documents<CalendarCursor>(sql, 'cursors');
  return {
    ofConnection: (connectionId) =>
      sql.answer(() => cursors.many('where connection_id = ? order by calendar_id', connectionId)),
    bySubscription: (id) => sql.answer(() => cursors.one('where subscription_id = ?', id)),
    put: (cursor) => sql.answer(() => putCursor(sql, cursor)),
  };
};
