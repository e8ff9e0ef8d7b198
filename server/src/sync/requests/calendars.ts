/** The calendars of a mailbox, and choosing others later. */
import { writesTo } from '../../core/items.ts';
import { effective } from '../../core/settings.ts';
import { calendarsFor, writableCalendar } from './draft.ts';
import type { Calendar } from '../ports/sides.ts';
import type { Caller } from '../ports/people.ts';
import type { Company, Connection } from '../documents.ts';
import { changeChoices, type Choice } from './ownChoices.ts';
import type { RequestDeps } from '../requestDeps.ts';
import { READ_SCOPES } from '../../core/scopes.ts';
import type { Copies } from '../../core/departure.ts';
import { signalConnection } from '../signals.ts';
import { asking, signInFor } from './signIn.ts';
import { shapeOf } from '../unowned.ts';

export const listCalendars = async (
  deps: Pick<RequestDeps, 'tokens' | 'sides' | 'background'>,
  caller: Caller,
): Promise<Calendar[]> => {
  await signInFor(deps, caller, READ_SCOPES);
  return asking(READ_SCOPES, () => deps.sides.office(caller, READ_SCOPES).calendars());
};

export interface CalendarsChange {
  calendars: readonly string[] | null;
  writeCalendar: string | null;
  copies: Copies | null;
}

type ChangeDeps = Pick<
  RequestDeps,
  'store' | 'clock' | 'bus' | 'tokens' | 'sides' | 'background' | 'releaseCopies'
>;

/** The connection with the calendars as asked for; stores nothing. Also what the preview is made from. */
export const withCalendars = async (
  deps: Pick<RequestDeps, 'tokens' | 'sides' | 'background'>,
  caller: Caller,
  subject: { connection: Connection; company: Company },
  change: Omit<CalendarsChange, 'copies'>,
): Promise<Connection> => {
  const { connection, company } = subject;
  const { direction } = effective(company, connection.settings).settings;
  const ids = change.calendars ?? connection.calendars.map(({ id }) => id);
  const { calendars, chosen } = await calendarsFor(deps, caller, direction, ids);
  const wanted = change.writeCalendar ?? connection.writeCalendarId;
  const writes = writesTo(direction, 'office') || change.writeCalendar !== null;
  return {
    ...connection,
    calendars: chosen,
    writeCalendarId: writes ? writableCalendar(calendars, ids, wanted) : connection.writeCalendarId,
  };
};

/** Other calendars from now on. Copies that no rule owns any more need a word about them. */
export const changeCalendars = async (
  deps: ChangeDeps,
  caller: Caller,
  { connection, company }: { connection: Connection; company: Company },
  change: CalendarsChange,
): Promise<Connection> => {
  const choose = async (present: Connection): Promise<Choice> => {
    const { direction } = effective(company, present.settings).settings;
    const { calendars, writeCalendarId } = await withCalendars(
      deps,
      caller,
      { connection: present, company },
      change,
    );
    const before = shapeOf(present, direction);
    const after = shapeOf({ ...present, calendars, writeCalendarId }, direction);
    return { values: { calendars, writeCalendarId }, before, after };
  };
  const changed = await changeChoices(deps, connection, { choose, copies: change.copies, by: caller.oid });
  const { id, tenantId, companyId } = connection;
  const now = deps.clock.now();
  // A person may have paused or ended it meanwhile: their word stands.
  const back: Partial<Connection> = { state: 'syncing', stateSince: now, trouble: null };
  const isBack = await deps.store.connections.set(id, back, ['calendar-gone']);
  await signalConnection(deps, connection, [{ kind: 'window' }]);
  deps.bus.publish({ tenantId, companyId, connectionId: id, kind: 'state' });
  return isBack ? { ...changed, ...back } : changed;
};
