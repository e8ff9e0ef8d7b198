/** What leaves the server about a company. Secrets don't: the header's value is told the once it is made. */
import type {
  AuditEntry as ShownEntry,
  Company as ShownCompany,
  Health as ShownHealth,
  HealthRow as ShownRow,
  Invited as ShownInvited,
  Privacy,
  Resource,
} from '../../../../shared/company.ts';
import type { Invitation as ShownInvitation, Me, OpenInvitation } from '../../../../shared/me.ts';
import type { CompanySettings } from '../../../../shared/settings.ts';
import { effective } from '../../core/settings.ts';
import type { ShownAct } from '../../sync/requests/auditPages.ts';
import { hasAgreed } from '../../sync/companyRow.ts';
import type { Health, HealthRow } from '../../sync/requests/health.ts';
import type { Invited } from '../../sync/requests/invitations.ts';
import { needsHelp } from '../../sync/requests/need.ts';
import type { MyView } from '../../sync/requests/me.ts';
import type { Opened } from '../../sync/requests/openInvitation.ts';
import type { Company, Connection, Invitation } from '../../sync/documents.ts';
import type { Caller } from '../../sync/ports/people.ts';
import { PRIVACY_TEXT, PRIVACY_VERSION } from '../../sync/privacyText.ts';
import type { ResourceView } from '../../sync/requests/resources.ts';
import { shortAddress } from '../../sync/requests/shortAddress.ts';
import { connection, settings } from './connection.ts';
import { page, time, timeOrNull } from './times.ts';

export const company = (
  row: Company,
  publicUrl: string,
  headerValue: string | null = null,
): ShownCompany => ({
  id: row.id,
  name: row.name,
  timeZone: row.timeZone,
  language: row.language,
  privacyAccepted: hasAgreed(row),
  state: row.state,
  webhook: {
    url: `${publicUrl}/webhooks/timify/${row.id}`,
    headerName: row.webhook.headerName,
    headerValue,
  },
});

const brief = (row: Company) => ({ id: row.id, name: row.name, privacyAccepted: hasAgreed(row) });

export const privacy = (row: Company): Privacy => ({
  version: PRIVACY_VERSION,
  text: PRIVACY_TEXT,
  accepted: hasAgreed(row),
  acceptedAt: hasAgreed(row) ? timeOrNull(row.privacy?.at ?? null) : null,
});

export const companySettings = (row: Company, connections: readonly Connection[]): CompanySettings => ({
  ...settings(row, {}),
  existing: {
    connections: connections.length,
    linked: connections.reduce((sum, { counts }) => sum + counts.linked, 0),
  },
});

const share = ({ done, total }: Connection['progress']): number =>
  total === 0 ? 0 : Math.min(1, done / total);

export const resource = (view: ResourceView, row: Company): Resource => {
  const { connection: live, invitation } = view;
  const waits = live?.state === 'awaiting-approval';
  return {
    id: view.id,
    name: view.name,
    email: view.email,
    state: view.state,
    connectionId: live?.id ?? null,
    invitation: invitation && {
      invitedBy: invitation.invitedBy,
      createdAt: time(invitation.createdAt),
      expiresAt: time(invitation.expiresAt),
    },
    awaiting: live && waits ? { email: live.ownerEmail } : null,
    trouble: live?.trouble?.kind ?? null,
    direction: live ? effective(row, live.settings).settings.direction : null,
    conflicts: live?.counts.conflicts ?? 0,
    held: live?.counts.held ?? 0,
    progress: live?.state === 'importing' ? share(live.progress) : null,
    lag: live?.lag ?? null,
    lastRunAt: timeOrNull(live?.lastRunAt ?? null),
  };
};

export const invited = (one: Invited): ShownInvited => ({ ...one, expiresAt: timeOrNull(one.expiresAt) });

const healthRow = ({ connection: row, subscriptions, waitingSince, openBookings }: HealthRow): ShownRow => ({
  connectionId: row.id,
  resourceId: row.resourceId,
  resourceName: row.resourceName,
  state: row.state,
  needsHelp: needsHelp(row),
  stateSince: time(row.stateSince),
  trouble: row.trouble && { ...row.trouble, at: time(row.trouble.at) },
  lag: row.lag,
  lastRunAt: timeOrNull(row.lastRunAt),
  provenEqualAt: timeOrNull(row.provenEqualAt),
  linked: row.counts.linked,
  subscriptions: { ...subscriptions, expiresAt: timeOrNull(subscriptions.expiresAt) },
  waitingSince: timeOrNull(waitingSince),
  openBookings: openBookings && {
    count: openBookings.count,
    first: openBookings.first.map(({ start, end }) => ({ start: time(start), end: time(end) })),
  },
});

export const health = (found: Health): ShownHealth => ({
  ...page(found.rows.map(healthRow), found.next),
  total: found.live,
  needHelp: found.needHelp,
  company: found.company.state,
  keepsMarks: !found.company.refusesMarks,
  awaiting: found.awaiting,
  since: time(found.since),
  lag: found.lag,
  changes: found.changes,
  provenEqualAt: timeOrNull(found.provenEqualAt),
  linked: found.linked,
  history: found.history.map((step) => ({ ...step, at: time(step.at) })),
});

export const auditEntry = ({ entry, resources, undone }: ShownAct): ShownEntry => {
  const { id, at, by, act, facts } = entry;
  return { id, at: time(at), by, act, facts, resources, undone };
};

const about = (invitation: Invitation, row: Company): OpenInvitation => ({
  id: invitation.id,
  company: { id: row.id, name: row.name },
  resource: { id: invitation.resourceId, name: invitation.resourceName },
  invitedBy: invitation.invitedBy,
  expiresAt: time(invitation.expiresAt),
  language: row.language,
  settings: settings(row, {}),
});

export const invitation = ({ invitation: row, company: owner, match }: Opened): ShownInvitation => ({
  ...about(row, owner),
  email: match === 'equal' ? row.email : shortAddress(row.email),
  match,
  settings: match === 'equal' ? settings(owner, {}) : null,
});

const NO_COMPANY: Pick<Company, 'settings' | 'locked'> = { settings: {}, locked: [] };

export const me = (view: MyView, caller: Caller): Me => {
  const { tenantId, oid, roles } = caller;
  const { profile } = view;
  return {
    user: {
      tenantId,
      oid,
      name: profile?.name ?? caller.name,
      email: profile ? (profile.mail ?? profile.userPrincipalName) : null,
      roles,
    },
    access: view.access,
    company: view.company && brief(view.company),
    companies: view.companies.map(brief),
    invitations: view.invitations.map((one) => about(one.invitation, one.company)),
    connections: view.connections.map((row) =>
      connection(row, view.companies.find(({ id }) => id === row.companyId) ?? NO_COMPANY, caller),
    ),
  };
};
