import type { AuditEntry } from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';
import { documents, type Sql } from './sql.ts';

const page = (sql: Sql, companyId: string, before: string | null, limit: number): AuditEntry[] => {
  const entries = documents<AuditEntry>(sql, 'audit');
  const order = 'order by at desc, id desc limit ?2';
  if (before === null) return entries.many(`where company_id = ?1 ${order}`, companyId, limit);
  return entries.many(
    `where company_id = ?1 and (at, id) < (select at, id from audit where company_id = ?1 and id = ?3) ${order}`,
    companyId,
    limit,
    before,
  );
};

export const auditIn = (sql: Sql): Store['audit'] => ({
  add: (entry) =>
    sql.answer(
      () =>
        void sql.run(
          'insert or replace into audit values (?, ?, ?, ?)',
          entry.companyId,
          entry.id,
          entry.at,
          JSON.stringify(entry),
        ),
    ),
  page: (companyId, before, limit) => sql.answer(() => page(sql, companyId, before, limit)),
});
