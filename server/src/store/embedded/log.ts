import { setImmediate } from 'node:timers/promises';
import type { LogEntry } from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';
import { documents, type Sql, type Value } from './sql.ts';

/** Rows per step of the retention; between two steps everyone else has their turn. */
const STEP = 500;

/** May be part of a transaction of the caller. */
export const putLogEntry = (sql: Sql, entry: LogEntry): void =>
  void sql.run(
    'insert or replace into log values (?, ?, ?, ?, ?, ?)',
    entry.connectionId,
    entry.id,
    entry.companyId,
    entry.at,
    entry.item,
    JSON.stringify(entry),
  );

const page = (
  sql: Sql,
  ...[of, before, limit, { item, until } = {}]: Parameters<Store['log']['page']>
): LogEntry[] => {
  const [owner, ownerId] =
    'connectionId' in of ? ['connection_id', of.connectionId] : ['company_id', of.companyId];
  const conditions = [`${owner} = ?1`];
  const values: Value[] = [ownerId, limit];
  if (item !== undefined) conditions.push(`item = ?${values.push(item)}`);
  if (until !== undefined) conditions.push(`at < ?${values.push(until)}`);
  if (before !== null) {
    const place = `?${values.push(before)}`;
    conditions.push(`(at, id) < (select at, id from log where ${owner} = ?1 and id = ${place})`);
  }
  const rest = `where ${conditions.join(' and ')} order by at desc, id desc limit ?2`;
  return documents<LogEntry>(sql, 'log').many(rest, ...values);
};

/**
 * What may go with age: log entries, answered acts, and closed conflicts whose time is past too (a closed one about
 * the future still tells what a person decided).
 */
const OLD: readonly { table: string; condition: string }[] = [
  { table: 'log', condition: 'at < ?1' },
  { table: 'acts', condition: 'at < ?1 and is_waiting = 0' },
  { table: 'conflicts', condition: 'closed_at < ?1 and span_end < ?1' },
];

const prune = async (sql: Sql, before: number): Promise<number> => {
  let removed = 0;
  for (const { table, condition } of OLD) {
    const step = `delete from ${table} where rowid in (select rowid from ${table} where ${condition} limit ${STEP})`;
    for (let gone = STEP; gone === STEP; removed += gone) {
      gone = await sql.answer(() => sql.run(step, before));
      await setImmediate();
    }
  }
  return removed;
};

export const logIn = (sql: Sql): Store['log'] => ({
  page: (of, before, limit, only) => sql.answer(() => page(sql, of, before, limit, only)),
  get: (connectionId, id) =>
    sql.answer(() =>
      documents<LogEntry>(sql, 'log').one('where connection_id = ? and id = ?', connectionId, id),
    ),
  prune: (before) => prune(sql, before),
});
