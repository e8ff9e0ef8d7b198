import { DateTime } from 'luxon';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** `YYYY-MM-DD HH:mm` in a zone. Undefined for anything else. */
export function parseMinute(text: string, zone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(text)) return undefined;
  if (zone === 'utc') {
    const instant = Date.parse(`${text.replace(' ', 'T')}:00Z`);
    return Number.isNaN(instant) || utcMinute(instant) !== text ? undefined : instant;
  }
  const time = DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm', { zone });
  return time.isValid ? time.toMillis() : undefined;
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text).isValid;
}

export function isZone(name: string): boolean {
  return DateTime.now().setZone(name).isValid;
}

/** The first instant of a local day. */
export function dayBegin(day: string, zone: string): number {
  return DateTime.fromISO(day, { zone }).startOf('day').toMillis();
}

export function addDays(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

export function daysBetween(from: string, to: string): number {
  return Math.round(
    DateTime.fromISO(to, { zone: 'utc' }).diff(DateTime.fromISO(from, { zone: 'utc' }), 'days').days,
  );
}

export function localDay(instant: number, zone: string): string {
  return DateTime.fromMillis(instant, { zone }).toFormat('yyyy-MM-dd');
}

/** Minutes since midnight on the local clock. */
export function localMinute(instant: number, zone: string): number {
  const local = DateTime.fromMillis(instant, { zone });
  return local.hour * 60 + local.minute;
}

/** The instant at so many minutes of a local day's clock. 1440 is the next midnight. */
export function atMinute(day: string, minute: number, zone: string): number {
  if (minute >= 1440) return atMinute(addDays(day, 1), minute - 1440, zone);
  const midnight = DateTime.fromISO(day, { zone });
  return midnight.set({ hour: Math.floor(minute / 60), minute: minute % 60 }).toMillis();
}

/** `HH:mm` up to `24:00` in minutes. Undefined for anything else. */
export function clockMinutes(text: string): number | undefined {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (!match) return undefined;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= 1440 ? minutes : undefined;
}

export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** `2024-04-04T07:05:00Z`. Facts: timify §1.4 [O]. */
export function isoSeconds(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** `2024-04-04Z`, a date with a bare Z. Facts: timify §1.4 [O]. */
export function dateZ(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 10)}Z`;
}

/** `YYYY-MM-DD HH:mm` in UTC, as the booker answers. Facts: timify §1.4 [O]. */
export function utcMinute(instant: number): string {
  return new Date(instant).toISOString().slice(0, 16).replace('T', ' ');
}
