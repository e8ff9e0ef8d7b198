import type { Company } from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';
import { documents, type Sql } from './sql.ts';

const PAGE = 500;

export const companiesIn = (sql: Sql): Store['companies'] => {
  const companies = documents<Company>(sql, 'companies');
  const put = (company: Company): boolean => {
    const present = companies.one('where id = ?', company.id);
    if ((present?.revision ?? 0) !== company.revision) return false;
    sql.run(
      'insert into companies values (?, ?, ?) on conflict (id) do update set tenant_id = excluded.tenant_id, doc = excluded.doc',
      company.id,
      company.tenantId,
      JSON.stringify({ ...company, revision: company.revision + 1 }),
    );
    return true;
  };
  return {
    get: (id) => sql.answer(() => companies.one('where id = ?', id)),
    ofTenant: (tenantId) => sql.answer(() => companies.many('where tenant_id = ? order by id', tenantId)),
    put: (company) => sql.answer(() => sql.atomically(() => put(company))),
    remove: (id) => sql.answer(() => void sql.run('delete from companies where id = ?', id)),
    page: (after) => sql.answer(() => companies.many(`where id > ? order by id limit ${PAGE}`, after ?? '')),
  };
};
