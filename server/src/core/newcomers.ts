import { isBooked } from './booked.ts';
import { eligibleBooking, eligibleEvent, type Ineligible } from './eligible.ts';
import { baseOf, hasGaps } from './fingerprint.ts';
import type { Appointment, Item, OfficeEvent, Span } from './items.ts';
import type { Decision, Link, Mirror, Shape } from './links.ts';
import type { PlanInput } from './planInput.ts';
import { anonymousEvent, blockerContent } from './project.ts';
import { everything, isMarked, isTwin, linkIdOf, linkIdOfMarker } from './recover.ts';
import { isPrivate, normaliseText, trueSpan } from './normalise.ts';
import { outward, overlaps, sameSpan } from './spans.ts';

export const skipped = (input: PlanInput, why: Ineligible): Decision => ({
  kind: 'skipped',
  reason: why.reason,
  rule: `skip.${why.reason}`,
  setting: why.setting,
  at: input.now,
});

export const ineligible = (input: PlanInput, item: Item): Ineligible | null =>
  item.side === 'office'
    ? eligibleEvent(item, input.settings, input.window, input.connection.timeZone)
    : (eligibleBooking(item, input.settings, input.window) ?? unchosen(input));

/** Nothing is written to a calendar that nobody has chosen, as when the company's direction begins to write there. */
const unchosen = ({ connection }: PlanInput): Ineligible | null =>
  connection.writeCalendarId === null ? { reason: 'no-calendar', setting: null } : null;

export const anonymity = (input: PlanInput, item: Item): Pick<Link, 'anonymous' | 'anonymousBy'> => {
  if (item.side === 'timify') {
    const { toOffice } = input.settings.anonymous;
    return { anonymous: toOffice, anonymousBy: toOffice ? 'setting' : null };
  }
  if (!anonymousEvent(item, input.settings)) return { anonymous: false, anonymousBy: null };
  return { anonymous: true, anonymousBy: isPrivate(item, input.settings.personal) ? 'private' : 'setting' };
};

/** How a booking is cut into events, by the settings of now. */
export const shapeFor = (input: PlanInput, item: Item): Shape | null => {
  if (item.side === 'office') return null;
  const { splitBookings, buffers } = input.settings;
  return { splitBookings, buffers };
};

/** A link for an item that nobody has seen before; its mirrors are planned afterwards like any other's. */
export const linkFor = (input: PlanInput, item: Item): Link => {
  const privacy = anonymity(input, item);
  const why = ineligible(input, item);
  return {
    id: linkIdOf(input, item.side, item.id),
    connectionId: input.connection.id,
    origin: {
      side: item.side,
      id: item.id,
      containerId: item.side === 'office' ? item.calendarId : item.appointmentId,
      seriesId: item.side === 'office' ? item.seriesId : item.isConnectedSeries ? item.appointmentId : null,
      base: baseOf(item, { anonymous: privacy.anonymous, role: 'origin', hash: input.hash }),
      hasCustomers: item.side === 'timify' && item.hasCustomers,
      isGroup: item.side === 'timify' && item.isGroup,
    },
    mirrors: [],
    shape: shapeFor(input, item),
    ...privacy,
    madeByUs: true,
    decision: why
      ? skipped(input, why)
      : { kind: 'mirrored', reason: null, rule: 'new-item', setting: null, at: input.now },
    settingsVersion: input.settingsVersion,
    ignored: [],
  };
};

export const asMirror = (input: PlanInput, item: Item, marker: string, anonymous: boolean): Mirror => ({
  marker,
  id: item.id,
  containerId: item.side === 'office' ? item.calendarId : null,
  intentAt: input.now,
  base: baseOf(item, { anonymous, role: 'mirror', hash: input.hash }),
  putBacks: [],
});

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
  if (input.adopt) made.push(...adopted(input, fresh(events), fresh(all.timify), taken));
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

/**
 * What we would write for this event is there already, without a mark: the blocker of a link that a restored database
 * does not know, where TIMIFY keeps no marker. It may as well be a person's own, so it is never deleted.
 */
const isAsWritten = (input: PlanInput, event: OfficeEvent, booking: Appointment): boolean => {
  if (booking.marker !== null || booking.hasCustomers || booking.service !== null) return false;
  const span = outward(trueSpan(event, input.connection.timeZone));
  if (!sameSpan(booking.span, span) || ineligible(input, event)) return false;
  const { anonymous } = anonymity(input, event);
  const voice = { settings: input.settings, language: input.connection.language, anonymous };
  return normaliseText(booking.title) === blockerContent(event, span, voice).title;
};

/** Pairs that people made themselves. The booking, or else the event, is the origin; the other end is never deleted. */
const adopted = (
  input: PlanInput,
  events: OfficeEvent[],
  bookings: Appointment[],
  taken: Set<string>,
): Link[] =>
  events.flatMap((event) => {
    const twin = bookings.find(
      (booking) =>
        !taken.has(booking.id) &&
        !booking.isHeld &&
        !hasGaps(booking) &&
        (isTwin(event, booking) || isAsWritten(input, event, booking)),
    );
    if (!twin || !overlaps(event.span, input.window)) return [];
    const isBooking = twin.hasCustomers || twin.service !== null;
    // Nothing would follow a booking that is left out: the event stands for itself.
    if (isBooking && ineligible(input, twin)) return [];
    taken.add(event.id).add(twin.id);
    const [origin, mirror]: [Item, Item] = isBooking ? [twin, event] : [event, twin];
    const link = linkFor(input, origin);
    return {
      ...link,
      mirrors: [asMirror(input, mirror, `${link.id}.1`, link.anonymous)],
      madeByUs: false,
      decision: { kind: 'adopted', reason: null, rule: 'adopted', setting: null, at: input.now },
    };
  });
