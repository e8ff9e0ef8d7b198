/** What leaves the server about a connection. */
import type {
  ActResult,
  Archive,
  Connection as ShownConnection,
  ErasureProof,
} from '../../../../shared/connection.ts';
import type { SettingsInForce } from '../../../../shared/settings.ts';
import { heldUnits } from '../../core/brake.ts';
import { effective } from '../../core/settings.ts';
import type { Outcome } from '../../sync/requests/actResult.ts';
import type { Erased, Stored } from '../../sync/requests/exportData.ts';
import type { Caller } from '../../sync/ports/people.ts';
import type { Company, Connection } from '../../sync/documents.ts';
import type { Copies } from '../../core/departure.ts';
import { undoUntil } from '../../sync/requests/undo.ts';
import { time, timeOrNull } from './times.ts';

export const settings = (
  company: Pick<Company, 'settings' | 'locked'>,
  own: Connection['settings'],
): SettingsInForce => {
  const inForce = effective(company, own);
  return { ...inForce.settings, locked: company.locked, sources: inForce.sources };
};

const trouble = ({ trouble: last }: Connection): ShownConnection['trouble'] =>
  last && { ...last, at: time(last.at) };

const hold = ({ hold: held }: Connection): ShownConnection['hold'] =>
  held && { side: held.side, count: heldUnits(held), total: held.total, since: time(held.since) };

export const connection = (
  row: Connection,
  company: Pick<Company, 'settings' | 'locked'>,
  caller: Pick<Caller, 'oid'>,
): ShownConnection => ({
  id: row.id,
  companyId: row.companyId,
  resourceId: row.resourceId,
  resourceName: row.resourceName,
  ownerEmail: row.ownerEmail,
  mine: row.oid === caller.oid,
  state: row.state,
  stateSince: time(row.stateSince),
  trouble: trouble(row),
  progress: { ...row.progress, doneUntil: timeOrNull(row.progress.doneUntil) },
  settings: settings(company, row.settings),
  calendars: row.calendars.map(({ id }) => id),
  calendarFacts: row.calendars.map(({ id, canEdit, isOwn }) => ({ id, canEdit, isOwn })),
  writeCalendar: row.writeCalendarId,
  timeZone: row.timeZone,
  language: row.language,
  counts: row.counts,
  hold: hold(row),
  lag: row.lag,
  lastRunAt: timeOrNull(row.lastRunAt),
  provenEqualAt: timeOrNull(row.provenEqualAt),
  importedAt: timeOrNull(row.importedAt),
  createdAt: time(row.createdAt),
  deactivated: row.deactivated && {
    at: time(row.deactivated.at),
    copies: row.deactivated.copies,
    undoUntil: timeOrNull(undoUntil(row)),
  },
});

export const actResult = (outcome: Outcome, shown: ShownConnection | null): ActResult => ({
  ...outcome,
  connection: shown,
});

/** As stored; sealed cursors and hashes of secrets stay here. */
export const archive = (stored: Stored, shown: ShownConnection, own: Connection['settings']): Archive => ({
  exportedAt: time(stored.exportedAt),
  connection: shown,
  ownSettings: own,
  links: stored.links.map((link) => ({ ...link })),
  conflicts: stored.conflicts.map((conflict) => ({ ...conflict })),
  log: stored.log.map((entry) => ({ ...entry })),
  subscriptions: stored.cursors.map(({ calendarId, window, subscription }) => ({
    calendarId,
    window,
    subscription: subscription && {
      id: subscription.id,
      state: subscription.state,
      expiresAt: time(subscription.expiresAt),
    },
  })),
  invitations: stored.invitations.map((one) => ({
    ...{ email: one.email, resourceName: one.resourceName, invitedBy: one.invitedBy, state: one.state },
    createdAt: time(one.createdAt),
    expiresAt: time(one.expiresAt),
  })),
});

export const erasureProof = (connectionId: string, copies: Copies, erased: Erased): ErasureProof => ({
  connectionId,
  erasedAt: time(erased.erasedAt),
  copies,
  removed: erased.removed,
  left: erased.left,
  facts: erased.facts,
});
