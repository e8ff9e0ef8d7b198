import { refuse } from '../errors.ts';
import type { Moment } from '../model.ts';
import { ianaOf, instantOf, isCustomZone, wallAt } from './zones.ts';

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(Z|[+-]\d{2}:\d{2})?$/;

/** Milliseconds (as if UTC) of a date-time text, and its offset where it has one. Undefined: not a date-time. */
export function parseDateTime(text: string): { wall: number; offset: number | undefined } | undefined {
  const parts = DATE_TIME.exec(text.trim());
  if (!parts) return undefined;
  const millis = (parts[4] ?? '').padEnd(3, '0').slice(0, 3);
  const wall = Date.parse(`${parts[1] ?? ''}T${parts[2] ?? '00:00'}:${parts[3] ?? '00'}.${millis}Z`);
  if (Number.isNaN(wall)) return undefined;
  return { wall, offset: parts[5] === undefined ? undefined : offsetMillis(parts[5]) };
}

function offsetMillis(text: string): number {
  if (text === 'Z') return 0;
  const sign = text.startsWith('-') ? -1 : 1;
  return sign * (Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6))) * 60_000;
}

/** A window bound: an offset in the text is honoured, none means UTC (facts: graph §2.2). */
export function parseInstant(text: string): number | undefined {
  const parsed = parseDateTime(text);
  return parsed && parsed.wall - (parsed.offset ?? 0);
}

/** The zone that a name stands for inside a mailbox; custom names fall back to the mailbox's zone (facts: graph §3.8). */
export function zoneIn(name: string, mailboxZone: string): string {
  const iana = ianaOf(name) ?? (isCustomZone(name) ? mailboxZone : undefined);
  if (iana === undefined) throw refuse.timeZone(name);
  return iana;
}

export function momentFrom(value: { dateTime: string; timeZone: string }, mailboxZone: string): Moment {
  const parsed = parseDateTime(value.dateTime);
  if (!parsed) throw refuse.property(`'${value.dateTime}' is not a valid date and time.`);
  const iana = zoneIn(value.timeZone, mailboxZone);
  if (parsed.offset === undefined) {
    return { wall: parsed.wall, zone: value.timeZone, iana, at: instantOf(parsed.wall, iana) };
  }
  const at = parsed.wall - parsed.offset;
  return { wall: wallAt(at, iana), zone: value.timeZone, iana, at };
}

export function momentOfWall(wall: number, like: Pick<Moment, 'zone' | 'iana'>): Moment {
  return { wall, zone: like.zone, iana: like.iana, at: instantOf(wall, like.iana) };
}

export function momentAt(at: number, like: Pick<Moment, 'zone' | 'iana'>): Moment {
  return { wall: wallAt(at, like.iana), zone: like.zone, iana: like.iana, at };
}

/** `yyyy-MM-ddTHH:mm:ss.fffffff`, seven decimals (facts: graph §3.1). */
export function wallText(wall: number): string {
  return `${new Date(wall).toISOString().slice(0, 23)}0000`;
}

/** A DateTimeOffset in UTC with seven decimals. */
export function utcText(instant: number): string {
  return `${wallText(instant)}Z`;
}
