import { isLeftOut, kept, type Copies } from '../../core/departure.ts';
import type { Link } from '../../core/links.ts';
import { effective } from '../../core/settings.ts';
import { windowOf } from '../../core/window.ts';
import type { Desk } from '../desk.ts';
import { allLinks } from '../gather.ts';
import { done, type ActRun, type Result } from './act.ts';
import { removeCopies, type Reason } from './removeCopies.ts';

const directionOf = ({ company, connection }: Desk) =>
  effective(company, connection.settings).settings.direction;

/** Copies on a side, or of a calendar, that the connection's own choice no longer covers (design §4, rule 3). */
const unowned = (desk: Desk, link: Link): boolean => {
  if (isLeftOut(link, directionOf(desk))) return true;
  if (link.origin.side === 'office')
    return !desk.connection.calendars.some((calendar) => calendar.id === link.origin.containerId);
  return link.mirrors.some((mirror) => mirror.containerId !== desk.connection.writeCalendarId);
};

const reasonOf = (desk: Desk, link: Link): Reason => {
  if (isLeftOut(link, directionOf(desk))) return { rule: 'skip.direction', setting: 'direction' };
  // A booking is copied again into the calendar that is chosen now.
  return { rule: link.origin.side === 'office' ? 'other-calendar' : 'settings-applied', setting: null };
};

/** After a change of direction or calendars: what no rule owns any more goes, or stays as nobody's. */
export const releaseCopies = async ({ deps, desk, lease, act }: ActRun, copies: Copies): Promise<Result> => {
  const links = (await allLinks(deps, desk.connection.id)).filter(
    (link) => link.mirrors.length > 0 && unowned(desk, link),
  );
  const facts = await removeCopies({ deps, desk, lease, act }, links, copies, (link) => reasonOf(desk, link));
  if (copies !== 'remove') {
    // What stands where the direction no longer reaches stays known, so that nobody takes it for an item of its own.
    const stays = links.filter((link) => isLeftOut(link, directionOf(desk)));
    const nobodys = links.filter((link) => !stays.includes(link));
    await deps.store.commit({
      connectionId: desk.connection.id,
      fence: lease.fence,
      links: stays.map((link) => kept(link, deps.clock.now())),
      unlink: nobodys.map((link) => link.id),
    });
  }
  desk.window = windowOf(deps.clock.now(), desk.settings);
  return done({ ...facts });
};
