import type { Span } from '../core/items.ts';
import { DAY, overlaps, shifted } from '../core/spans.ts';
import { listAppointments, type Api } from './appointments.ts';
import type { AppointmentAnswer } from './schemas.ts';
import { isLeaving, itemsOf } from './toItem.ts';

/** A list may select by start: this much earlier we look for what reaches into the time. */
const REACH = DAY;

const resourcesOf = (answer: AppointmentAnswer): string[] => [
  ...new Set(answer.bookings.slices.map((slice) => slice.resourceId)),
];

const busyIn = (answer: AppointmentAnswer, resourceId: string, now: number): Span[] =>
  itemsOf(answer, resourceId, now).items.flatMap((item) => item.slices.map((slice) => slice.busy));

/**
 * Whether another resource of this appointment has something else where it would stand, moved by `by` milliseconds. The
 * planner knows the time of one resource alone, and whether TIMIFY refuses an overlap is not documented (timify §7,
 * question 3): so it is looked up before such a move.
 */
export const othersAreTaken = async (
  api: Api,
  answer: AppointmentAnswer,
  { resourceId, by }: { resourceId: string; by: number },
): Promise<boolean> => {
  const now = api.now();
  const wanted = resourcesOf(answer)
    .filter((id) => id !== resourceId)
    .map((id) => ({ id, spans: busyIn(answer, id, now).map((span) => shifted(span, by)) }));
  const all = wanted.flatMap(({ spans }) => spans);
  if (all.length === 0) return false;
  const around = {
    start: Math.min(...all.map((span) => span.start)) - REACH,
    end: Math.max(...all.map((span) => span.end)),
  };
  const { answers } = await listAppointments(api, around, null);
  const others = answers.filter((other) => other.id !== answer.id && !isLeaving(other));
  return wanted.some(({ id, spans }) =>
    others.some((other) => busyIn(other, id, now).some((held) => spans.some((span) => overlaps(span, held)))),
  );
};
