/** A connection as it would be: what both the preview and the connecting itself begin with. */
import { writesTo, type ChosenCalendar } from '../../core/items.ts';
import { effective, flatten, type OwnSettings } from '../../core/settings.ts';
import { requireAgreement } from '../companyRow.ts';
import { isLive } from '../policy.ts';
import { openInvitation, type Opened } from './openInvitation.ts';
import type { Calendar } from '../ports/sides.ts';
import type { Caller, Profile } from '../ports/people.ts';
import type { Company, Connection } from '../documents.ts';
import { forbidden, invalid, notFound, Refusal } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { scopesFor } from '../../core/scopes.ts';
import { newId } from '../secrets.ts';
import { asking, signInFor } from './signIn.ts';
import { timifyCompanyOf } from '../desk.ts';

export interface ConnectRequest {
  invitation: string;
  calendars: readonly string[];
  writeCalendar: string | null;
  settings: object;
}

export type DraftDeps = Pick<
  RequestDeps,
  'store' | 'clock' | 'profiles' | 'tokens' | 'sides' | 'vault' | 'background'
>;

/**
 * What the person chose, as far as the company leaves it to them. A locked name with another value is refused; with
 * the company's own value it is not kept. Anonymity that holds now is kept as the person's own, so that nobody above
 * them can take it away later.
 */
export const ownSettings = (company: Company, chosen: object): OwnSettings => {
  const own = flatten(chosen);
  const inForce = flatten(effective(company, own).settings);
  for (const name of Object.keys(own).filter((one) => company.locked.includes(one))) {
    if (own[name] !== inForce[name]) throw forbidden('The company has locked this setting.', name);
    if (name !== 'anonymous.toTimify') Reflect.deleteProperty(own, name);
  }
  return inForce['anonymous.toTimify'] === true ? { ...own, 'anonymous.toTimify': true } : own;
};

/** What others share with the mailbox is read alone: we ask for no right to write there (design §7). */
const canWrite = (calendar: Calendar): boolean => calendar.canEdit && calendar.isOwn;

export const chosenCalendars = (calendars: readonly Calendar[], ids: readonly string[]): ChosenCalendar[] =>
  ids.map((id, index) => {
    const found = calendars.find((calendar) => calendar.id === id);
    if (!found) throw invalid(`calendars.${index}`, 'There is no such calendar in this mailbox.');
    return { id, canEdit: canWrite(found), isOwn: found.isOwn };
  });

/** The calendar that bookings are written to; by default an own writable one, the chosen and the main one first. */
export const writableCalendar = (
  calendars: readonly Calendar[],
  chosen: readonly string[],
  wanted: string | null,
): string => {
  if (wanted !== null) {
    const found = calendars.find(({ id }) => id === wanted);
    if (!found) throw invalid('writeCalendar', 'There is no such calendar in this mailbox.');
    if (!canWrite(found)) throw invalid('writeCalendar', 'This calendar can not be written to.');
    return wanted;
  }
  const writable = calendars.filter(canWrite);
  const rank = (calendar: Calendar): number =>
    (chosen.includes(calendar.id) ? 0 : 2) + (calendar.isDefault ? 0 : 1);
  const [best] = [...writable].sort((a, b) => rank(a) - rank(b));
  if (!best) throw invalid('writeCalendar', 'This mailbox has no calendar that can be written to.');
  return best.id;
};

/** The mailbox' calendars, read with what the direction needs, and with more where a shared one is chosen. */
export const calendarsFor = async (
  deps: Pick<RequestDeps, 'tokens' | 'sides' | 'background'>,
  caller: Caller,
  direction: Parameters<typeof scopesFor>[0],
  ids: readonly string[],
): Promise<{ calendars: Calendar[]; chosen: ChosenCalendar[] }> => {
  const scopes = scopesFor(direction, []);
  await signInFor(deps, caller, scopes);
  const calendars = await asking(scopes, () => deps.sides.office(caller, scopes).calendars());
  const chosen = chosenCalendars(calendars, ids);
  if (chosen.some(({ isOwn }) => !isOwn)) await signInFor(deps, caller, scopesFor(direction, chosen));
  return { calendars, chosen };
};

/** Tells people whether they are the one who has it; of somebody else's connection nothing is told. */
export const requireFree = async (
  deps: Pick<RequestDeps, 'store'>,
  caller: Caller,
  { companyId, resourceId }: { companyId: string; resourceId: string },
): Promise<void> => {
  const present = (await deps.store.connections.ofResource(companyId, resourceId)).find(isLive);
  if (!present) return;
  const isOwn = present.tenantId === caller.tenantId && present.oid === caller.oid;
  throw new Refusal('resource_taken', 'This resource is connected already.', {
    by: isOwn ? 'you' : 'other',
    ...(isOwn ? { connectionId: present.id } : {}),
  });
};

export interface Draft extends Opened {
  connection: Connection;
}

const rowOf = (
  opened: Opened,
  caller: Caller,
  facts: {
    now: number;
    profile: Profile;
    resource: { name: string; timeZone: string | null };
    own: OwnSettings;
    chosen: ChosenCalendar[];
    writeCalendarId: string | null;
  },
): Connection => ({
  id: newId(),
  tenantId: caller.tenantId,
  companyId: opened.company.id,
  resourceId: opened.invitation.resourceId,
  resourceName: facts.resource.name,
  oid: caller.oid,
  ownerEmail: facts.profile.mail ?? facts.profile.userPrincipalName,
  language: opened.company.language,
  timeZone: facts.resource.timeZone ?? opened.company.timeZone,
  calendars: facts.chosen,
  writeCalendarId: facts.writeCalendarId,
  settings: facts.own,
  settingsVersion: 1,
  state: opened.match === 'equal' ? 'importing' : 'awaiting-approval',
  stateSince: facts.now,
  trouble: null,
  progress: { phase: 'none', done: 0, total: 0, doneUntil: null },
  counts: { linked: 0, covered: 0, conflicts: 0, skipped: 0, held: 0 },
  hold: null,
  lag: null,
  lastRunAt: null,
  provenEqualAt: null,
  auditAt: null,
  importedAt: null,
  deactivated: null,
  createdAt: facts.now,
  successorId: null,
});

/** Checks everything that connecting checks, and stores nothing. */
export const draftConnection = async (
  deps: DraftDeps,
  caller: Caller,
  request: ConnectRequest,
): Promise<Draft> => {
  const opened = await openInvitation(deps, caller, request.invitation);
  const { company, invitation } = opened;
  requireAgreement(company);
  await requireFree(deps, caller, invitation);
  const own = ownSettings(company, request.settings);
  const { direction } = effective(company, own).settings;
  const { calendars, chosen } = await calendarsFor(deps, caller, direction, request.calendars);
  const writeCalendarId = writesTo(direction, 'office')
    ? writableCalendar(calendars, request.calendars, request.writeCalendar)
    : null;
  const resource = (await timifyCompanyOf(deps, company).resources()).find(
    ({ id }) => id === invitation.resourceId,
  );
  if (!resource) throw notFound();
  const profile = await deps.profiles.me(caller);
  const now = deps.clock.now();
  return {
    ...opened,
    connection: rowOf(opened, caller, { now, profile, resource, own, chosen, writeCalendarId }),
  };
};
