import type { DaySpan, Timeshift } from './model.ts';
import type { CompanyState } from './state.ts';
import { addDays, atMinute, clockMinutes, localDay } from './time.ts';

/** Minutes of a local day, end excluded. */
export interface Minutes {
  begin: number;
  end: number;
}

export interface DayPlan {
  /** False: TIMIFY tells no working time at all for this resource, so it may be booked at all hours. */
  told: boolean;
  working: Minutes[];
  booking: Minutes[];
  denied: Minutes[];
}

const WHOLE_DAY: Minutes = { begin: 0, end: 1440 };

export function toMinutes(spans: readonly DaySpan[]): Minutes[] {
  return spans.flatMap((span) => {
    const begin = clockMinutes(span.begin);
    const end = clockMinutes(span.end);
    return begin === undefined || end === undefined || end <= begin ? [] : [{ begin, end }];
  });
}

export function zoneOf(state: CompanyState, resourceId: string): string {
  return state.resources.get(resourceId)?.timezone ?? state.company.timezone;
}

function isWorkShift(shift: Timeshift): boolean {
  return shift.denialReason === null;
}

/** The plan of one resource for one local day. The youngest work shift of a day counts. Facts: timify §1.8 [D]. */
export function dayPlan(state: CompanyState, resourceId: string, day: string): DayPlan {
  const own = [...state.timeshifts.values()].filter((shift) => shift.resourceId === resourceId);
  const today = own.filter((shift) => shift.from <= day && day <= shift.to);
  const denied = today
    .filter((shift) => !isWorkShift(shift))
    .flatMap((shift) => toMinutes(shift.denialTimes));
  if (!own.some(isWorkShift)) return { told: false, working: [WHOLE_DAY], booking: [WHOLE_DAY], denied };

  const plan = today.filter(isWorkShift).sort((a, b) => b.updatedAt - a.updatedAt)[0];
  const working = toMinutes(plan?.workingTimes ?? []);
  return { told: true, working, booking: toMinutes(plan?.bookingTimes ?? []), denied };
}

/** What of the spans is left when the others are taken out. */
export function subtract(spans: readonly Minutes[], taken: readonly Minutes[]): Minutes[] {
  return taken.reduce<Minutes[]>(
    (left, hole) =>
      left.flatMap((span) => {
        if (hole.end <= span.begin || hole.begin >= span.end) return [span];
        const parts = [
          { begin: span.begin, end: hole.begin },
          { begin: hole.end, end: span.end },
        ];
        return parts.filter((part) => part.end > part.begin);
      }),
    [...spans],
  );
}

function merge(spans: readonly Minutes[]): Minutes[] {
  const merged: Minutes[] = [];
  for (const span of [...spans].sort((a, b) => a.begin - b.begin)) {
    const last = merged.at(-1);
    if (last && span.begin <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

/** Stretches of a local day in which the resource works (or takes online bookings), absences taken out. */
export function openInstants(
  state: CompanyState,
  resourceId: string,
  day: string,
  which: 'working' | 'booking',
) {
  const plan = dayPlan(state, resourceId, day);
  const zone = zoneOf(state, resourceId);
  return subtract(merge(plan[which]), plan.denied).map((span) => ({
    begin: atMinute(day, span.begin, zone),
    end: atMinute(day, span.end, zone),
  }));
}

/** Whether [begin, end) lies in the working (or online booking) times of the resource, over midnight too. */
export function isOpen(
  state: CompanyState,
  resourceId: string,
  span: { begin: number; end: number },
  which: 'working' | 'booking',
): boolean {
  const zone = zoneOf(state, resourceId);
  const lastDay = localDay(span.end - 1, zone);
  let reached = span.begin;
  for (let day = localDay(span.begin, zone); day <= lastDay; day = addDays(day, 1)) {
    for (const open of openInstants(state, resourceId, day, which)) {
      if (open.begin <= reached && open.end > reached) reached = open.end;
    }
  }
  return reached >= span.end;
}
