/** Settings of company and connection. A change holds for what is synced from then on: it signals nothing. */
import type { Copies } from '../../core/departure.ts';
import { writesTo, type Direction } from '../../core/items.ts';
import { effective, type OwnSettings } from '../../core/settings.ts';
import { carryOut, type Outcome } from './actResult.ts';
import { calendarsFor, writableCalendar } from './draft.ts';
import { audit, changeCompany, requireAgreement } from '../companyRow.ts';
import { changedSettings, isApproved, isLive, refusedSetting, type Role } from '../policy.ts';
import type { Caller } from '../ports/people.ts';
import type { Company, Connection } from '../documents.ts';
import { changeChoices, type Choice } from './ownChoices.ts';
import { forbidden, invalid, Refusal } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { lastApplied } from './undo.ts';
import { copiesRequired, countUnowned, releaseLeft, shapeOf } from '../unowned.ts';

/** All connections apply within this time of each other; an older one was another act of the company. */
const ONE_ACT = 3_600_000;

type SettingsDeps = Pick<
  RequestDeps,
  'store' | 'clock' | 'bus' | 'runner' | 'tokens' | 'background' | 'releaseCopies' | 'sides'
>;

const directionOf = (company: Pick<Company, 'settings' | 'locked'>, own: OwnSettings): Direction =>
  effective(company, own).settings.direction;

const tell = (deps: Pick<RequestDeps, 'bus'>, connection: Connection): void => {
  const { id, tenantId, companyId } = connection;
  deps.bus.publish({ tenantId, companyId, connectionId: id, kind: 'settings' });
};

// ── Company ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface CompanyChange {
  values: object;
  reset: readonly string[];
  locked: readonly string[] | null;
  copies: Copies | null;
}

const liveOf = async (deps: SettingsDeps, company: Company): Promise<Connection[]> =>
  (await deps.store.connections.ofCompany(company.id)).filter(
    (connection) => isLive(connection) && isApproved(connection),
  );

/** Live connections, with the copies that each would leave by the company's change. */
const abandoned = async (deps: SettingsDeps, company: Company, changed: Company) =>
  Promise.all(
    (await liveOf(deps, company)).map(async (connection) => {
      const before = shapeOf(connection, directionOf(company, connection.settings));
      const after = shapeOf(connection, directionOf(changed, connection.settings));
      const count = await countUnowned(deps.store, connection.id, before, after);
      return { connection, before, after, count };
    }),
  );

const apply = (company: Company, change: CompanyChange): Company => ({
  ...company,
  settings: changedSettings(company.settings, change).own,
  locked: change.locked === null ? company.locked : [...new Set(change.locked)],
  settingsVersion: company.settingsVersion + 1,
});

/** Which settings this change locked, and which it set free. */
const locksBetween = (before: Pick<Company, 'locked'>, after: Pick<Company, 'locked'>) => ({
  lockedNow: after.locked.filter((name) => !before.locked.includes(name)),
  freedNow: before.locked.filter((name) => !after.locked.includes(name)),
});

export const changeCompanySettings = async (
  deps: SettingsDeps,
  caller: Caller,
  company: Company,
  change: CompanyChange,
): Promise<Company> => {
  const live = await abandoned(deps, company, apply(company, change));
  const left = live.reduce((sum, { count }) => sum + count, 0);
  if (left > 0 && change.copies === null) throw copiesRequired(left);
  const changed = await changeCompany(deps.store, company.id, (present) => apply(present, change));
  const { names } = changedSettings({}, change);
  await audit(deps, caller, company.id, 'change-settings', { names, ...locksBetween(company, changed) });
  for (const { connection, ...left } of live)
    await releaseLeft(deps, connection, caller.oid, { ...left, copies: change.copies });
  for (const connection of await liveOf(deps, company)) tell(deps, connection);
  return changed;
};

/** What came of each, and how many were left alone since they are paused. */
export interface AppliedToAll {
  outcomes: Outcome[];
  skipped: number;
}

/** Nothing is transferred in what its owner, or an admin, has paused. */
const isPaused = ({ state }: Pick<Connection, 'state'>): boolean => state === 'paused';

/** Every live connection that is not paused re-decides what it has synced. */
export const applyCompanySettings = async (
  deps: SettingsDeps,
  caller: Caller,
  company: Company,
): Promise<AppliedToAll> => {
  requireAgreement(company);
  const all = await liveOf(deps, company);
  const connections = all.filter((connection) => !isPaused(connection));
  const skipped = all.length - connections.length;
  await audit(deps, caller, company.id, 'apply-settings', { connections: connections.length, skipped });
  const outcomes = await Promise.all(
    connections.map((connection) =>
      carryOut(deps, connection, caller.oid, { kind: 'apply-settings', level: 'company' }),
    ),
  );
  return { outcomes, skipped };
};

/** What the company's last act wrote in each connection that can still take it back; older ones were another act. */
const lastOfCompany = async (deps: SettingsDeps, company: Company) => {
  const found = await Promise.all(
    (await liveOf(deps, company)).map(async (connection) => ({
      connection,
      entry: await lastApplied(deps, connection, 'company'),
    })),
  );
  const last = Math.max(...found.map(({ entry }) => entry?.at ?? 0));
  return found.flatMap(({ connection, entry }) =>
    entry && last - entry.at < ONE_ACT ? { connection, entry } : [],
  );
};

/**
 * Takes the last of these back, for every live connection that still can (30 days) and is not paused. Rejects with
 * `undo_impossible` where there is none.
 */
export const undoCompanySettings = async (
  deps: SettingsDeps,
  caller: Caller,
  company: Company,
): Promise<AppliedToAll> => {
  requireAgreement(company);
  const all = await lastOfCompany(deps, company);
  const undoable = all.filter(({ connection }) => !isPaused(connection));
  if (undoable.length === 0) throw new Refusal('undo_impossible', 'There is nothing to take back.');
  const skipped = all.length - undoable.length;
  await audit(deps, caller, company.id, 'undo-apply-settings', { connections: undoable.length, skipped });
  const outcomes = await Promise.all(
    undoable.map(({ connection, entry }) =>
      carryOut(deps, connection, caller.oid, {
        kind: 'undo-log',
        entryId: entry.id,
        notify: null,
        role: 'admin',
      }),
    ),
  );
  return { outcomes, skipped };
};

// ── Connection ───────────────────────────────────────────────────────────────────────────────────────────────────

export interface ConnectionChange {
  values: object;
  reset: readonly string[];
  copies: Copies | null;
}

/** Own settings after the change, or a refusal that names the setting. */
export const settingsAfter = (
  role: Role,
  company: Company,
  own: OwnSettings,
  change: Pick<ConnectionChange, 'values' | 'reset'>,
): OwnSettings => {
  const { own: after, names } = changedSettings(own, change);
  const refused = refusedSetting({ role, company, before: own, after, names });
  if (refused) throw forbidden(refused.why, refused.name);
  return after;
};

/**
 * A direction that begins to write to Office needs the right to, which its owner alone can give, and a calendar to
 * write to.
 */
const targetFor = async (
  deps: SettingsDeps,
  caller: Caller,
  role: Role,
  connection: Connection,
  after: Direction,
): Promise<string | null> => {
  const { writeCalendarId: present, calendars: chosen } = connection;
  if (!writesTo(after, 'office')) return present;
  if (role === 'admin') {
    if (present === null)
      throw invalid('direction', 'The owner of the calendar has to choose where to write first.');
    return present;
  }
  const ids = chosen.map(({ id }) => id);
  const { calendars } = await calendarsFor(deps, caller, after, ids);
  return present ?? writableCalendar(calendars, ids, null);
};

interface ChangedSubject {
  role: Role;
  connection: Connection;
  company: Company;
}

/** Made from the settings as they are at that moment: changes one upon the other, or by two people, all hold. */
export const changeConnectionSettings = async (
  deps: SettingsDeps,
  caller: Caller,
  { role, connection, company }: ChangedSubject,
  change: ConnectionChange,
): Promise<Connection> => {
  const choose = async (present: Connection): Promise<Choice> => {
    const own = settingsAfter(role, company, present.settings, change);
    const was = directionOf(company, present.settings);
    const will = directionOf(company, own);
    const before = shapeOf(present, was);
    const target =
      was === will ? {} : { writeCalendarId: await targetFor(deps, caller, role, present, will) };
    return { values: { settings: own, ...target }, before, after: { ...before, direction: will } };
  };
  const changed = await changeChoices(deps, connection, { choose, copies: change.copies, by: caller.oid });
  if (role === 'admin')
    await audit(deps, caller, company.id, 'change-resource-settings', {
      resource: connection.resourceId,
      names: changedSettings({}, change).names,
    });
  tell(deps, changed);
  return changed;
};
