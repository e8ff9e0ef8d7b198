import type { Connection } from '../../sync/documents.ts';
import { NEED, needOf, type NeedPlace, type Tally } from '../../sync/ports/need.ts';
import type { Store } from '../../sync/ports/store.ts';
import { liveKey } from '../unique.ts';
import { documents, type Sql } from './sql.ts';

const isTaken = (sql: Sql, connection: Connection): boolean =>
  sql.get('select 1 from connections where live_key = ? and id <> ?', liveKey(connection), connection.id) !==
  null;

/** Part of a transaction of the caller. False: no such row, or its resource has another live connection by now. */
export const mergeConnection = (sql: Sql, id: string, values: Partial<Connection>): boolean => {
  const present = documents<Connection>(sql, 'connections').one('where id = ?', id);
  if (present === null) return false;
  const next: Connection = { ...present, ...values, id };
  if (isTaken(sql, next)) return false;
  sql.run(
    `update connections set tenant_id = ?, oid = ?, company_id = ?, resource_id = ?, live_key = ?, doc = ?,
     need = ?, linked = ?, proven_equal_at = ? where id = ?`,
    next.tenantId,
    next.oid,
    next.companyId,
    next.resourceId,
    liveKey(next),
    JSON.stringify(next),
    needOf(next),
    next.counts.linked,
    next.provenEqualAt,
    id,
  );
  return true;
};

const insert = (sql: Sql, connection: Connection): boolean => {
  if (isTaken(sql, connection)) return false;
  const { id, tenantId, oid, companyId, resourceId, createdAt } = connection;
  const inserted = sql.run(
    'insert into connections values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing',
    id,
    tenantId,
    oid,
    companyId,
    resourceId,
    liveKey(connection),
    createdAt,
    JSON.stringify(connection),
    needOf(connection),
    connection.counts.linked,
    connection.provenEqualAt,
  );
  return inserted === 1;
};

const byNeed = (sql: Sql, companyId: string, after: NeedPlace | null, limit: number): Connection[] => {
  const { need, id } = after ?? { need: -1, id: '' };
  return documents<Connection>(sql, 'connections').many(
    `where company_id = ? and need <= ${NEED.none} and (need, id) > (?, ?) order by need, id limit ?`,
    companyId,
    need,
    id,
    limit,
  );
};

/** From the index alone. */
const tally = (sql: Sql, companyId: string): Tally => {
  const groups = sql.all(
    `select need, count(*) as number, sum(linked) as linked, min(proven_equal_at) as earliest,
     count(proven_equal_at) as proven from connections where company_id = ? group by need`,
    companyId,
  );
  const of = (...needs: number[]) => groups.filter(({ need }) => needs.includes(Number(need)));
  const sum = (rows: typeof groups, name: string): number =>
    rows.reduce((all, row) => all + Number(row[name]), 0);
  const live = of(NEED.help, NEED.none);
  const isProven = live.length > 0 && sum(live, 'proven') === sum(live, 'number');
  return {
    live: sum(live, 'number'),
    needHelp: sum(of(NEED.help), 'number'),
    awaiting: sum(of(NEED.approval), 'number'),
    linked: sum(live, 'linked'),
    provenEqualAt: isProven ? Math.min(...live.map(({ earliest }) => Number(earliest))) : null,
  };
};

export const connectionsIn = (sql: Sql): Store['connections'] => {
  const connections = documents<Connection>(sql, 'connections');
  const newest = 'order by created_at desc, id desc';
  const merge = (
    id: string,
    values: Partial<Connection>,
    isAllowed: (present: Connection) => boolean,
  ): Promise<boolean> =>
    sql.answer(() =>
      sql.atomically(() => {
        const present = connections.one('where id = ?', id);
        return present !== null && isAllowed(present) && mergeConnection(sql, id, values);
      }),
    );
  return {
    get: (id) => sql.answer(() => connections.one('where id = ?', id)),
    ofUser: (tenantId, oid) =>
      sql.answer(() => connections.many(`where tenant_id = ? and oid = ? ${newest}`, tenantId, oid)),
    ofCompany: (companyId) => sql.answer(() => connections.many(`where company_id = ? ${newest}`, companyId)),
    byNeed: (companyId, after, limit) => sql.answer(() => byNeed(sql, companyId, after, limit)),
    tally: (companyId) => sql.answer(() => tally(sql, companyId)),
    ofResource: (companyId, resourceId) =>
      sql.answer(() =>
        connections.many(`where company_id = ? and resource_id = ? ${newest}`, companyId, resourceId),
      ),
    create: (connection) => sql.answer(() => sql.atomically(() => insert(sql, connection))),
    set: (id, values, ifState) => merge(id, values, ({ state }) => !ifState || ifState.includes(state)),
    change: (id, values, version) => merge(id, values, (present) => present.settingsVersion === version),
    remove: (id) => sql.answer(() => void sql.run('delete from connections where id = ?', id)),
    endedBefore: (before, limit) =>
      sql.answer(() =>
        connections.many(
          `where live_key like 'ended:%' and doc ->> '$.deactivated.at' < ? order by id limit ?`,
          before,
          limit,
        ),
      ),
  };
};
