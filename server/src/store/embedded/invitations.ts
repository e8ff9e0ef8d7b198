import type { Invitation } from '../../sync/documents.ts';
import type { Store } from '../../sync/ports/store.ts';
import { openKey } from '../unique.ts';
import { documents, type Sql } from './sql.ts';

const write = (sql: Sql, invitation: Invitation): void =>
  void sql.run(
    'insert or replace into invitations values (?, ?, ?, ?, ?, ?, ?, ?)',
    invitation.id,
    invitation.companyId,
    invitation.tenantId,
    invitation.email,
    invitation.tokenHash,
    openKey(invitation),
    invitation.createdAt,
    JSON.stringify(invitation),
  );

const put = (sql: Sql, invitation: Invitation): void => {
  const open = documents<Invitation>(sql, 'invitations').one(
    'where open_key = ? and id <> ?',
    openKey(invitation),
    invitation.id,
  );
  if (open !== null) write(sql, { ...open, state: 'replaced' });
  write(sql, invitation);
};

export const invitationsIn = (sql: Sql): Store['invitations'] => {
  const invitations = documents<Invitation>(sql, 'invitations');
  return {
    put: (invitation) => sql.answer(() => sql.atomically(() => put(sql, invitation))),
    byTokenHash: (hash) => sql.answer(() => invitations.one('where token_hash = ?', hash)),
    get: (id) => sql.answer(() => invitations.one('where id = ?', id)),
    ofCompany: (companyId) =>
      sql.answer(() => invitations.many('where company_id = ? order by created_at desc, id desc', companyId)),
    openFor: (tenantId, emails) =>
      sql.answer(() =>
        invitations.many(
          `where tenant_id = ? and email in (select value from json_each(?)) and open_key like 'open:%'
           order by created_at desc, id desc`,
          tenantId,
          JSON.stringify(emails),
        ),
      ),
    remove: (id) => sql.answer(() => void sql.run('delete from invitations where id = ?', id)),
    prune: (before) =>
      sql.answer(() =>
        sql.run(
          `delete from invitations where created_at < ?
           and (open_key not like 'open:%' or doc ->> '$.awaiting.oid' is null)`,
          before,
        ),
      ),
  };
};
