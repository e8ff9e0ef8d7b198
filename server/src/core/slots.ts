import { freeSlots, SLOT_HORIZON } from './availability.ts';
import type { Appointment, Span } from './items.ts';
import type { Conflict } from './decisions.ts';
import type { Link } from './links.ts';
import type { Wants } from './planned.ts';
import { spanOf } from './normalise.ts';
import type { PlanInput } from './planInput.ts';
import { coveredBy, length } from './spans.ts';

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

/**
 * Three free times for what a conflict is about: in both calendars, inside working hours, long enough for the service
 * with its buffers, and for the event too where that can be. Asks for what it must know.
 */
export const slotsFor = (
  input: PlanInput,
  links: readonly Link[],
  request: SlotRequest,
  wants: Wants,
): Slots => {
  const { booking, event } = request;
  if (!booking && !event) return NONE;
  const from = Math.max(input.now, request.span.start);
  const horizon = { start: from, end: from + SLOT_HORIZON };
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
    ...links.filter(takesTime).map((link) => spanOf(link.origin.base, input.connection.timeZone)),
  ];
  const { availability } = input;
  const find = (need: number): Span[] =>
    freeSlots({ from, length: need, before, after, availability, taken, count: COUNT });
  const own = booking ? length(booking.span) : event ? length(event.span) : 0;
  const both = event ? Math.max(own, length(event.span) - after) : own;
  const asOwn = (slots: Span[]): Span[] => slots.map(({ start }) => ({ start, end: start + own }));
  const common = asOwn(find(both));
  if (!event || !booking || common.length === COUNT) return { slots: common, eventFits: event !== null };
  return { slots: asOwn(find(own)), eventFits: false };
};

/** Whether one of the times that are offered is not free any more, as far as this run has seen. */
export const isStale = (input: PlanInput, conflict: Conflict): boolean =>
  conflict.slots.some(
    (slot) =>
      slot.start < input.now ||
      [
        ...input.timify.items.flatMap((item) => item.slices.map((one) => one.busy)),
        ...input.office.items.filter((item) => item.showAs !== 'free').map((item) => item.span),
      ].some((taken) => taken.start < slot.end && slot.start < taken.end),
  );
