/**
 * Graph's `dateTimeTimeZone` → instant. We ask for UTC (`Prefer: outlook.timezone`), so other zones are the exception:
 * Windows names or IANA names ("dateTimeTimeZone resource type"); custom ones such as `tzone://Microsoft/Custom` can't be
 * known and are read as UTC, the zone of the answer.
 */
import { DateTime, IANAZone } from 'luxon';
import { findIana } from 'windows-iana';
import type { Instant } from '../core/items.ts';

const UTC_NAMES = new Set(['', 'utc', 'etc/utc', 'etc/gmt', 'gmt', 'z']);

/** IANA name for a Windows or IANA name; `UTC` for anything else. */
export const ianaZone = (name: string | null | undefined): string => {
  const zone = (name ?? '').trim();
  if (UTC_NAMES.has(zone.toLowerCase())) return 'UTC';
  const [iana] = findIana(zone);
  if (iana !== undefined) return iana;
  return IANAZone.isValidZone(zone) ? zone : 'UTC';
};

const OFFSET = /(?:z|[+-]\d{2}:?\d{2})$/i;

/** Null when `dateTime` is no time at all. Fractions beyond milliseconds (Graph writes seven digits) are cut. */
export const instantOf = (moment: {
  dateTime: string;
  timeZone?: string | null | undefined;
}): Instant | null => {
  const text = moment.dateTime.replace(/(\.\d{3})\d+/, '$1');
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return null;
  const zone = ianaZone(moment.timeZone);
  if (zone === 'UTC' || OFFSET.test(text)) {
    const utc = Date.parse(OFFSET.test(text) ? text : `${text}Z`);
    return Number.isNaN(utc) ? null : utc;
  }
  const local = DateTime.fromISO(text, { zone });
  return local.isValid ? local.toMillis() : null;
};

/** The day that an all-day moment stands for: its date part, in whatever zone it was written. */
export const dayOf = (moment: { dateTime: string }): string | null =>
  /^\d{4}-\d{2}-\d{2}/.exec(moment.dateTime)?.[0] ?? null;
