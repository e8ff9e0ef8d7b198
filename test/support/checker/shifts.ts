/** The shift plan of a resource as TIMIFY holds it, as instants. */
import { DateTime } from 'luxon';
import { less, union, type Time } from '../time.ts';

export interface Hours {
  /** Time blocked by shift plans that are marked as ours. */
  shifts: Time[];
  /** Where TIMIFY takes no bookings at all. */
  closed: Time[];
  /** Of that, what blockers of others in the shift plan take. */
  rows: { id: string; span: Time }[];
}

export interface ShiftPicture {
  id: string;
  resourceId: string;
  from: string;
  to: string;
  workingTimes: { begin: string; end: string }[];
  denialReason: string | null;
  denialTimes: { begin: string; end: string }[];
  importShiftDenialId: string | null;
  updatedAt: string;
}

interface PlanPicture {
  company: { timezone: string };
  resources: { id: string; timezone: string | null }[];
  timeshifts: ShiftPicture[];
}

const clock = (day: DateTime, text: string): number => {
  const [hours, minutes] = text.split(':').map(Number);
  return (hours ?? 0) === 24
    ? day.plus({ days: 1 }).toMillis()
    : day.set({ hour: hours ?? 0, minute: minutes ?? 0 }).toMillis();
};

/** Of each local day the youngest work shift counts; days without one are closed once a resource has any (timify §1.8). */
export const hoursOf = (
  { company, resources, timeshifts }: PlanPicture,
  resourceId: string,
  within: Time,
): Hours => {
  const zone = resources.find(({ id }) => id === resourceId)?.timezone ?? company.timezone;
  const own = timeshifts.filter((shift) => shift.resourceId === resourceId);
  const works = own.filter(({ denialReason }) => denialReason === null);
  const isOurs = ({ importShiftDenialId }: ShiftPicture): boolean =>
    importShiftDenialId?.startsWith('tms:') ?? false;
  const open: Time[] = works.length === 0 ? [within] : [];
  const denied: Time[] = [];
  const shifts: Time[] = [];
  const rows: Hours['rows'] = [];
  let day = DateTime.fromMillis(within.start, { zone }).startOf('day');
  for (; day.toMillis() < within.end; day = day.plus({ days: 1 })) {
    const name = day.toISODate() ?? '';
    const today = (shift: ShiftPicture): boolean => shift.from <= name && name <= shift.to;
    const times = (all: { begin: string; end: string }[]): Time[] =>
      all.map(({ begin, end }) => ({ start: clock(day, begin), end: clock(day, end) }));
    const [work] = works.filter(today).sort((a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt));
    open.push(...times(work?.workingTimes ?? []));
    for (const shift of own.filter((one) => one.denialReason !== null && today(one))) {
      (isOurs(shift) ? shifts : denied).push(...times(shift.denialTimes));
      if (!isOurs(shift) && shift.denialReason === 'BLOCKER')
        rows.push(...times(shift.denialTimes).map((span) => ({ id: shift.id, span })));
    }
  }
  return { closed: union([...less([within], open), ...denied]), shifts: union(shifts), rows };
};
