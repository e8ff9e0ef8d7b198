import { DateTime } from 'luxon';
import type { Availability, Instant, Span } from '../core/items.ts';
import { MINUTE, inside, subtract } from '../core/spans.ts';
import type { Api } from './appointments.ts';
import { isOurs, rowsOf } from './blockers.ts';
import { deniedSpans, listShifts, workingSpans, type Shift } from './shifts.ts';
import { clockTime, localDay, nextDay } from './time.ts';

const LIFE = 10 * MINUTE;

/** The shift plan of one local month as instants, whoever wrote its rows. */
interface MonthPlan {
  whole: Span;
  working: Span[];
  absences: { shift: Shift; spans: Span[] }[];
}

interface MonthTimes {
  /** Working times, or the whole month where none are told. */
  open: Span[];
  /** Holidays, illness and the like. */
  absent: Span[];
  /** Blockers of others. */
  blockers: { id: string; span: Span }[];
  /** TIMIFY tells nothing at all about this month. */
  isOpen: boolean;
}

/** What can be booked, by company, resource, zone, blocker and local month; shared by all sides of a process. */
export type AvailabilityCache = Map<string, { at: Instant; plan: Promise<MonthPlan> }>;

export interface Bookable {
  api: Api;
  resourceId: string;
  zone: string;
  /** How this company's blockers are written: see `takesTime`. */
  blocker: 'appointment' | 'timeshift';
  cache: AvailabilityCache;
}

const prefixOf = (of: Bookable): string => `${of.api.credentials.companyId}/${of.resourceId}/`;

/** What was asked for before an instant, or at all. */
export const forgetMonths = (of: Bookable, before: Instant = Infinity): void => {
  for (const [key, { at }] of of.cache) if (key.startsWith(prefixOf(of)) && at < before) of.cache.delete(key);
};

/** First and last local day of each month that `window` touches. */
const monthsOf = (window: Span, zone: string): Days[] => {
  const months: Days[] = [];
  const last = localDay(window.end - 1, zone);
  for (let from = `${localDay(window.start, zone).slice(0, 7)}-01`; from <= last;) {
    const month = DateTime.fromISO(from, { zone: 'utc' });
    months.push({ from, to: month.endOf('month').toFormat('yyyy-MM-dd') });
    from = month.plus({ months: 1 }).toFormat('yyyy-MM-dd');
  }
  return months;
};

type Days = { from: string; to: string };

/** Neighbouring months are read together: fewer calls than one per month. */
const runsOf = (months: readonly Days[]): Days[] => {
  const runs: Days[] = [];
  for (const month of months) {
    const last = runs.at(-1);
    if (last && nextDay(last.to) === month.from) last.to = month.to;
    else runs.push({ ...month });
  }
  return runs;
};

/**
 * Our own blockers never narrow what is bookable, else an event would hide its own time. Where blockers are time
 * shifts, all of them are items of the calendar like any appointment, and so none counts here.
 */
const takesTime = (shift: Shift, of: Bookable, ours: ReadonlySet<string>): boolean =>
  shift.denial !== 'BLOCKER' || (of.blocker === 'appointment' && !isOurs(shift) && !ours.has(shift.id));

const planOf = (shifts: readonly Shift[], month: Days, zone: string): MonthPlan => ({
  whole: {
    start: clockTime(month.from, '00:00', zone, 'begin'),
    end: clockTime(month.to, '24:00', zone, 'end'),
  },
  working: workingSpans(shifts, month, zone),
  absences: shifts
    .map((shift) => ({ shift, spans: deniedSpans(shift, month, zone) }))
    .filter(({ spans }) => spans.length > 0),
});

/**
 * What can be booked in a month: working times minus absences. A month in which TIMIFY tells no working time at all
 * is bookable as a whole, but for absences; judged by month, so that it does not depend on what else is asked for.
 */
const monthTimes = (
  { whole, working, absences }: MonthPlan,
  of: Bookable,
  ours: ReadonlySet<string>,
): MonthTimes => {
  const taken = absences.filter(({ shift }) => takesTime(shift, of, ours));
  const rows = (isBlocker: boolean): { id: string; span: Span }[] =>
    taken
      .filter(({ shift }) => (shift.denial === 'BLOCKER') === isBlocker)
      .flatMap(({ shift: { id }, spans }) => spans.map((span) => ({ id, span })));
  return {
    open: working.length > 0 ? working : [whole],
    absent: rows(false).map(({ span }) => span),
    blockers: rows(true),
    isOpen: working.length + taken.length === 0,
  };
};

/** What only a blocker closes: where nobody works anyway it takes nothing. */
const blockedIn = (
  blockers: MonthTimes['blockers'],
  present: readonly Span[],
): Pick<Availability, 'blocked'> => {
  const blocked = blockers.flatMap(({ id, span }) =>
    inside([span], present).map((part) => ({ id, span: part })),
  );
  return blocked.length > 0 ? { blocked } : {};
};

/** Sees to it that every month of `months` is in the cache, or on its way. */
const load = (of: Bookable, months: readonly Days[]): Promise<MonthPlan>[] => {
  const { cache, api } = of;
  const keyOf = (month: Days): string => `${prefixOf(of)}${of.zone}/${of.blocker}/${month.from}`;
  for (const [key, kept] of cache) if (kept.at + LIFE <= api.now()) cache.delete(key);
  const missing = months.filter((month) => !cache.has(keyOf(month)));
  for (const run of runsOf(missing)) {
    const shifts = listShifts(api, of.resourceId, run.from, run.to);
    for (const month of missing.filter((one) => one.from >= run.from && one.to <= run.to)) {
      const entry = { at: api.now(), plan: shifts.then((rows) => planOf(rows, month, of.zone)) };
      cache.set(keyOf(month), entry);
      entry.plan.catch(() => {
        if (cache.get(keyOf(month)) === entry) cache.delete(keyOf(month));
      });
    }
  }
  return months.flatMap((month) => cache.get(keyOf(month))?.plan ?? []);
};

/**
 * Working times minus absences inside `window`, as instants, sorted and merged. The shift plan is kept for ten minutes
 * per month. `ours`: ids of items that are mirrors of ours.
 */
export const bookableTimes = async (
  of: Bookable,
  window: Span,
  ours: readonly string[],
): Promise<Availability> => {
  if (window.end <= window.start) return { bookable: [] };
  // A shift that runs over midnight starts on the day before.
  const eve = DateTime.fromISO(localDay(window.start, of.zone), { zone: of.zone })
    .minus({ days: 1 })
    .toMillis();
  const months = monthsOf({ start: eve, end: window.end }, of.zone);
  const rows = new Set(ours.flatMap(rowsOf));
  const parts = await Promise.all(load(of, months).map(async (plan) => monthTimes(await plan, of, rows)));
  if (parts.every((part) => part.isOpen)) return { bookable: 'always' };
  const open = parts.flatMap((part) => part.open);
  const absent = parts.flatMap((part) => part.absent);
  const blockers = parts.flatMap((part) => part.blockers);
  const present = inside(subtract(open, absent), [window]);
  const bookable = subtract(
    present,
    blockers.map(({ span }) => span),
  );
  return { bookable, ...blockedIn(blockers, present) };
};
