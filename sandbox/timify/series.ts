import { change, create, existing, flagsOf, mail, removeMany, store } from './appointments.ts';
import type { Writing } from './appointments.ts';
import { refuse } from './errors.ts';
import { checkFit } from './fit.ts';
import type { AppointmentInput } from './input.ts';
import type { NotifyFlags } from './mails.ts';
import type { Appointment, Recurring } from './model.ts';
import { occurrenceStarts } from './recurrence.ts';
import { patternMinutes } from './slices.ts';
import { addDays, atMinute, localDay, localMinute, parseMinute, utcMinute } from './time.ts';

/**
 * What people do with a series in TIMIFY's calendar: this one, this and following, or all. Facts: timify §3.4 [D]. How an
 * app would say so is not known (§7 question 5), so the API changes a connected series as a whole.
 */
export type SeriesScope = 'this' | 'following' | 'all';

export interface SeriesAct {
  id: string;
  scope: SeriesScope;
  /** The day of the occurrence in a connected series; not used for a chain. */
  day: string;
}

/** A connected series, from one of its days on. */
interface Cut {
  series: Appointment;
  rule: Recurring;
  day: string;
  /** Starts of all occurrences by the rule, and how many of them come before the day. */
  start: number;
  before: number;
}

function cutAt(writing: Writing, { id, day }: SeriesAct): Cut {
  const series = existing(writing.state, id);
  const rule = series.recurring;
  if (rule === null) throw refuse.badRequest('Not a connected series', 'body', 'id');
  const starts = occurrenceStarts(rule, series.start);
  const before = starts.findIndex((start) => localDay(start, rule.timezone) === day);
  const start = starts[before];
  if (start === undefined || series.excludedDays.includes(day))
    throw refuse.badRequest('The series has no such day', 'body', 'day');
  return { series, rule, day, start, before };
}

/** A series of which only the days before the cut are left. */
function head({ series, rule, day }: Cut): Appointment {
  const recurring = { ...rule, repeatTimes: null, repeatLastDay: addDays(day, -1) };
  return { ...series, recurring, changedDays: onDays(series.changedDays, (one) => one < day) };
}

function onDays<T>(days: Record<string, T>, wanted: (day: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(days).filter(([day]) => wanted(day)));
}

/** The fields of a new appointment that is like the old one, customers included. */
function likeness(series: Appointment): AppointmentInput {
  return {
    title: series.title,
    notes: series.notes,
    color: series.color,
    price: series.price,
    service_id: series.serviceId,
    resource_ids: series.resourceIds,
    customer_ids: series.customerIds,
    customfields: series.customfields,
    duration_pattern: series.pattern,
    duration_before: series.durationBefore,
    duration_after: series.durationAfter,
    is_course: series.isCourse,
    max_participants: series.maxParticipants,
    participants: series.participants,
  };
}

/** The rule of the part after a cut. A weekly series on one weekday follows its first occurrence to another one. */
function tailRule({ rule, day, before }: Cut, start: number): AppointmentInput['recurring'] {
  const weekday = new Date(`${localDay(start, rule.timezone)}T00:00:00Z`).getUTCDay() || 7;
  const oneDay = rule.weekDays.length === 1 && rule.frequency === 'WEEKS';
  const left = rule.repeatTimes === null ? null : rule.repeatTimes - before;
  return {
    timezone: rule.timezone,
    frequency: rule.frequency,
    period: rule.period,
    week_days: oneDay ? [weekday] : rule.weekDays,
    month_days: localDay(start, rule.timezone) === day ? rule.monthDays : [],
    year_months: rule.yearMonths,
    repeat_times: left,
    repeat_last_day: rule.repeatLastDay,
    max_day: rule.maxDay,
    is_fixed_by_recurring_day: rule.isFixedByRecurringDay,
  };
}

/** One occurrence: another slice of the same series, or taken out and booked by itself, by switch. */
function changeThis(writing: Writing, act: SeriesAct, input: AppointmentInput): Appointment {
  const cut = cutAt(writing, act);
  const { series, day } = cut;
  const there = series.changedDays[day] ?? { start: cut.start, pattern: series.pattern };
  if (writing.parts.world.switches.timifyOccurrenceChange === 'own-booking') {
    store(writing, { ...series, excludedDays: [...series.excludedDays, day] }, 'Updated');
    const like = { ...likeness(series), datetime: utcMinute(there.start), duration_pattern: there.pattern };
    const { duration_pattern: pattern, ...rest } = like;
    const lengths = input.duration === undefined ? { duration_pattern: pattern } : {};
    return create(writing, { ...rest, ...lengths, ...input, recurring: null });
  }
  const moved = {
    start: input.datetime === undefined ? there.start : readTime(input.datetime),
    pattern: input.duration_pattern ?? (input.duration === undefined ? there.pattern : [input.duration]),
  };
  const after = { ...series, changedDays: { ...series.changedDays, [day]: moved } };
  checkFit(writing.state, after, writing.parts.world.switches, writing.parts.world.clock.now());
  const stored = store(writing, after, 'Updated');
  mail(writing, stored, 'reschedule', flagsOf(input));
  return stored;
}

function readTime(datetime: string): number {
  const start = parseMinute(datetime, 'utc');
  if (start === undefined) throw refuse.badRequest('datetime must be YYYY-MM-DD HH:mm', 'body', 'datetime');
  return start;
}

/** The series ends the day before, and a new one begins. The first day is the whole series. */
function changeFollowing(writing: Writing, act: SeriesAct, input: AppointmentInput): Appointment {
  const cut = cutAt(writing, act);
  if (cut.before === 0) return change(writing, act.id, input);
  store(writing, head(cut), 'Updated');
  const start = input.datetime === undefined ? cut.start : readTime(input.datetime);
  const { duration_pattern: pattern, ...like } = likeness(cut.series);
  const lengths = input.duration === undefined ? { duration_pattern: pattern } : {};
  const made = create(writing, {
    ...{ ...like, ...lengths, datetime: utcMinute(start), recurring: tailRule(cut, start) },
    ...input,
  });
  const excludedDays = cut.series.excludedDays.filter((day) => day > act.day);
  return excludedDays.length === 0 ? made : store(writing, { ...made, excludedDays }, 'Updated');
}

/** Members of an independent series that an act is about, in order. */
function members(writing: Writing, { id, scope }: SeriesAct): Appointment[] {
  const named = existing(writing.state, id);
  if (named.chainId === null || scope === 'this') return [named];
  const all = writing.state.appointments
    .chain(named.chainId)
    .filter((one) => one.scheduledForDeletionAt === null)
    .sort((a, b) => a.start - b.start);
  return scope === 'all' ? all : all.filter((one) => one.start >= named.start);
}

/** Every member moves by as many days and to the same clock time as the one that was taken hold of. */
function changeChain(writing: Writing, act: SeriesAct, input: AppointmentInput): Appointment {
  const named = existing(writing.state, act.id);
  const zone = writing.state.company.timezone;
  const to = input.datetime === undefined ? named.start : readTime(input.datetime);
  const days = (Date.parse(localDay(to, zone)) - Date.parse(localDay(named.start, zone))) / 86_400_000;
  const clock = localMinute(to, zone);
  for (const one of members(writing, act)) {
    const start = atMinute(addDays(localDay(one.start, zone), days), clock, zone);
    const moved = input.datetime === undefined ? {} : { datetime: utcMinute(start) };
    change(writing, one.id, { ...input, ...moved });
  }
  return existing(writing.state, act.id);
}

/** Changes a series as far as the person said. Answers what the person looks at afterwards. */
export function changeSeries(writing: Writing, act: SeriesAct, input: AppointmentInput): Appointment {
  if (existing(writing.state, act.id).recurring === null) return changeChain(writing, act, input);
  if (act.scope === 'this') return changeThis(writing, act, input);
  return act.scope === 'following' ? changeFollowing(writing, act, input) : change(writing, act.id, input);
}

/** Deletes a series as far as the person said. Answers the ids that are gone. */
export function removeSeries(writing: Writing, act: SeriesAct, flags: NotifyFlags): string[] {
  const named = existing(writing.state, act.id);
  if (named.recurring === null) {
    return removeMany(
      writing,
      members(writing, act).map(({ id }) => id),
      flags,
    );
  }
  if (act.scope === 'all') return removeMany(writing, [act.id], flags);
  const cut = cutAt(writing, act);
  if (act.scope === 'following' && cut.before === 0) return removeMany(writing, [act.id], flags);
  const left =
    act.scope === 'this' ? { ...named, excludedDays: [...named.excludedDays, act.day].sort() } : head(cut);
  const stored = store(writing, left, 'Updated');
  mail(
    writing,
    { ...stored, start: cut.start, duration: patternMinutes(named.pattern) },
    'cancellation',
    flags,
  );
  return [];
}
