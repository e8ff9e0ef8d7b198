/**
 * What a calendar file means, worked out by `ical.js` and luxon alone: neither by the product nor by the sandbox.
 * A file can be moved by whole weeks: days and weeks move along, months follow from the new first day.
 */
import ICAL from 'ical.js';
import { DateTime } from 'luxon';

const DAY = 86_400_000;
/** An endless rule is followed this many times at most. */
const MOST = 3_000;

export interface Occurrence {
  /** Instants; a day is that day in the mailbox's zone. */
  start: number;
  end: number;
  isAllDay: boolean;
  isFree: boolean;
  isCancelled: boolean;
}

interface Zones {
  mailbox: string;
  /** Of times that the file tells in UTC: people had made them in this one. */
  file: string;
}

/** A clock time, as milliseconds as if it were UTC. */
const wallOf = (time: ICAL.Time, zones: Zones): number => {
  if (!time.isDate && time.zone.tzid === 'UTC') {
    const local = DateTime.fromSeconds(time.toUnixTime(), { zone: zones.file });
    return local.setZone('utc', { keepLocalTime: true }).toMillis();
  }
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
};

const zoneOf = (time: ICAL.Time, zones: Zones): string => {
  if (time.isDate) return zones.mailbox;
  return time.zone.tzid === 'UTC' || time.zone.tzid === 'floating' ? zones.file : time.zone.tzid;
};

const instantOf = (wall: number, zone: string): number =>
  DateTime.fromMillis(wall, { zone: 'utc' }).setZone(zone, { keepLocalTime: true }).toMillis();

interface Shown {
  item: ICAL.Event;
  startDate: ICAL.Time;
  endDate: ICAL.Time;
}

const occurrence = ({ item, startDate, endDate }: Shown, days: number, zones: Zones): Occurrence => {
  const text = (name: string): string => String(item.component.getFirstPropertyValue(name) ?? '');
  return {
    start: instantOf(wallOf(startDate, zones) + days * DAY, zoneOf(startDate, zones)),
    end: instantOf(wallOf(endDate, zones) + days * DAY, zoneOf(endDate, zones)),
    isAllDay: startDate.isDate,
    isFree: text('transp') === 'TRANSPARENT',
    isCancelled: text('status') === 'CANCELLED',
  };
};

/** `ical.js` ends with nothing, which its types do not tell. */
const nextOf = (iterator: { next(): ICAL.Time }): ICAL.Time | null | undefined => iterator.next();

const ruleOf = (event: ICAL.Event): ICAL.Recur =>
  event.component.getFirstPropertyValue('rrule') as ICAL.Recur;

/** All days on which a rule falls, deleted ones too. */
const daysOf = (rule: ICAL.Recur, start: ICAL.Time, until: number): number[] => {
  const days: number[] = [];
  const iterator = rule.iterator(start);
  for (let next = nextOf(iterator); next && days.length < MOST; next = nextOf(iterator)) {
    const day = Date.UTC(next.year, next.month - 1, next.day);
    if (day > until) break;
    days.push(day);
  }
  return days;
};

const plusDays = (time: ICAL.Time, days: number): ICAL.Time => {
  const moved = time.clone();
  moved.adjust(days, 0, 0, 0);
  return moved;
};

/** A monthly rule as it reads on another first day: the same kind of day, without an end of its own. */
const monthlyFrom = (rule: ICAL.Recur, start: ICAL.Time): ICAL.Recur => {
  const moved = ICAL.Recur.fromString(`FREQ=MONTHLY;INTERVAL=${rule.interval}`);
  if (rule.parts.BYDAY) {
    const week = Math.ceil(start.day / 7);
    const name = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][start.dayOfWeek() - 1] ?? '';
    moved.parts.BYDAY = [`${week === 5 ? -1 : week}${name}`];
    return moved;
  }
  // A month that is too short takes its last day.
  moved.parts.BYMONTHDAY = Array.from(
    { length: Math.max(1, start.day - 27) },
    (_, step) => start.day - step,
  ).sort((a, b) => a - b);
  moved.parts.BYSETPOS = [-1];
  return moved;
};

/** By how many days each occurrence moves. */
const movesOf = (master: ICAL.Event, weeks: number, until: number): ((day: number) => number | null) => {
  const rule = ruleOf(master);
  if (rule.freq !== 'MONTHLY') return () => weeks * 7;
  const before = daysOf(rule, master.startDate, until + Math.abs(weeks) * 7 * DAY);
  const first = plusDays(master.startDate, weeks * 7);
  const after = daysOf(monthlyFrom(rule, first), first, until + 62 * DAY);
  return (day) => {
    const target = after[before.indexOf(day)];
    return target === undefined ? null : (target - day) / DAY;
  };
};

const expand = (
  master: ICAL.Event,
  weeks: number,
  until: number,
  used: Set<ICAL.Component>,
  zones: Zones,
): Occurrence[] => {
  if (!master.isRecurring())
    return [
      occurrence({ item: master, startDate: master.startDate, endDate: master.endDate }, weeks * 7, zones),
    ];
  const moves = movesOf(master, weeks, until);
  const found: Occurrence[] = [];
  const iterator = master.iterator();
  for (let next = nextOf(iterator); next; next = nextOf(iterator)) {
    const day = Date.UTC(next.year, next.month - 1, next.day);
    const days = moves(day);
    if (days === null || day + days * DAY > until) break;
    const details = master.getOccurrenceDetails(next);
    if (details.item !== master) used.add(details.item.component);
    found.push(occurrence(details, days, zones));
  }
  return found;
};

/** Every occurrence that starts until then, moved by whole weeks. */
export const expandCalendar = (
  text: string,
  how: { weeks: number; until: number; mailbox: string },
): Occurrence[] => {
  const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
  for (const zone of root.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const zones = {
    mailbox: how.mailbox,
    file: String(root.getFirstPropertyValue('x-wr-timezone') ?? how.mailbox),
  };
  const events = root.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  const changed = events.filter((one) => one.isRecurrenceException());
  const used = new Set<ICAL.Component>();
  const found = events
    .filter((one) => !one.isRecurrenceException())
    .flatMap((master) => {
      for (const one of changed) if (one.uid === master.uid) master.relateException(one);
      return expand(master, how.weeks, how.until, used, zones);
    });
  // A changed occurrence on a day that is not its series' stands alone.
  const alone = changed
    .filter((one) => !used.has(one.component))
    .map((item) =>
      occurrence({ item, startDate: item.startDate, endDate: item.endDate }, how.weeks * 7, zones),
    );
  return [...found, ...alone];
};
