import { createHash } from 'node:crypto';
import type { Appointment } from './model.ts';
import { occurrenceStarts } from './recurrence.ts';
import { MINUTE, localDay } from './time.ts';

/** One stretch of work: an interval of one occurrence, the same for every resource of the appointment. */
export interface Slice {
  begin: number;
  end: number;
  /** With preparation and follow-up time. */
  blockedBegin: number;
  blockedEnd: number;
  batch: number;
  isFirst: boolean;
  isLast: boolean;
  before: number;
  after: number;
  /** The day of the occurrence in a connected series. */
  recurringDay: string | null;
}

interface Batch {
  offset: number;
  length: number;
}

/** Work, gap, work, …: every second number is a gap. Which ones are gaps is inferred. Facts: timify §1.7 [I]. */
export function batchesOf(pattern: readonly number[]): Batch[] {
  const batches: Batch[] = [];
  let offset = 0;
  pattern.forEach((length, position) => {
    if (position % 2 === 0) batches.push({ offset, length });
    offset += length;
  });
  return batches;
}

export function patternMinutes(pattern: readonly number[]): number {
  return pattern.reduce((sum, minutes) => sum + minutes, 0);
}

function slicesAt(appointment: Appointment, start: number, recurringDay: string | null): Slice[] {
  const batches = batchesOf(appointment.pattern);
  return batches.map(({ offset, length }, batch) => {
    const begin = start + offset * MINUTE;
    const end = begin + length * MINUTE;
    const isFirst = batch === 0;
    const isLast = batch === batches.length - 1;
    const before = isFirst ? appointment.durationBefore : 0;
    const after = isLast ? appointment.durationAfter : 0;
    const blocked = { blockedBegin: begin - before * MINUTE, blockedEnd: end + after * MINUTE };
    return { begin, end, ...blocked, batch, isFirst, isLast, before, after, recurringDay };
  });
}

export function slicesOf(appointment: Appointment): Slice[] {
  const { recurring } = appointment;
  if (recurring === null) return slicesAt(appointment, appointment.start, null);
  const excluded = new Set(appointment.excludedDays);
  return occurrenceStarts(recurring, appointment.start).flatMap((start) => {
    const day = localDay(start, recurring.timezone);
    if (excluded.has(day)) return [];
    const changed = appointment.changedDays[day];
    return changed
      ? slicesAt({ ...appointment, pattern: changed.pattern }, changed.start, day)
      : slicesAt(appointment, start, day);
  });
}

/** A stable 32-hex id for a slice of one resource. */
export function sliceId(appointment: Appointment, resourceId: string, slice: Slice): string {
  const key = [appointment.id, resourceId, slice.recurringDay ?? '', slice.batch].join('|');
  return createHash('md5').update(key).digest('hex');
}
