import { writesTo, type Appointment, type OfficeEvent, type Snapshot } from '../../core/items.ts';
import type { Link } from '../../core/links.ts';
import { isMarked } from '../../core/recover.ts';
import { MINUTE, union } from '../../core/spans.ts';
import { watchedCalendars, type Desk } from '../desk.ts';
import type { RunDeps } from '../runDeps.ts';

/** A booking is known soon after it was made, by webhook or by the next poll. */
const KNOWN_WITHIN = 10 * MINUTE;

/**
 * Events at the time of bookings that are older than that, or than this process, and unknown all the same: a restored
 * database, with which a server begins anew, forgets what came after the backup. A copy, or the event that such a
 * "booking" is the blocker of, is found there; delta tells neither.
 * What bears our mark is looked at whenever nobody knows it.
 */
export const besideForgotten = async (
  deps: Pick<RunDeps, 'clock' | 'startedAt'>,
  desk: Desk,
  { timify, links }: { timify: Pick<Snapshot<Appointment>, 'items'>; links: ReadonlyMap<string, Link> },
): Promise<OfficeEvent[]> => {
  const known = new Set(
    [...links.values()].flatMap(({ origin, mirrors }) => [
      origin.id,
      ...mirrors.flatMap(({ id }) => id ?? []),
    ]),
  );
  const late = Math.max(deps.clock.now() - KNOWN_WITHIN, deps.startedAt);
  const isCopied = writesTo(desk.settings.direction, 'office');
  const isForgotten = (item: Appointment): boolean =>
    isMarked(item) || (isCopied && item.createdAt !== null && item.createdAt < late);
  const spans = timify.items.flatMap((item) =>
    !known.has(item.id) && !item.isHeld && isForgotten(item) ? [item.span] : [],
  );
  const calendars = watchedCalendars(desk).map(({ id }) => id);
  const read = await Promise.all(union(spans).map((span) => desk.office.window(span, calendars)));
  return read.flatMap(({ items }) => items);
};
