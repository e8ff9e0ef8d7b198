/** What a change of direction or calendars leaves without a rule that owns it (design §4, rule 3). */
import { kept, leftOutBy, type Copies, type Reach } from '../../../core/departure.ts';
import type { Instant } from '../../../core/items.ts';
import type { Link } from '../../../core/links.ts';
import { effective } from '../../../core/settings.ts';
import type { Desk } from '../../desk.ts';
import type { Reason } from './endCopies.ts';

/** A connection as it was chosen. */
export type Choice = Pick<Desk, 'company' | 'connection'>;

const reachOf = ({ company, connection }: Choice): Reach => ({
  direction: effective(company, connection.settings).settings.direction,
  calendars: connection.calendars,
});

/** Copies on a side, or of a calendar, that the connection's own choice no longer covers. */
const isUnowned = (choice: Choice, link: Link): boolean =>
  leftOutBy(link, reachOf(choice)) !== null ||
  (link.origin.side === 'timify' &&
    link.mirrors.some((mirror) => mirror.containerId !== choice.connection.writeCalendarId));

/** Whether each copy stands in a calendar that is still looked at. */
const isWatched = ({ connection }: Choice, { mirrors }: Link): boolean =>
  mirrors.every(
    ({ containerId }) =>
      containerId === connection.writeCalendarId || connection.calendars.some(({ id }) => id === containerId),
  );

/**
 * The links whose copies go or become nobody's. Copies of bookings in the calendar that received them before stay ours
 * where they stand, as long as that one is looked at: no booking is there twice.
 */
export const leftBehind = (choice: Choice, links: readonly Link[], copies: Copies): Link[] =>
  links.filter(
    (link) =>
      link.mirrors.length > 0 &&
      isUnowned(choice, link) &&
      (copies === 'remove' || leftOutBy(link, reachOf(choice)) !== null || !isWatched(choice, link)),
  );

/** By which rule a copy goes. */
export const reasonOf = (choice: Choice, link: Link): Reason => {
  const by = leftOutBy(link, reachOf(choice));
  if (by === 'direction') return { rule: 'skip.direction', setting: 'direction' };
  // A booking is copied again into the calendar that is chosen now.
  return { rule: by === 'calendar' ? 'skip.other-calendar' : 'settings-applied', setting: null };
};

/** What people made on both sides are no copies: where a pair of these is given up, either end stands for itself. */
export const isAdopted = ({ decision }: Link): boolean => decision.kind === 'adopted';

/** A link whose copies stay: known as nobody's, so that nothing takes them for items of their own; null forgets it. */
export const asNobodys = (choice: Choice, link: Link, now: Instant, copies: Copies): Link | null => {
  if (isAdopted(link)) return null;
  const by = leftOutBy(link, reachOf(choice));
  return by ? kept(link, by, now, copies) : null;
};
