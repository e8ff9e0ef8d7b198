import { z } from 'zod';
import type { Instant, Span } from '../core/items.ts';
import { GRID } from '../core/spans.ts';
import type { Api } from './appointments.ts';
import { allPages } from './paging.ts';
import { clockTime, isShownTwice, nextDay } from './time.ts';

/** Row of a shift plan. Days local to the resource, `to` inclusive; times `HH:mm`, the end may be `24:00`. */
export interface Shift {
  id: string;
  resourceId: string | null;
  from: string;
  to: string;
  working: { begin: string; end: string }[];
  /** `VACATION`, `SICK`, `BLOCKER` (TIMIFY docs, timeshifts); null for a work shift. */
  denial: string | null;
  /** Empty for a denial means its days as a whole. */
  denied: { begin: string; end: string }[];
  /** What whoever imported the row called it. */
  importId: string | null;
  version: string;
  /** When it was last changed; null where TIMIFY does not tell. */
  changedAt: Instant | null;
}

const time = z.string().regex(/^\d{2}:\d{2}$/);
const times = z
  .array(z.unknown())
  .catch([])
  .transform((rows) => rows.flatMap((row) => z.object({ begin: time, end: time }).safeParse(row).data ?? []));
const word = z.string().min(1).nullish().catch(null);
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/)
  .transform((value) => value.slice(0, 10))
  .nullish()
  .catch(null);

/** No answer of the list could be read, only what is sent: snake case in one route, camel case in the other. Both pass. */
const row = z.object({
  id: word,
  resourceId: word,
  resource_id: word,
  resource: z.object({ id: word }).nullish().catch(null),
  from: day,
  to: day,
  day,
  date: day,
  interval: z.object({ begin: day, end: day }).nullish().catch(null),
  workingTimes: times,
  working_times: times,
  denialReason: word,
  denial_reason: word,
  denialTimes: times,
  denial_times: times,
  importShiftDenialId: word,
  import_shift_denial_id: word,
  timestamp: z.union([z.string(), z.number().transform(String)]).catch(''),
  updatedAt: z.string().catch(''),
});

const changedAt = (timestamp: string, updatedAt: string): Instant | null => {
  const at = /^\d+$/.test(timestamp) ? Number(timestamp) : Date.parse(updatedAt);
  return Number.isNaN(at) ? null : at;
};

export const readShift = (value: unknown): Shift | null => {
  const read = row.safeParse(value);
  if (!read.success) return null;
  const one = read.data;
  const from = one.from ?? one.interval?.begin ?? one.day ?? one.date ?? null;
  if (from === null) return null;
  const to = one.to ?? one.interval?.end ?? from;
  const denied = [...one.denialTimes, ...one.denial_times];
  return {
    id: one.id ?? '',
    resourceId: one.resourceId ?? one.resource_id ?? one.resource?.id ?? null,
    from,
    to,
    working: [...one.workingTimes, ...one.working_times],
    denial: one.denialReason ?? one.denial_reason ?? null,
    denied,
    importId: one.importShiftDenialId ?? one.import_shift_denial_id ?? null,
    version:
      one.timestamp ||
      one.updatedAt ||
      `${from}/${to}/${denied.map((part) => `${part.begin}-${part.end}`).join()}`,
    changedAt: changedAt(one.timestamp, one.updatedAt),
  };
};

/** Rows that touch the days from `first` to `last`, both inclusive. Days are local to the company or resource (inferred). */
export const listShifts = async (
  api: Api,
  resourceId: string,
  first: string,
  last: string,
): Promise<Shift[]> => {
  const ranges: { from: string; to: string }[] = [];
  for (let from = first; from <= last; from = nextDay(from, api.listDays)) {
    const end = nextDay(from, api.listDays - 1);
    ranges.push({ from, to: end < last ? end : last });
  }
  const lists = await Promise.all(
    ranges.map((range) =>
      allPages((page, limit) =>
        api.http.call(api.credentials, {
          method: 'GET',
          path: '/timeshifts',
          query: { ...range, resource_ids: resourceId, page, limit },
          effect: 'read',
        }),
      ),
    ),
  );
  const seen = new Set<string>();
  return lists
    .flat()
    .flatMap((value) => readShift(value) ?? [])
    .filter((shift) => shift.resourceId === null || shift.resourceId === resourceId)
    .filter((shift) => shift.id === '' || (!seen.has(shift.id) && seen.add(shift.id)));
};

/** The days of a row that lie in `limit` (local days, inclusive). */
const daysOf = (shift: Shift, limit: { from: string; to: string }): string[] => {
  const days: string[] = [];
  const last = shift.to < limit.to ? shift.to : limit.to;
  for (let one = shift.from > limit.from ? shift.from : limit.from; one <= last; one = nextDay(one))
    days.push(one);
  return days;
};

/** Where the repeated hour only begins, nothing before the label of its begin is shown twice: the first is the end. */
const endOn = (on: string, label: string, zone: string): Instant => {
  const first = clockTime(on, label, zone, 'begin');
  return isShownTwice(first - GRID, zone) ? clockTime(on, label, zone, 'end') : first;
};

/** An end that is not after its begin means the next day's clock; equal ones mean a whole day. */
const spanOn = (on: string, part: { begin: string; end: string }, zone: string): Span => ({
  start: clockTime(on, part.begin, zone, 'begin'),
  end: endOn(part.end > part.begin ? on : nextDay(on), part.end, zone),
});

const WHOLE_DAY = [{ begin: '00:00', end: '24:00' }];

/** Instants that a row's denial takes within the days of `limit`. */
export const deniedSpans = (shift: Shift, limit: { from: string; to: string }, zone: string): Span[] => {
  const parts = shift.denied.length === 0 && shift.denial !== null ? WHOLE_DAY : shift.denied;
  return daysOf(shift, limit).flatMap((on) => parts.map((part) => spanOn(on, part, zone)));
};

/** Whether `other` takes the place of `shift` on a day that both are of. */
const isReplacedBy = (shift: Shift, other: Shift): boolean =>
  other.denial === null &&
  shift.changedAt !== null &&
  other.changedAt !== null &&
  other.changedAt > shift.changedAt;

/**
 * Instants in which the resource works within the days of `limit`. A plan replaces an older one day by day; where TIMIFY
 * tells no ages, all count. It ignores working times on a blocker.
 */
export const workingSpans = (
  shifts: readonly Shift[],
  limit: { from: string; to: string },
  zone: string,
): Span[] =>
  shifts
    .filter(({ denial }) => denial !== 'BLOCKER')
    .flatMap((shift) => {
      const younger = shifts.filter((other) => isReplacedBy(shift, other));
      return daysOf(shift, limit)
        .filter((on) => !younger.some(({ from, to }) => from <= on && on <= to))
        .flatMap((on) => shift.working.map((part) => spanOn(on, part, zone)));
    });
