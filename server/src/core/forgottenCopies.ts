import type { Link } from './links.ts';
import type { Wants } from './planned.ts';
import type { PlanInput } from './planInput.ts';
import { isMarked, linkIdOf, linkIdOfMarker } from './recover.ts';
import { overlaps } from './spans.ts';

/**
 * What must be read before an event of a change is taken for something new, where a booking that no link knows lies at
 * its time: a restored database forgets what came after its backup, and delta shows no markers. The event is read for
 * its marker, and the booking whose copy it turns out to be for its place in the plan.
 */
export const forgottenCopies = (
  input: PlanInput,
  links: readonly Link[],
): Pick<Wants, 'office' | 'timify'> => {
  const taken = new Set(
    links.flatMap((link) => [link.origin.id, ...link.mirrors.flatMap((mirror) => mirror.id ?? [])]),
  );
  const forgotten = input.known.appointments.filter(
    (booking) => !taken.has(booking.id) && !booking.isHeld && !isMarked(booking),
  );
  if (input.office.scope === 'full' || forgotten.length === 0) return { office: [], timify: [] };
  const fresh = input.office.items.filter(({ id }) => !taken.has(id));
  const origins = new Set(fresh.flatMap(({ marker }) => (marker === null ? [] : linkIdOfMarker(marker))));
  const read = new Set([...input.timify.items.map(({ id }) => id), ...input.timify.removed]);
  const isUnread = (event: PlanInput['office']['items'][number]): boolean =>
    event.marker === null &&
    !input.seen.has(event.id) &&
    forgotten.some((booking) => overlaps(event.span, booking.span));
  return {
    office: fresh.filter(isUnread).map(({ id }) => id),
    timify: forgotten
      .filter(({ id }) => !read.has(id) && origins.has(linkIdOf(input, 'timify', id)))
      .map(({ id }) => id),
  };
};
