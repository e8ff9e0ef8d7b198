import type { Instant } from '../../core/items.ts';
import { FenceLost, type Store } from '../../sync/ports/store.ts';
import { type Claim, type Lane } from '../../sync/documents.ts';
import * as queue from '../queue.ts';
import { documents, type Sql } from './sql.ts';

export const workRow = (sql: Sql, id: string): queue.QueueRow | null =>
  documents<queue.QueueRow>(sql, 'work').one('where id = ?', id);

const keep = (sql: Sql, row: queue.QueueRow): void =>
  void sql.run(
    `insert into work values (?, ?, ?, ?, ?, ?) on conflict (id) do update set tenant_id = excluded.tenant_id,
     lane = excluded.lane, due_at = excluded.due_at, lease_until = excluded.lease_until, doc = excluded.doc`,
    row.id,
    row.tenantId,
    row.lane,
    row.dueAt,
    row.lease?.until ?? 0,
    JSON.stringify(row),
  );

type ClaimRequest = Parameters<Store['work']['claimOne']>[1];

const take = (sql: Sql, row: queue.QueueRow, request: ClaimRequest): Claim => {
  const next = queue.claimed(row, request);
  keep(sql, next);
  return { ...queue.visible(next), lease: next.lease };
};

/** The tenant was served now: it comes after everyone who was served before. A count, since clocks have ties. */
const noteTurn = (sql: Sql, tenantId: string): void =>
  void sql.run(
    `insert into served select ?, coalesce(max(turn), 0) + 1 from served where true
     on conflict (tenant_id) do update set turn = excluded.turn`,
    tenantId,
  );

const nextDue = (sql: Sql, lane: Lane, now: Instant): queue.QueueRow | null =>
  documents<queue.QueueRow>(sql, 'work left join served using (tenant_id)').one(
    `where lane = ? and due_at <= ? and lease_until <= ? order by coalesce(turn, 0), due_at, id limit 1`,
    lane,
    now,
    now,
  );

const claim = (sql: Sql, request: Parameters<Store['work']['claim']>[0]): Claim | null => {
  for (const lane of queue.lanesInOrder(request.lanes)) {
    const row = nextDue(sql, lane, request.now);
    if (row === null) continue;
    noteTurn(sql, row.tenantId);
    return take(sql, row, request);
  }
  return null;
};

const held = (sql: Sql, id: string, fence: number): queue.QueueRow => {
  const row = workRow(sql, id);
  if (!queue.holds(row, fence)) throw new FenceLost(`${id}: fence ${fence} is no longer the last`);
  return row;
};

const backlog = (sql: Sql, now: Instant): { due: number; oldest: Instant | null } => {
  const row = sql.get(
    'select count(*) due, min(due_at) oldest from work where due_at <= ? and lease_until <= ?',
    now,
    now,
  );
  const oldest = row?.['oldest'];
  return { due: Number(row?.['due']), oldest: typeof oldest === 'number' ? oldest : null };
};

export const workIn = (sql: Sql, now: () => Instant): Store['work'] => {
  const atomic = <T>(work: () => T): Promise<T> => sql.answer(() => sql.atomically(work));
  return {
    signal: (signal) => atomic(() => keep(sql, queue.signalled(workRow(sql, signal.id), signal, now()))),
    claim: (request) => atomic(() => claim(sql, request)),
    claimOne: (id, request) =>
      atomic(() => {
        const row = workRow(sql, id);
        return row === null || queue.isLeased(row, request.now) ? null : take(sql, row, request);
      }),
    renewLease: (id, fence, until) =>
      atomic(() => {
        const row = held(sql, id, fence);
        keep(sql, { ...row, lease: row.lease && { ...row.lease, until } });
      }),
    done: (id, fence, end) => atomic(() => keep(sql, queue.ended(held(sql, id, fence), end, now()))),
    get: (id) =>
      sql.answer(() => {
        const row = workRow(sql, id);
        return row && queue.visible(row);
      }),
    remove: (id) => sql.answer(() => void sql.run('delete from work where id = ?', id)),
    takeOver: () =>
      atomic(() => {
        const leased = documents<queue.QueueRow>(sql, 'work').many('where lease_until > 0');
        for (const row of leased) keep(sql, queue.released(row));
      }),
    backlog: (at) => sql.answer(() => backlog(sql, at)),
  };
};
