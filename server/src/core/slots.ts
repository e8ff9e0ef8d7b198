import { freeSlots, SLOT_HORIZON } from './availability.ts';
import type { Appointment, Span } from './items.ts';
import type { Conflict, ConflictKind } from './decisions.ts';
import type { Case } from './judgement.ts';
import type { Link } from './links.ts';
import type { Wants } from './planned.ts';
import { spanOf, trueSpan } from './normalise.ts';
import type { PlanInput } from './planInput.ts';
import { coveredBy, inside, length, overlaps, subtract } from './spans.ts';
import { WAYS } from './ways.ts';

/** What a run has before it when it looks for free times. */
export interface Sight {
  input: PlanInput;
  cases: readonly Case[];
}

export interface SlotRequest {
  span: Span;
  /** The booking that could move, or null. */
  booking: Appointment | null;
  /** The event that could move, or null. */
  event: Conflict['office'];
}

/** `eventFits`: each of the times has room for the event, too. */
export interface Slots {
  slots: Span[];
  eventFits: boolean;
}

const NONE: Slots = { slots: [], eventFits: false };
const COUNT = 3;

/** What takes a person's time although nothing in TIMIFY tells of it. */
const takesTime = ({ origin, decision }: Link): boolean =>
  origin.side === 'office' && (decision.kind !== 'skipped' || decision.reason === 'ignored-by-person');

/** The same of an event that this run has looked at: where it stands now. */
const timeOf = ({ pair: { link, origin, zone }, why }: Case): Span[] => {
  if (link.origin.side !== 'office' || origin.state === 'gone') return [];
  if (why && why.reason !== 'ignored-by-person') return [];
  return [origin.item?.side === 'office' ? trueSpan(origin.item, zone) : spanOf(link.origin.base, zone)];
};

/** What takes the person's time in Outlook. */
const busyInOffice = ({ input, cases }: Sight): Span[] => {
  const judged = new Set(cases.map(({ pair }) => pair.link.id));
  const others = input.links.filter((link) => !judged.has(link.id) && takesTime(link));
  return [
    ...others.map((link) => spanOf(link.origin.base, input.connection.timeZone)),
    ...cases.flatMap(timeOf),
  ];
};

/**
 * Where free times are looked for: from what the conflict is about onwards, and never beyond the window, for of what lies
 * there nobody knows. Near the window's end it begins earlier.
 */
const horizonOf = ({ now, window }: PlanInput, span: Span): Span => {
  const start = Math.max(now, Math.min(span.start, window.end - SLOT_HORIZON));
  return { start, end: Math.max(start, Math.min(start + SLOT_HORIZON, window.end)) };
};

/**
 * Three free times for what a conflict is about: in both calendars, inside working hours, long enough for the service
 * with its buffers, and for the event too where that can be. Asks for what it must know.
 */
export const slotsFor = (sight: Sight, request: SlotRequest, wants: Wants): Slots => {
  const { input } = sight;
  const { booking, event } = request;
  if (!booking && !event) return NONE;
  const horizon = horizonOf(input, request.span);
  if (!coveredBy(horizon, input.known.spans) || !coveredBy(horizon, input.linked)) {
    wants.spans.push(horizon);
    wants.links.push(horizon);
    return NONE;
  }
  const slice = booking?.slices[0];
  const before = slice ? slice.service.start - slice.busy.start : 0;
  const after = slice ? slice.busy.end - slice.service.end : 0;
  const taken = [
    ...input.known.appointments.flatMap((item) => item.slices.map((one) => one.busy)),
    ...busyInOffice(sight),
  ];
  const { availability } = input;
  const find = (need: number): Span[] =>
    freeSlots({ horizon, length: need, before, after, availability, taken, count: COUNT });
  const own = booking ? length(booking.span) : event ? length(event.span) : 0;
  const both = event ? Math.max(own, length(event.span) - after) : own;
  const asOwn = (slots: Span[]): Span[] => slots.map(({ start }) => ({ start, end: start + own }));
  const common = asOwn(find(both));
  if (!event || !booking || common.length === COUNT) return { slots: common, eventFits: event !== null };
  return { slots: asOwn(find(own)), eventFits: false };
};

const isClosed = ({ availability: { bookable }, known }: PlanInput, slot: Span): boolean =>
  bookable !== 'always' &&
  coveredBy(slot, known.spans) &&
  subtract([slot], inside([slot], bookable)).length > 0;

/** Whether one of the times that are offered is not free any more, as far as this run has seen. */
const isStale = ({ input, cases }: Sight, { slots }: Conflict): boolean => {
  const taken = [
    ...[...input.timify.items, ...input.known.appointments].flatMap(({ slices }) =>
      slices.map(({ busy }) => busy),
    ),
    ...cases.flatMap(timeOf),
  ];
  return slots.some(
    (slot) => slot.start < input.now || isClosed(input, slot) || taken.some((span) => overlaps(span, slot)),
  );
};

const goesElsewhere = (kind: ConflictKind): boolean =>
  WAYS[kind].some((way) => way === 'move-booking' || way === 'move-event');

/** Fewer than three were free when it was last looked, and something has happened since where they are looked for. */
const mayHaveMore = ({ input, cases }: Sight, { kind, slots, span, linkId }: Conflict): boolean => {
  if (slots.length >= COUNT || !goesElsewhere(kind)) return false;
  const horizon = horizonOf(input, span);
  const { scope, window } = input.timify;
  if (scope === 'full' && overlaps(window, horizon)) return true;
  return cases.some(
    ({ pair: { link, origin } }) =>
      link.id !== linkId &&
      [link.origin.base.span, origin.item?.span].some((one) => one !== undefined && overlaps(one, horizon)),
  );
};

/** Whether free times must be looked for anew. */
export const areOutdated = (sight: Sight, conflict: Conflict): boolean =>
  isStale(sight, conflict) || mayHaveMore(sight, conflict);
