import { DateTime } from 'luxon';

/** Everything a person moves lands on this grid: TIMIFY takes no other minutes (facts timify §1.4). */
export const GRID_MINUTES = 5;

export const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export function dayBounds(date: string, zone: string): { start: number; end: number } {
  const start = DateTime.fromISO(date, { zone }).startOf('day');
  return { start: start.toMillis(), end: start.plus({ days: 1 }).toMillis() };
}

export function minuteOfDay(at: number, zone: string): number {
  const wall = DateTime.fromMillis(at, { zone });
  return wall.hour * 60 + wall.minute;
}

export const dateOf = (at: number, zone: string): string => isoDate(DateTime.fromMillis(at, { zone }));

export const timeOf = (at: number, zone: string): string =>
  DateTime.fromMillis(at, { zone }).toFormat('HH:mm');

export const addDays = (date: string, days: number): string =>
  isoDate(DateTime.fromISO(date, { zone: 'utc' }).plus({ days }));

export const daysFrom = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => addDays(first, index));

/** A wall time that a change of clocks skips becomes the time an hour later, as in both services. */
export const instantOf = (date: string, time: string, zone: string): number =>
  DateTime.fromISO(`${date}T${time}`, { zone }).toMillis();

export const snap = (minutes: number): number => Math.round(minutes / GRID_MINUTES) * GRID_MINUTES;

/** Moves by whole days and minutes of the wall clock; the result stands on the grid. */
export function shifted(at: number, zone: string, by: { days: number; minutes: number }): number {
  const day = DateTime.fromMillis(at, { zone }).plus({ days: by.days });
  const minute = snap(day.hour * 60 + day.minute + by.minutes);
  return day
    .startOf('day')
    .plus({ days: Math.floor(minute / 1_440) })
    .set(clockOf(minute))
    .toMillis();
}

function clockOf(minute: number): { hour: number; minute: number } {
  const within = ((minute % 1_440) + 1_440) % 1_440;
  return { hour: Math.floor(within / 60), minute: within % 60 };
}

export const isZone = (name: string): boolean => DateTime.local({ zone: name }).isValid;

export const wholeDays = (start: number, end: number): number => Math.max(1, Math.round((end - start) / DAY));

const isoDate = (moment: DateTime): string => moment.toFormat('yyyy-MM-dd');

export const clockText = (at: number, zone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(at);

export const clockSeconds = (at: number, zone: string): string =>
  DateTime.fromMillis(at, { zone }).toFormat('HH:mm:ss');

export const clockMillis = (at: number, zone: string): string =>
  DateTime.fromMillis(at, { zone }).toFormat('HH:mm:ss.SSS');

/** "Mon 23", "Mo. 23" */
export const dayText = (date: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', timeZone: 'UTC' })
    .formatToParts(Date.parse(`${date}T12:00:00Z`))
    .filter(({ type }) => type === 'weekday' || type === 'day')
    .sort((a, b) => (a.type === 'weekday' ? -1 : b.type === 'weekday' ? 1 : 0))
    .map(({ value }) => value)
    .join(' ');

/** "9 AM", "09:00" */
export const hourText = (hour: number, locale: string): string =>
  locale.startsWith('de')
    ? `${hour.toString().padStart(2, '0')}:00`
    : new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone: 'UTC' }).format(
        Date.UTC(2026, 0, 1, hour),
      );

export const longDate = (date: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${date}T12:00:00Z`),
  );
