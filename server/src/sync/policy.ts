/** Who may do what. Pure; the only place that decides it. Design §9 and rule 8 of §4. */
import { concernsCustomers } from '../core/conflicts.ts';
import { writesTo, type Direction, type SideName } from '../core/items.ts';
import { type Conflict, type ConflictAction } from '../core/decisions.ts';
import { effective, flatten, type OwnSettings } from '../core/settings.ts';
import type { Caller } from './ports/people.ts';
import type { Company, Connection } from './documents.ts';

export const ADMIN_ROLE = 'Sync.Admin';

/** What a person is to a connection. An admin who owns it is its owner. */
export type Role = 'owner' | 'admin';

export const isAdmin = (caller: Pick<Caller, 'roles'>): boolean => caller.roles.includes(ADMIN_ROLE);

/** Null: the connection does not exist for this person. */
export const roleOn = (
  caller: Pick<Caller, 'tenantId' | 'oid' | 'roles'>,
  connection: Pick<Connection, 'tenantId' | 'oid'>,
): Role | null => {
  if (connection.tenantId !== caller.tenantId) return null;
  if (connection.oid === caller.oid) return 'owner';
  return isAdmin(caller) ? 'admin' : null;
};

/** Until an admin has approved, a connection shows nothing and does nothing. */
export const isApproved = (connection: Pick<Connection, 'state'>): boolean =>
  connection.state !== 'awaiting-approval';

export const isLive = (connection: Pick<Connection, 'state'>): boolean => connection.state !== 'deactivated';

/** Acts on Office items belong to the mailbox owner, whatever the conflict. */
const touchesOffice = (action: ConflictAction, conflict: Pick<Conflict, 'office'>): boolean =>
  action === 'move-event' ||
  action === 'delete-event' ||
  (action === 'use-timify' && conflict.office !== null);

export const mayResolve = (role: Role, action: ConflictAction, conflict: Pick<Conflict, 'office'>): boolean =>
  role === 'owner' || !touchesOffice(action, conflict);

/** The ways out that this viewer is offered. */
export const actionsFor = (role: Role, conflict: Pick<Conflict, 'office' | 'actions'>): ConflictAction[] =>
  conflict.actions.filter((action) => mayResolve(role, action, conflict));

/** `notify` must be said: nobody tells a customer, or keeps silent, by accident. */
export const needsNotify = (action: ConflictAction, conflict: Pick<Conflict, 'timify'>): boolean =>
  concernsCustomers(action) && conflict.timify?.hasCustomers === true;

/** `confirm-move` takes the time that the event now has; everywhere else a move needs a target. */
export const needsSlot = (action: ConflictAction, conflict: Pick<Conflict, 'kind'>): boolean =>
  action === 'move-event' || (action === 'move-booking' && conflict.kind !== 'confirm-move');

/** Texts that stand in TIMIFY. A booking's stay from an owner's screen where the company sends them over anonymously. */
export const seesTimifyTexts = (role: Role, anonymousToOffice: boolean): boolean =>
  role === 'admin' || !anonymousToOffice;

export interface SettingsRequest {
  role: Role;
  company: Pick<Company, 'settings' | 'locked'>;
  /** Own values before and after. */
  before: OwnSettings;
  after: OwnSettings;
  /** Dotted names that the person named, set or reset. */
  names: readonly string[];
}

const STRICT_ONLY = 'anonymous.toTimify';

/** The first name that this person may not change so, and why; null when all is well. */
export const refusedSetting = (request: SettingsRequest): { name: string; why: string } | null => {
  const { company, before, after, names } = request;
  const isAnonymous = (own: OwnSettings): boolean => effective(company, own).settings.anonymous.toTimify;
  for (const name of names) {
    const stricter = name === STRICT_ONLY && after[name] === true;
    if (company.locked.includes(name) && !stricter)
      return { name, why: 'The company has locked this setting.' };
    if (request.role === 'admin' && name === STRICT_ONLY && isAnonymous(before) && !isAnonymous(after))
      return { name, why: 'Only the owner of the calendar may make this less strict.' };
  }
  return null;
};

/** Sides that were written to before and are not any more: their copies lose their rule. */
export const abandonedSides = (before: Direction, after: Direction): SideName[] =>
  (['office', 'timify'] as const).filter((side) => writesTo(before, side) && !writesTo(after, side));

/** Own settings after a change: nested values in, names reset out. */
export const changedSettings = (
  own: OwnSettings,
  change: { values: object; reset: readonly string[] },
): { own: OwnSettings; names: string[] } => {
  const given = flatten(change.values);
  const next = { ...own, ...given };
  const kept = Object.entries(next).filter(([name]) => name in given || !change.reset.includes(name));
  return { own: Object.fromEntries(kept), names: [...Object.keys(given), ...change.reset] };
};
