import type { Sql } from './sql.ts';

/**
 * Documents live as JSON in `doc`; beside them stands only what a query looks for. A migration, once released, is
 * never edited: a change is a further entry.
 */
const MIGRATIONS: readonly string[] = [
  `
  create table companies (id text primary key, tenant_id text not null, doc text not null) strict;
  create index companies_of_tenant on companies (tenant_id);

  create table connections (
    id text primary key, tenant_id text not null, oid text not null, company_id text not null,
    resource_id text not null, live_key text not null unique, created_at integer not null, doc text not null
  ) strict;
  create index connections_of_user on connections (tenant_id, oid, created_at);
  create index connections_of_resource on connections (company_id, resource_id, created_at);

  create table work (
    id text primary key, tenant_id text not null, lane text not null, due_at integer not null,
    lease_until integer not null, doc text not null
  ) strict;
  create index work_due on work (lane, due_at);
  create table served (tenant_id text primary key, turn integer not null) strict;

  create table links (
    connection_id text not null, id text not null, decision text not null, series_id text, doc text not null,
    primary key (connection_id, id)
  ) strict;
  create index links_of_series on links (connection_id, series_id) where series_id is not null;
  create index links_by_decision on links (connection_id, decision);
  create table link_references (
    connection_id text not null, reference text not null, link_id text not null,
    primary key (connection_id, reference, link_id)
  ) strict, without rowid;
  create index references_anywhere on link_references (reference);
  create index references_of_link on link_references (connection_id, link_id);
  create table link_buckets (
    connection_id text not null, bucket integer not null, link_id text not null,
    primary key (connection_id, bucket, link_id)
  ) strict, without rowid;
  create index buckets_of_link on link_buckets (connection_id, link_id);

  create table cursors (
    connection_id text not null, calendar_id text not null, subscription_id text, doc text not null,
    primary key (connection_id, calendar_id)
  ) strict;
  create index cursors_by_subscription on cursors (subscription_id) where subscription_id is not null;

  create table conflicts (
    connection_id text not null, id text not null, is_open integer not null, opened_at integer not null,
    closed_at integer, span_end integer not null, doc text not null,
    primary key (connection_id, id)
  ) strict;
  create index conflicts_open on conflicts (connection_id, is_open);
  create index conflicts_in_time on conflicts (connection_id, opened_at, id);
  create index conflicts_closed on conflicts (closed_at) where closed_at is not null;

  create table log (
    connection_id text not null, id text not null, company_id text not null, at integer not null,
    item text not null, doc text not null,
    primary key (connection_id, id)
  ) strict;
  create index log_of_connection on log (connection_id, at, id);
  create index log_of_item on log (connection_id, item, at, id);
  create index log_of_company on log (company_id, at, id);
  create index log_by_age on log (at);

  create table acts (
    id text primary key, connection_id text not null, is_waiting integer not null, at integer not null,
    doc text not null
  ) strict;
  create index acts_of_connection on acts (connection_id, is_waiting, at);
  create index acts_by_age on acts (at);

  create table invitations (
    id text primary key, company_id text not null, tenant_id text not null, email text not null,
    token_hash text not null, open_key text not null unique, created_at integer not null, doc text not null
  ) strict;
  create index invitations_by_token on invitations (token_hash);
  create index invitations_of_company on invitations (company_id, created_at);
  create index invitations_for on invitations (tenant_id, email);

  create table tokens (key text primary key, sealed text not null, revision integer not null) strict;

  create table seen (
    company_id text not null, id text not null, version text not null, start_at integer not null,
    resource_ids text not null,
    primary key (company_id, id)
  ) strict, without rowid;
  create index seen_in_time on seen (company_id, start_at);

  create table audit (
    company_id text not null, id text not null, at integer not null, doc text not null,
    primary key (company_id, id)
  ) strict;
  create index audit_in_time on audit (company_id, at, id);
  `,
  `
  create table lags (
    company_id text not null, at integer not null, by text not null, doc text not null,
    primary key (company_id, at, by)
  ) strict, without rowid;
  create index lags_by_age on lags (at);
  `,
  `
  alter table connections add column need integer not null default 1;
  alter table connections add column linked integer not null default 0;
  alter table connections add column proven_equal_at integer;
  update connections set
    need = case
      when doc ->> '$.state' = 'deactivated' then 3
      when doc ->> '$.state' = 'awaiting-approval' then 2
      when doc ->> '$.trouble' is null
        and doc ->> '$.state' in ('in-step', 'syncing', 'importing', 'paused') then 1
      else 0
    end,
    linked = doc ->> '$.counts.linked', proven_equal_at = doc ->> '$.provenEqualAt';
  create index connections_by_need on connections (company_id, need, id, linked, proven_equal_at);
  `,
];

/** Brings the file to the present form, step by step; each step is all or nothing. */
export const migrate = (sql: Sql, file: string): void => {
  const version = Number(sql.get('pragma user_version')?.['user_version'] ?? 0);
  if (version > MIGRATIONS.length)
    throw new Error(
      `${file} was written by a newer release (form ${version}, this one knows ${MIGRATIONS.length}). ` +
        'Start that release, or restore the copy made before the update.',
    );
  for (const [done, migration] of MIGRATIONS.entries())
    if (done >= version) sql.atomically(() => sql.script(`${migration}; pragma user_version = ${done + 1};`));
};
