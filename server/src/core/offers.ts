/** What can be done about a conflict, and the free times that go with it: as it opens, and as long as it is open. */
import { freezes } from './conflicts.ts';
import type { Conflict, ConflictAction } from './decisions.ts';
import type { OfficeEvent } from './items.ts';
import type { Link } from './links.ts';
import type { Wants } from './planned.ts';
import { coveredBy } from './spans.ts';
import { areOutdated, slotsFor, type Sight } from './slots.ts';
import { bookingOf, isMovable, mayWriteEvent, WAYS, waysOf, type Question } from './ways.ts';

type Offer = Pick<Conflict, 'actions' | 'slots'>;

const eventOf = ({ cases }: Sight, link: Link): OfficeEvent | null => {
  const item = cases.find((one) => one.pair.link.id === link.id)?.pair.origin.item;
  return item?.side === 'office' ? item : null;
};

const movesEvent = (sight: Sight, question: Question): boolean => {
  const { link } = question;
  const event = eventOf(sight, link);
  const allDay = (event ?? link.origin.base).allDay !== null;
  return !freezes(question) && !allDay && mayWriteEvent(sight.input, question, event);
};

const wantBooking = ({ input }: Sight, id: string, wants: Wants): void => {
  const isKnown = bookingOf(input, id) !== null || input.timify.removed.includes(id);
  if (!isKnown && !input.seen.has(id)) wants.timify.push(id);
};

/** The ways out that would work now, and up to three free times where something can move. Asks for what it must know. */
export const offer = (sight: Sight, question: Question, wants: Wants): Offer => {
  const { input } = sight;
  const { link, kind, timify, office, span } = question;
  const { origin } = link;
  // What can become of a booking depends on what it is.
  if (origin.side === 'timify') wantBooking(sight, origin.id, wants);
  const booking = bookingOf(input, timify?.id);
  const request = {
    span,
    booking: isMovable(booking) && WAYS[kind].includes('move-booking') ? booking : null,
    event: movesEvent(sight, question) ? office : null,
  };
  const { slots, eventFits } = slotsFor(sight, request, wants);
  return { slots, actions: waysOf(input, question, { event: eventOf(sight, link), booking, eventFits }) };
};

/** What a booking is asked for that has not been read. */
const OF_BOOKING: readonly ConflictAction[] = ['move-booking', 'cancel-booking', 'use-office'];

/** The booking is there and was not looked at. A blocker of the shift plan, which has no such ways out, is none. */
const isUnread = ({ input }: Sight, { actions, timify }: Conflict): boolean =>
  timify !== null &&
  bookingOf(input, timify.id) === null &&
  actions.some((action) => OF_BOOKING.includes(action));

/** What an event is asked for that has not been read: what was agreed of it may be older than its guests. */
const OF_EVENT: readonly ConflictAction[] = ['move-event', 'delete-event', 'use-timify'];

const isEventUnread = (sight: Sight, { link }: Question): boolean =>
  link.origin.side === 'office' &&
  eventOf(sight, link) === null &&
  !sight.input.office.removed.includes(link.origin.id);

const wantEvent = ({ input }: Sight, { link: { origin } }: Question, wants: Wants): void => {
  if (!input.seen.has(origin.id)) wants.office.push(origin.id);
};

/** A link is found by the times of its ends. */
const wantLink = ({ input }: Sight, { span, office, timify }: Conflict, wants: Wants): void => {
  const ends = [span, office?.span ?? span, timify?.span ?? span];
  wants.links.push(...ends.filter((one) => !coveredBy(one, input.linked)));
};

/** Other ways out than those that are offered would work, as far as this run has seen both items. */
const hasOtherWays = (sight: Sight, conflict: Conflict, question: Question): boolean => {
  const { input, cases } = sight;
  const isLookedAt = cases.some(
    ({ pair: { link } }) => link.id === conflict.linkId || link.origin.id === conflict.timify?.id,
  );
  if (!isLookedAt) return false;
  const booking = bookingOf(input, conflict.timify?.id);
  const event = eventOf(sight, question.link);
  const eventFits = conflict.actions.includes('move-event') || movesEvent(sight, question);
  const unread = [
    ...(isUnread(sight, conflict) ? OF_BOOKING : []),
    ...(isEventUnread(sight, question) ? OF_EVENT : []),
  ];
  const seen = (ways: readonly ConflictAction[]): string =>
    String(ways.filter((action) => !unread.includes(action)));
  return seen(waysOf(input, question, { event, booking, eventFits })) !== seen(conflict.actions);
};

/** An open conflict with what can be offered of it now; null where that is what it offers already. */
export const renewed = (sight: Sight, conflict: Conflict, wants: Wants): Conflict | null => {
  const { input } = sight;
  const link = input.links.find(({ id }) => id === conflict.linkId);
  const isOld = areOutdated(sight, conflict);
  if (!link) {
    if (isOld) wantLink(sight, conflict, wants);
    return null;
  }
  const question = { ...conflict, link };
  if (!isOld && !hasOtherWays(sight, conflict, question)) return null;
  if (isUnread(sight, conflict)) {
    if (conflict.timify) wantBooking(sight, conflict.timify.id, wants);
    return null;
  }
  if (isEventUnread(sight, question)) {
    wantEvent(sight, question, wants);
    return null;
  }
  const now = offer(sight, question, wants);
  const isSame =
    JSON.stringify([now.actions, now.slots]) === JSON.stringify([conflict.actions, conflict.slots]);
  return isSame ? null : { ...conflict, ...now };
};
