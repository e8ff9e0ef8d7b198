import type { Link } from '../../core/links.ts';
import type { Connection } from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';
import {
  appointmentReference,
  bucketsIn,
  bucketsOf,
  asking,
  referencesIn,
  referencesOf,
  type About,
} from '../about.ts';
import { countsFrom } from '../counts.ts';
import { documents, type Sql } from './sql.ts';

const dropIndex = (sql: Sql, connectionId: string, id: string): void => {
  sql.run('delete from link_references where connection_id = ? and link_id = ?', connectionId, id);
  sql.run('delete from link_buckets where connection_id = ? and link_id = ?', connectionId, id);
};

/** Part of a transaction of the caller. */
export const putLink = (sql: Sql, link: Link): void => {
  const { connectionId, id } = link;
  dropIndex(sql, connectionId, id);
  sql.run(
    `insert into links values (?, ?, ?, ?, ?) on conflict (connection_id, id) do update set
     decision = excluded.decision, series_id = excluded.series_id, doc = excluded.doc`,
    connectionId,
    id,
    link.decision.kind,
    link.origin.seriesId,
    JSON.stringify(link),
  );
  for (const reference of referencesOf(link))
    sql.run('insert into link_references values (?, ?, ?)', connectionId, reference, id);
  for (const bucket of bucketsOf(link))
    sql.run('insert into link_buckets values (?, ?, ?)', connectionId, bucket, id);
};

/** Part of a transaction of the caller. */
export const dropLink = (sql: Sql, connectionId: string, id: string): void => {
  dropIndex(sql, connectionId, id);
  sql.run('delete from links where connection_id = ? and id = ?', connectionId, id);
};

const CANDIDATES = `where connection_id = ?1 and id in (
  select link_id from link_references where connection_id = ?1 and reference in (select value from json_each(?2))
  union
  select link_id from link_buckets where connection_id = ?1 and bucket in (select value from json_each(?3))
) order by id`;

const about = (sql: Sql, connectionId: string, what: About): Link[] => {
  const links = documents<Link>(sql, 'links');
  const buckets = bucketsIn(what.spans ?? []);
  const candidates =
    buckets === null
      ? links.many('where connection_id = ? order by id', connectionId)
      : links.many(CANDIDATES, connectionId, JSON.stringify(referencesIn(what)), JSON.stringify(buckets));
  return candidates.filter(asking(what));
};

const counts = (sql: Sql, connectionId: string): Connection['counts'] => {
  const kinds = sql.all(
    'select decision, count(*) number from links where connection_id = ? group by decision',
    connectionId,
  );
  const open = sql.get(
    'select count(*) number from conflicts where connection_id = ? and is_open = 1',
    connectionId,
  );
  const connection = documents<Connection>(sql, 'connections').one('where id = ?', connectionId);
  const byKind = new Map(kinds.map((row) => [String(row['decision']), Number(row['number'])]));
  return countsFrom(byKind, Number(open?.['number']), connection?.hold ?? null);
};

const connectionsOfAppointment = (sql: Sql, companyId: string, appointmentId: string): string[] =>
  sql
    .all(
      `select distinct connection_id from link_references join connections on connections.id = connection_id
       where reference = ? and company_id = ? order by connection_id`,
      appointmentReference(appointmentId),
      companyId,
    )
    .map((row) => String(row['connection_id']));

export const linksIn = (sql: Sql): Store['links'] => {
  const links = documents<Link>(sql, 'links');
  return {
    get: (connectionId, id) =>
      sql.answer(() => links.one('where connection_id = ? and id = ?', connectionId, id)),
    about: (connectionId, what) => sql.answer(() => about(sql, connectionId, what)),
    ofSeries: (connectionId, seriesId) =>
      sql.answer(() =>
        links.many('where connection_id = ? and series_id = ? order by id', connectionId, seriesId),
      ),
    page: (connectionId, after, limit) =>
      sql.answer(() =>
        links.many(
          'where connection_id = ? and id > ? order by id limit ?',
          connectionId,
          after ?? '',
          limit,
        ),
      ),
    counts: (connectionId) => sql.answer(() => counts(sql, connectionId)),
    connectionsOfAppointment: (companyId, appointmentId) =>
      sql.answer(() => connectionsOfAppointment(sql, companyId, appointmentId)),
  };
};
