/** Bookings of several resources whose calendars meet: the copy for one is an event for another (scenario S-118). */
import type { OfficeEvent, Span } from './items.ts';
import type { Pair } from './pairs.ts';
import type { PlanInput } from './planInput.ts';
import { linkIdOf, linkIdOfMarker } from './recover.ts';
import { coveredBy } from './spans.ts';

/** Time in TIMIFY that is not ours. */
export interface Foreign {
  id: string;
  span: Span;
  resourceIds: readonly string[];
}

/**
 * Whether the connection of another of its resources made this event of the booking. With our own mark it is what a person
 * made of our copy, and lies over the booking like any other event.
 */
const isCopyOf = ({ hash, connection }: PlanInput, marker: string, { id, resourceIds }: Foreign): boolean =>
  resourceIds.some(
    (resourceId) =>
      resourceId !== connection.resourceId &&
      linkIdOf({ hash, connection: { resourceId } }, 'timify', id) === linkIdOfMarker(marker),
  );

/** An event that is a copy of a booking does not collide with it: the booking holds the time for both. */
export const withoutCopied = (
  input: PlanInput,
  { origin }: Pair,
  all: readonly Foreign[],
): { copied: Span[]; foreign: Foreign[] } => {
  const marker = (origin.item as OfficeEvent | null)?.marker ?? null;
  if (marker === null) return { copied: [], foreign: [...all] };
  const isOwn = (one: Foreign): boolean => isCopyOf(input, marker, one);
  return { copied: all.filter(isOwn).map(({ span }) => span), foreign: all.filter((one) => !isOwn(one)) };
};

/** Delta shows no markers: an event inside the time of a booking of several is read for its own, once. */
export const mayBeCopy = (
  input: PlanInput,
  { link }: Pair,
  wanted: Span,
  foreign: readonly Foreign[],
): boolean =>
  !input.seen.has(link.origin.id) &&
  foreign.some(({ resourceIds, span }) => resourceIds.length > 1 && coveredBy(wanted, [span]));
