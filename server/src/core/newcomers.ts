import { adopted } from './adopted.ts';
import { isBooked } from './booked.ts';
import type { Item, Span } from './items.ts';
import type { Link } from './links.ts';
import { asMirror, linkFor } from './newLink.ts';
import type { PlanInput } from './planInput.ts';
import { everything, isMarked, linkIdOf, linkIdOfMarker } from './recover.ts';
import { overlaps } from './spans.ts';

/**
 * Links for everything in the snapshots that no link knows yet. Bookings first: an event that carries the marker of a
 * booking's link is our own copy found again (after a reconnect or a lost database), never a new origin. Then, where
 * asked, the same item on both sides becomes one adopted pair. What is left are origins. `own`: blockers of ours that
 * are looked at by themselves.
 */
export const newcomers = (
  input: PlanInput,
  known: readonly Link[],
  own: ReadonlySet<string> = new Set(),
): Link[] => {
  const taken = new Set(
    known.flatMap((link) => [link.origin.id, ...link.mirrors.flatMap((mirror) => mirror.id ?? [])]),
  );
  const all = everything(input);
  const fresh = <T extends Item>(items: readonly T[]): T[] =>
    [...new Map(items.filter((item) => !taken.has(item.id)).map((item) => [item.id, item])).values()].sort(
      (a, b) => a.span.start - b.span.start || b.span.end - a.span.end || (a.id < b.id ? -1 : 1),
    );
  const made: Link[] = [];
  const claim = (link: Link, copies: readonly Item[]): void => {
    const own = oneOfEach(
      copies.filter(
        (item) =>
          !taken.has(item.id) &&
          !isBooked(item) &&
          item.marker !== null &&
          linkIdOfMarker(item.marker) === link.id,
      ),
      link.origin.base.span,
    );
    const mirrors = own.map((item) => asMirror(input, item, item.marker ?? '', link.anonymous));
    for (const item of [link.origin, ...own]) taken.add(item.id);
    made.push({ ...link, mirrors });
  };
  const events = fresh(input.office.items);
  const bookings = fresh(input.timify.items);
  const markers = new Set(
    [...all.timify, ...events].flatMap((item) => (item.marker === null ? [] : linkIdOfMarker(item.marker))),
  );
  // Origins whose copies are in sight come first, so that no copy is taken for an origin.
  const order = (items: Item[]): Item[] =>
    [...items].sort(
      (a, b) =>
        Number(markers.has(linkIdOf(input, b.side, b.id))) -
        Number(markers.has(linkIdOf(input, a.side, a.id))),
    );
  for (const item of order([...bookings, ...events])) {
    if (taken.has(item.id) || !markers.has(linkIdOf(input, item.side, item.id))) continue;
    claim(linkFor(input, item), item.side === 'office' ? all.timify : events);
  }
  if (input.adopt) made.push(...adopted(input, fresh(events), all.timify, taken));
  // The calendar that only receives our copies is watched for them alone.
  const chosen = new Set(input.connection.calendars.map(({ id }) => id));
  const origins = fresh(events).filter((event) => event.calendarId === '' || chosen.has(event.calendarId));
  // A copy in TIMIFY whose original is not in sight is known again with it; by itself it is nobody's wish.
  const wishes = fresh(bookings).filter((one) => !isMarked(one) || isBooked(one) || own.has(one.id));
  for (const item of [...wishes, ...origins]) {
    taken.add(item.id);
    made.push(linkFor(input, item));
  }
  return made;
};

/** People copy our copies, stamp and all: of each marker the one that stands where the original does is ours. */
const oneOfEach = (copies: readonly Item[], wanted: Span): Item[] => {
  const byMarker = new Map<string | null, Item>();
  for (const item of copies) {
    const present = byMarker.get(item.marker);
    if (!present || (!overlaps(present.span, wanted) && overlaps(item.span, wanted)))
      byMarker.set(item.marker, item);
  }
  return [...byMarker.values()];
};
