import { Fault } from '../core/fault.ts';
import { effective, type Settings } from '../core/settings.ts';
import { writesTo, type ChosenCalendar, type Span } from '../core/items.ts';
import { windowOf } from '../core/window.ts';
import type { Company, Connection } from './documents.ts';
import type { OfficeSide, TimifyCompany, TimifySide } from './ports/sides.ts';
import type { RunDeps } from './runDeps.ts';
import { scopesFor } from '../core/scopes.ts';

/** Everything one run has in hand: the connection, its rules, and both sides with their owners' rights. */
export interface Desk {
  connection: Connection;
  company: Company;
  settings: Settings;
  window: Span;
  office: OfficeSide;
  timify: TimifySide;
  timifyCompany: TimifyCompany;
}

/** A secret whose key was retired too early is as good as one that TIMIFY refuses: it is to be entered again. */
const secretOf = ({ vault }: Pick<RunDeps, 'vault'>, company: Company): string => {
  try {
    return vault.open(company.appSecret, `company:${company.id}`);
  } catch (cause) {
    throw new Fault({ kind: 'credentials', service: 'timify', code: 'secret-unreadable', cause });
  }
};

/** `blocker`: how blockers are written; the company's own setting where no connection is meant. */
export const timifyCompanyOf = (
  deps: Pick<RunDeps, 'sides' | 'vault'>,
  company: Company,
  blocker: Settings['blocker'] = effective(company, {}).settings.blocker,
): TimifyCompany =>
  deps.sides.timify(
    {
      companyId: company.id,
      appId: company.appId,
      appSecret: secretOf(deps, company),
    },
    blocker,
  );

/** Calendars to listen to: the chosen ones, and the one our copies are in, where people move and delete them. */
export const watchedCalendars = ({
  connection,
  settings,
}: Pick<Desk, 'connection' | 'settings'>): ChosenCalendar[] => {
  const { calendars, writeCalendarId } = connection;
  const extra =
    writesTo(settings.direction, 'office') &&
    writeCalendarId !== null &&
    calendars.every(({ id }) => id !== writeCalendarId);
  return extra ? [...calendars, { id: writeCalendarId, canEdit: true, isOwn: true }] : calendars;
};

export const deskOf = (
  deps: Pick<RunDeps, 'sides' | 'vault' | 'clock'>,
  company: Company,
  connection: Connection,
): Desk => {
  const { settings } = effective(company, connection.settings);
  const timifyCompany = timifyCompanyOf(deps, company, settings.blocker);
  const timify = timifyCompany.side(connection.resourceId, connection.timeZone);
  // Another process may have been told, and this one keeps what was true before.
  if (connection.plansToldAt !== undefined) timify.forgetAvailability(connection.plansToldAt);
  return {
    connection,
    company,
    settings,
    window: windowOf(deps.clock.now(), settings),
    office: deps.sides.office(connection, scopesFor(settings.direction, connection.calendars)),
    timify,
    timifyCompany,
  };
};
