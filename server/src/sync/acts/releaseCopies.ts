import { kept, leftOutBy, type Copies, type Reach } from '../../core/departure.ts';
import type { Link } from '../../core/links.ts';
import { effective } from '../../core/settings.ts';
import { windowOf } from '../../core/window.ts';
import type { Desk } from '../desk.ts';
import { allLinks } from '../gather.ts';
import { done, type ActRun, type Result } from './act.ts';
import { endCopies, type Reason } from './endCopies.ts';

const reachOf = ({ company, connection }: Desk): Reach => ({
  direction: effective(company, connection.settings).settings.direction,
  calendars: connection.calendars,
});

/** Copies on a side, or of a calendar, that the connection's own choice no longer covers (design §4, rule 3). */
const unowned = (desk: Desk, link: Link): boolean =>
  leftOutBy(link, reachOf(desk)) !== null ||
  (link.origin.side === 'timify' &&
    link.mirrors.some((mirror) => mirror.containerId !== desk.connection.writeCalendarId));

const reasonOf = (desk: Desk, link: Link): Reason => {
  const by = leftOutBy(link, reachOf(desk));
  if (by === 'direction') return { rule: 'skip.direction', setting: 'direction' };
  // A booking is copied again into the calendar that is chosen now.
  return { rule: by === 'calendar' ? 'skip.other-calendar' : 'settings-applied', setting: null };
};

/**
 * After a change of direction or calendars: what no rule owns any more goes, or stays as nobody's. Copies of bookings
 * in the calendar that received them before are ours where they stand, unless they shall go: only then they are made
 * anew in the other one, so that no booking is there twice.
 */
export const releaseCopies = async ({ deps, desk, lease, act }: ActRun, copies: Copies): Promise<Result> => {
  const reach = reachOf(desk);
  const links = (await allLinks(deps, desk.connection.id)).filter(
    (link) =>
      link.mirrors.length > 0 &&
      (copies === 'remove' ? unowned(desk, link) : leftOutBy(link, reach) !== null),
  );
  const facts = await endCopies({ deps, desk, lease, act }, links, copies, (link) => reasonOf(desk, link));
  if (copies !== 'remove') {
    // What stands where nothing reaches any more stays known, so that nobody takes it for an item of its own.
    const now = deps.clock.now();
    const stays = links.flatMap((link) => {
      const by = leftOutBy(link, reach);
      return by ? kept(link, by, now) : [];
    });
    await deps.store.commit({ connectionId: desk.connection.id, fence: lease.fence, links: stays });
  }
  desk.window = windowOf(deps.clock.now(), desk.settings);
  return done({ ...facts });
};
