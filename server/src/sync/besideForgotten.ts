import { writesTo, type OfficeEvent } from '../core/items.ts';
import { MINUTE, union } from '../core/spans.ts';
import { watchedCalendars, type Desk } from './desk.ts';
import type { Gathered } from './gather.ts';
import type { RunDeps } from './runDeps.ts';

/** A booking is known soon after it was made, by webhook or by the next poll. */
const KNOWN_WITHIN = 10 * MINUTE;

/**
 * Events at the time of bookings that are older than that and unknown all the same: a restored database forgets what came
 * after the backup. A copy, or the event that such a "booking" is the blocker of, is found there; delta tells neither.
 */
export const besideForgotten = async (
  deps: Pick<RunDeps, 'clock'>,
  desk: Desk,
  { timify, links }: Pick<Gathered, 'timify' | 'links'>,
): Promise<OfficeEvent[]> => {
  if (!writesTo(desk.settings.direction, 'office')) return [];
  const known = new Set(
    [...links.values()].flatMap(({ origin, mirrors }) => [
      origin.id,
      ...mirrors.flatMap(({ id }) => id ?? []),
    ]),
  );
  const late = deps.clock.now() - KNOWN_WITHIN;
  const spans = timify.items.flatMap(({ id, createdAt, isHeld, span }) =>
    !known.has(id) && !isHeld && createdAt !== null && createdAt < late ? [span] : [],
  );
  const calendars = watchedCalendars(desk).map(({ id }) => id);
  const read = await Promise.all(union(spans).map((span) => desk.office.window(span, calendars)));
  return read.flatMap(({ items }) => items);
};
