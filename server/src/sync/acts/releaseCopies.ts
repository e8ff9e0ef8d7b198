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

/** Whether each copy stands in a calendar that is still looked at. */
const isWatched = ({ connection }: Desk, { mirrors }: Link): boolean =>
  mirrors.every(
    ({ containerId }) =>
      containerId === connection.writeCalendarId || connection.calendars.some(({ id }) => id === containerId),
  );

/**
 * After a change of direction or calendars: what no rule owns any more goes, or stays as nobody's. Copies of bookings
 * in the calendar that received them before stay ours where they stand, as long as that one is looked at: no booking is
 * there twice. From any other they are made anew in the one that receives them now.
 */
export const releaseCopies = async ({ deps, desk, lease, act }: ActRun, copies: Copies): Promise<Result> => {
  const reach = reachOf(desk);
  const links = (await allLinks(deps, desk.connection.id)).filter(
    (link) =>
      link.mirrors.length > 0 &&
      unowned(desk, link) &&
      (copies === 'remove' || leftOutBy(link, reach) !== null || !isWatched(desk, link)),
  );
  const facts = await endCopies({ deps, desk, lease, act }, links, copies, (link) => reasonOf(desk, link));
  if (copies !== 'remove') {
    // What stands where nothing reaches any more stays known, so that nobody takes it for an item of its own.
    const now = deps.clock.now();
    const stays = links.flatMap((link) => {
      const by = leftOutBy(link, reach);
      return by ? kept(link, by, now) : [];
    });
    const known = new Set(stays.map(({ id }) => id));
    await deps.store.commit({
      connectionId: desk.connection.id,
      fence: lease.fence,
      links: stays,
      unlink: links.flatMap(({ id }) => (known.has(id) ? [] : id)),
    });
  }
  desk.window = windowOf(deps.clock.now(), desk.settings);
  return done({ ...facts });
};
