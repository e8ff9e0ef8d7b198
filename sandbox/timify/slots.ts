import { openInstants } from './hours.ts';
import type { Service } from './model.ts';
import { batchesOf, patternMinutes } from './slices.ts';
import type { CompanyState } from './state.ts';
import { isGone } from './state.ts';
import { MINUTE, clockText, localDay, localMinute } from './time.ts';

/** Slots are offered every quarter of an hour. The grid of a real account is a setting. Facts: timify §1.4 [O TASK]. */
const SLOT_MINUTES = 15;

export interface DaySlots {
  day: string;
  /** Local `HH:mm`. */
  times: string[];
  minutes: number[];
  first: number;
  last: number;
}

interface Span {
  begin: number;
  end: number;
}

export interface SlotQuestion {
  resourceIds: readonly string[];
  days: readonly string[];
  now: number;
}

function inside(span: Span, spans: readonly Span[]): boolean {
  return spans.some((open) => open.begin <= span.begin && span.end <= open.end);
}

function taken(state: CompanyState, resourceId: string, day: Span, now: number): Span[] {
  return state.appointments
    .meeting(day.begin, day.end)
    .filter(({ appointment }) => appointment.resourceIds.includes(resourceId) && !isGone(appointment))
    .filter(({ appointment }) => appointment.reservedUntil === null || appointment.reservedUntil > now)
    .flatMap(({ slices }) => slices.map((slice) => ({ begin: slice.blockedBegin, end: slice.blockedEnd })));
}

/** Starts at which the resource could take the service on that day. */
function startsFor(
  state: CompanyState,
  service: Service,
  resourceId: string,
  day: string,
  now: number,
): number[] {
  const booking = openInstants(state, resourceId, day, 'booking');
  const working = openInstants(state, resourceId, day, 'working');
  const [earliest, latest] = [booking[0], booking.at(-1)];
  if (!earliest || !latest) return [];
  const busy = taken(
    state,
    resourceId,
    { begin: earliest.begin - 720 * MINUTE, end: latest.end + 720 * MINUTE },
    now,
  );
  const length = patternMinutes(service.pattern);
  const batches = batchesOf(service.pattern);
  const starts: number[] = [];
  for (let start = earliest.begin; start + length * MINUTE <= latest.end; start += SLOT_MINUTES * MINUTE) {
    const fits = batches.every(({ offset, length: minutes }, position) => {
      const begin = start + offset * MINUTE;
      const end = begin + minutes * MINUTE;
      const blocked: Span = {
        begin: begin - (position === 0 ? service.durationBefore * MINUTE : 0),
        end: end + (position === batches.length - 1 ? service.durationAfter * MINUTE : 0),
      };
      const free = !busy.some((span) => span.begin < blocked.end && span.end > blocked.begin);
      return free && inside({ begin, end }, booking) && inside(blocked, working);
    });
    if (fits && start >= now) starts.push(start);
  }
  return starts;
}

/** Days on which the service can be had online, with the times. Facts: timify §1.9 [O]. */
export function slotsOf(state: CompanyState, service: Service, question: SlotQuestion): DaySlots[] {
  const zone = state.company.timezone;
  return question.days.flatMap((day) => {
    const starts = question.resourceIds.flatMap((id) => startsFor(state, service, id, day, question.now));
    const sorted = [...new Set(starts)]
      .sort((a, b) => a - b)
      .filter((start) => localDay(start, zone) === day);
    const [first, last] = [sorted[0], sorted.at(-1)];
    if (first === undefined || last === undefined) return [];
    const minutes = sorted.map((start) => localMinute(start, zone));
    return [{ day, times: minutes.map(clockText), minutes, first, last }];
  });
}
