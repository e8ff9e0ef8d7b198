import type { Copies } from '../../core/departure.ts';
import { writesTo, type Link, type SideName } from '../../core/model.ts';
import { effective } from '../../core/settings.ts';
import { windowOf } from '../../core/window.ts';
import type { Desk } from '../desk.ts';
import { allLinks } from '../gather.ts';
import { done, type ActRun, type Result } from './act.ts';
import { removeCopies } from './removeCopies.ts';

/** Copies on a side, or of a calendar, that the connection's own choice no longer covers (design §4, rule 3). */
const unowned = (desk: Desk, link: Link): boolean => {
  const { settings } = effective(desk.company, desk.connection.settings);
  const mirrorSide: SideName = link.origin.side === 'office' ? 'timify' : 'office';
  if (!writesTo(settings.direction, mirrorSide)) return true;
  if (link.origin.side === 'office')
    return !desk.connection.calendars.some((calendar) => calendar.id === link.origin.containerId);
  return link.mirrors.some((mirror) => mirror.containerId !== desk.connection.writeCalendarId);
};

/** After a change of direction or calendars: what no rule owns any more goes, or stays as nobody's. */
export const releaseCopies = async ({ deps, desk, lease }: ActRun, copies: Copies): Promise<Result> => {
  const links = (await allLinks(deps, desk.connection.id)).filter(
    (link) => link.mirrors.length > 0 && unowned(desk, link),
  );
  const facts = await removeCopies(deps, desk, links, copies, lease);
  if (copies !== 'remove')
    await deps.store.commit({
      connectionId: desk.connection.id,
      fence: lease.fence,
      unlink: links.map((link) => link.id),
    });
  desk.window = windowOf(deps.clock.now(), desk.settings);
  return done({ ...facts });
};
