/** (a) No double booking: what an eligible event takes cannot be booked, and what a booking holds of it is told. */
import { lengthOf, less, outward, union, type Time } from '../time.ts';
import { isEligibleEvent } from './eligible.ts';
import {
  chosenEvents,
  contains,
  inSight,
  isLeft,
  isLeftForSeries,
  lineOf,
  pairsOf,
  touches,
  type Known,
  type Pairs,
} from './links.ts';
import type { Seen, SeenAppointment, SeenEvent, ToldLink } from './seen.ts';

/** Time in which the resource cannot be booked in TIMIFY, whoever holds it. */
const takenIn = (seen: Seen): Time[] =>
  union([...seen.appointments.flatMap(({ busy }) => busy), ...seen.shifts]);

const originOf = (pairs: Pairs, event: SeenEvent): ToldLink | null =>
  (pairs.office.get(event.id) ?? []).find(({ as }) => as === 'origin')?.link ?? null;

export interface Bound {
  event: SeenEvent;
  link: ToldLink;
}

/** Events whose time has to be held: those that the product copies, and where nobody has the word. */
export const boundEvents = (seen: Seen, pairs: Pairs): Bound[] =>
  chosenEvents(seen).flatMap((event) => {
    const link = originOf(pairs, event);
    const isOff = event.isCancelled && seen.told.connection.settings.cancelled === 'ignore';
    const isBound = link !== null && link.decision.kind !== 'skipped' && !isOff && inSight(seen, event.span);
    return isBound && !isLeft(seen, link) ? [{ event, link }] : [];
  });

/** Appointments that are not our own blockers of events. */
export const foreignIn = (seen: Seen, pairs: Pairs): SeenAppointment[] => {
  const isOurs = (known: Known): boolean => known.as === 'mirror';
  return seen.appointments.filter(({ id, isHeld }) => !isHeld && !(pairs.timify.get(id) ?? []).some(isOurs));
};

const isNamed = (seen: Seen, { event, link }: Bound, booking: SeenAppointment): boolean =>
  isLeftForSeries(seen, link) ||
  seen.told.conflicts.some(
    ({ id, kind, linkId, office, timify, closedAt }) =>
      kind === 'overlap' &&
      linkId === link.id &&
      office?.id === event.id &&
      timify?.id === booking.id &&
      // Closed while they still meet: a person wanted both to stay.
      (closedAt === null || link.ignored.includes(id)),
  );

const bookable = (seen: Seen, event: SeenEvent): Time[] =>
  less(less([event.span], seen.closed), takenIn(seen)).filter((free) => touches(free, seen.within));

const spanText = ({ start, end }: Time): string =>
  `${new Date(start).toISOString()}–${new Date(end).toISOString()}`;

const unnamed = (seen: Seen, pairs: Pairs): string[] => {
  const foreign = foreignIn(seen, pairs);
  return boundEvents(seen, pairs).flatMap((bound) => {
    const open = less([bound.event.span], seen.closed);
    return foreign
      .filter(({ busy }) => busy.some((time) => open.some((part) => touches(part, time))))
      .filter((booking) => !isNamed(seen, bound, booking))
      .map((booking) => `no conflict names that ${lineOf(bound.event)} lies over ${lineOf(booking)}`);
  });
};

export const doubleBookings = (seen: Seen, pairs = pairsOf(seen)): string[] => {
  const isBound = new Set(boundEvents(seen, pairs).map(({ event }) => event.id));
  const free = chosenEvents(seen)
    .filter((event) => isBound.has(event.id) && isEligibleEvent(event, seen))
    .flatMap((event) =>
      bookable(seen, event).map((time) => `${spanText(time)} of ${lineOf(event)} can be booked in TIMIFY`),
    );
  return [...free, ...unnamed(seen, pairs)];
};

/** (c) for blockers: together they hold the time of the events, on the grid, and nothing more. */
export const blockedTime = (seen: Seen, pairs = pairsOf(seen)): string[] => {
  const bound = boundEvents(seen, pairs).filter(({ link }) => link.madeByUs);
  const ids = new Set(bound.flatMap(({ link }) => link.mirrors.map(({ id }) => id)));
  const foreign = foreignIn(seen, pairs).flatMap(({ busy }) => busy);
  const wanted = less(
    less(
      bound.map(({ event }) => outward(event.span)),
      seen.closed,
    ),
    foreign,
  );
  const ours = seen.appointments.filter(({ id }) => ids.has(id));
  const others = seen.appointments.filter(({ id }) => !ids.has(id)).flatMap(({ busy }) => busy);
  const held = union([...ours.flatMap(({ busy }) => busy), ...seen.shifts]);
  const missing = less(wanted, [...held, ...others]).filter((time) => touches(time, seen.within));
  const tooMuch = less(held, wanted).filter((time) => contains(seen.within, time));
  const twice =
    lengthOf(ours.flatMap(({ busy }) => busy)) - lengthOf(union(ours.flatMap(({ busy }) => busy)));
  return [
    ...missing.map((time) => `no blocker holds ${spanText(time)}`),
    ...tooMuch.map((time) => `a blocker holds ${spanText(time)}, which no event takes`),
    ...(twice > 0 ? [`blockers hold ${twice / 60_000} minutes twice`] : []),
  ];
};
