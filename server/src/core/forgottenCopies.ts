import type { Link } from './links.ts';
import { asMirror } from './newLink.ts';
import type { Wants } from './planned.ts';
import type { PlanInput } from './planInput.ts';
import { isMarked, linkIdOf, linkIdOfMarker } from './recover.ts';
import { overlaps } from './spans.ts';

/** A booking that was left out for now when the backup was made: it may have been copied since without anybody's doing. */
const mayHaveCopies = ({ origin, mirrors, decision: { reason } }: Link): boolean =>
  origin.side === 'timify' && mirrors.length === 0 && (reason === 'held' || reason === 'outside-window');

/**
 * Links of bookings without copies, and the copies that bear their mark: written after the backup that was restored.
 * `found`: those links. Whether a booking is to be copied by now is for itself to tell: it is read first.
 */
export const withForgottenCopies = (
  input: PlanInput,
  links: readonly Link[],
  wants: Wants,
): { links: Link[]; found: Set<string> } => {
  const taken = new Set(links.flatMap(({ origin, mirrors }) => [origin.id, ...mirrors.map(({ id }) => id)]));
  const copies = input.office.items.filter(({ id, marker }) => marker !== null && !taken.has(id));
  const found = new Set<string>();
  if (copies.length === 0) return { links: [...links], found };
  const claimed = links.map((link) => {
    if (!mayHaveCopies(link)) return link;
    const own = copies.filter(({ marker }) => marker !== null && linkIdOfMarker(marker) === link.id);
    // People copy our copies, stamp and all: of each mark one is ours.
    const first = own.filter(({ marker }, at) => own.findIndex((one) => one.marker === marker) === at);
    if (first.length === 0) return link;
    const { id } = link.origin;
    if (!input.timify.items.some((item) => item.id === id)) {
      if (!input.timify.removed.includes(id)) wants.timify.push(id);
      return link;
    }
    found.add(link.id);
    return {
      ...link,
      mirrors: first.map((item) => asMirror(input, item, item.marker ?? '', link.anonymous)),
    };
  });
  return { links: claimed, found };
};

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
    links
      .filter((link) => !mayHaveCopies(link))
      .flatMap((link) => [link.origin.id, ...link.mirrors.flatMap((mirror) => mirror.id ?? [])]),
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
