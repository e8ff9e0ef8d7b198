import { FenceLost, type Commit, type Store } from '../../sync/ports/store.ts';
import { putAct } from './acts.ts';
import { putConflict } from './conflicts.ts';
import { mergeConnection } from './connections.ts';
import { putCursor } from './cursors.ts';
import { dropLink, putLink } from './links.ts';
import { putLogEntry } from './log.ts';
import type { Sql } from './sql.ts';
import { workRow } from './work.ts';

const apply = (sql: Sql, commit: Commit): void => {
  const { connectionId } = commit;
  if (workRow(sql, connectionId)?.fence !== commit.fence)
    throw new FenceLost(`${connectionId}: fence ${commit.fence} is no longer the last`);
  for (const link of commit.links ?? []) putLink(sql, { ...link, connectionId });
  for (const id of commit.unlink ?? []) dropLink(sql, connectionId, id);
  for (const conflict of commit.conflicts ?? []) putConflict(sql, { ...conflict, connectionId });
  for (const entry of commit.log ?? []) putLogEntry(sql, { ...entry, connectionId });
  for (const cursor of commit.cursors ?? []) putCursor(sql, { ...cursor, connectionId });
  for (const calendarId of commit.dropCursors ?? [])
    sql.run('delete from cursors where connection_id = ? and calendar_id = ?', connectionId, calendarId);
  for (const act of commit.acts ?? []) putAct(sql, { ...act, connectionId });
  if (commit.connection && !mergeConnection(sql, connectionId, commit.connection))
    // A connection that was removed meanwhile needs no news; but a run never brings one back to a taken resource.
    if (sql.get('select 1 from connections where id = ?', connectionId) !== null)
      throw new Error(`${connectionId}: its resource has another live connection`);
};

/** One transaction: a run is kept as a whole or, with an old fence, not at all. */
export const commitIn =
  (sql: Sql): Store['commit'] =>
  (commit) =>
    sql.answer(() => sql.atomically(() => apply(sql, commit)));

const OF_CONNECTION = ['links', 'link_references', 'link_buckets', 'log', 'conflicts', 'cursors', 'acts'];

/** With the work row goes the fence: a run that is still under way can't bring anything back. */
export const eraseIn =
  (sql: Sql): Store['erase'] =>
  (connectionId) =>
    sql.answer(() =>
      sql.atomically(() => {
        for (const table of OF_CONNECTION)
          sql.run(`delete from ${table} where connection_id = ?`, connectionId);
        sql.run('delete from work where id = ?', connectionId);
      }),
    );
