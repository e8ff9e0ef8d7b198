import { DateTime } from 'luxon';
import { JONAS, LENA, MIA } from './cast.ts';
import type { GraphService } from './graph/service.ts';
import type { DirectoryUser, World } from './world.ts';

interface Seed {
  user: Readonly<DirectoryUser>;
  /** Working days from today; 0 is today, if it is one. */
  inDays: number;
  /** Today, whatever day it is. */
  anyDay?: true;
  /** Hours of the local clock; undefined for all day. */
  from?: number;
  to?: number;
  event: Record<string, unknown>;
}

const weekly = { pattern: { type: 'weekly', interval: 1 }, range: { type: 'noEnd' } };

const SEEDS: Seed[] = [
  { user: LENA, inDays: 0, from: 10, to: 10.5, event: { subject: 'Wochenplanung' } },
  { user: LENA, inDays: 0, anyDay: true, from: 18.5, to: 20, event: { subject: 'Abendessen mit Paula' } },
  { user: JONAS, inDays: 0, anyDay: true, from: 18, to: 19, event: { subject: 'Lauftreff' } },
  { user: MIA, inDays: 0, anyDay: true, from: 19, to: 20.5, event: { subject: 'Chorprobe' } },
  { user: LENA, inDays: 1, from: 12, to: 13, event: { subject: 'Mittag mit Clara' } },
  { user: LENA, inDays: 2, from: 14.5, to: 16, event: { subject: 'Arzttermin', sensitivity: 'private' } },
  { user: LENA, inDays: 3, from: 9, to: 9.5, event: { subject: 'Teamrunde', recurrence: weekly } },
  { user: LENA, inDays: 4, event: { subject: 'Fortbildung', showAs: 'oof' } },
  { user: LENA, inDays: 5, from: 16, to: 17, event: { subject: 'Vielleicht Sport', showAs: 'tentative' } },
  {
    user: JONAS,
    inDays: 1,
    from: 10,
    to: 11.5,
    event: { subject: 'Lieferant Nordglas', location: { displayName: 'Lager' } },
  },
  {
    user: JONAS,
    inDays: 2,
    from: 13,
    to: 14,
    event: { subject: 'Planung', body: { contentType: 'html', content: '<p>Zahlen mitbringen</p>' } },
  },
  { user: MIA, inDays: 2, from: 9, to: 10, event: { subject: 'Kurs vorbereiten', showAs: 'free' } },
  { user: MIA, inDays: 3, from: 11, to: 12, event: { subject: 'Rückruf Frau Voß' } },
  { user: JONAS, inDays: 4, from: 9, to: 9.5, event: { subject: 'Kassenabschluss' } },
  { user: JONAS, inDays: 5, from: 15, to: 16, event: { subject: 'Schaufenster' } },
  {
    user: MIA,
    inDays: 5,
    from: 10,
    to: 11,
    event: { subject: 'Bewerbungsgespräch', sensitivity: 'private' },
  },
];

const isWeekend = (now: number, zone: string): boolean => DateTime.fromMillis(now, { zone }).weekday > 5;

function workingDay(now: number, inDays: number, zone: string): DateTime {
  let day = DateTime.fromMillis(now, { zone }).startOf('day');
  for (let left = inDays; left > 0;) {
    day = day.plus({ days: 1 });
    if (day.weekday <= 5) left -= 1;
  }
  return day;
}

function toEvent(seed: Seed, now: number): Record<string, unknown> {
  const { timeZone } = seed.user;
  const day = workingDay(now, seed.inDays, timeZone);
  const isAllDay = seed.from === undefined;
  const moment = (time: DateTime): { dateTime: string; timeZone: string } => ({
    dateTime: time.toFormat("yyyy-MM-dd'T'HH:mm:ss"),
    timeZone,
  });
  const at = (hours: number): DateTime => day.set({ hour: Math.floor(hours), minute: (hours % 1) * 60 });
  const start = isAllDay ? day : at(seed.from ?? 0);
  const end = isAllDay ? day.plus({ days: 1 }) : at(seed.to ?? 0);
  const event = { ...seed.event, isAllDay, start: moment(start), end: moment(end) };
  if (!('recurrence' in seed.event)) return event;
  const daysOfWeek = [day.setLocale('en').toFormat('cccc').toLowerCase()];
  const startDate = day.toFormat('yyyy-MM-dd');
  return {
    ...event,
    recurrence: {
      pattern: { ...weekly.pattern, daysOfWeek, firstDayOfWeek: 'monday' },
      range: { ...weekly.range, startDate, recurrenceTimeZone: timeZone },
    },
  };
}

/** Opens everybody's mailbox and, unless the world is to be empty, puts a few events into the coming days. */
export function seedCalendars(graph: GraphService, world: World, empty: boolean): void {
  for (const user of world.directory.users()) {
    if (user.mailbox === 'exchange-online' || user.mailbox === 'room') graph.createMailbox(user);
  }
  if (empty) return;
  const now = world.clock.now();
  for (const seed of SEEDS) {
    if (seed.inDays === 0 && seed.anyDay !== true && isWeekend(now, seed.user.timeZone)) continue;
    graph.putRaw(seed.user.oid, toEvent(seed, now));
  }
}
