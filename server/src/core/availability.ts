import type { Availability, Span } from './items.ts';
import { byStart, DAY, inside, MINUTE, subtract } from './spans.ts';

/** How far ahead a free time is looked for. */
export const SLOT_HORIZON = 14 * DAY;
const STEP = 15 * MINUTE;

/**
 * Up to `count` free times of `length` milliseconds inside `horizon`, one per gap first so that they differ, respecting
 * both calendars (`taken`), bookable times, and the buffers around the service.
 */
export const freeSlots = (request: {
  horizon: Span;
  length: number;
  before: number;
  after: number;
  availability: Availability;
  taken: readonly Span[];
  count: number;
}): Span[] => {
  const { horizon, availability } = request;
  const open = availability.bookable === 'always' ? [horizon] : inside([horizon], availability.bookable);
  const slots: Span[] = [];
  for (const gap of subtract(open, request.taken)) {
    const start = Math.ceil((gap.start + request.before) / STEP) * STEP;
    if (start + request.length + request.after <= gap.end) slots.push({ start, end: start + request.length });
    if (slots.length === request.count) return slots;
  }
  return filled(slots, request, subtract(open, request.taken));
};

/** Fewer gaps than wanted: later starts inside the same gaps. */
const filled = (slots: Span[], request: Parameters<typeof freeSlots>[0], gaps: Span[]): Span[] => {
  const found = [...slots];
  for (const gap of gaps) {
    for (
      let start = Math.ceil((gap.start + request.before) / STEP) * STEP;
      found.length < request.count;
      start += STEP
    ) {
      if (start + request.length + request.after > gap.end) break;
      const clear = found.every(
        (slot) =>
          slot.end + request.after + request.before <= start ||
          start + request.length + request.after + request.before <= slot.start,
      );
      if (clear) found.push({ start, end: start + request.length });
    }
  }
  return found.sort(byStart);
};
