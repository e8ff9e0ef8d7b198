import { createHash } from 'node:crypto';
import { dayText, parseDay } from './time/dates.ts';

/**
 * Ids of items. Each event has two forms: the immutable one, which stays while it is in its mailbox, and the default one,
 * which changes with each move (facts: graph §2.4, §3.5). An occurrence's id is its master's with the date inside. Both
 * carry a checksum, so a truncated or re-cased id is malformed rather than unknown.
 */

export interface EventRef {
  /** First 8 bytes of the mailbox code, hex. */
  mailbox: string;
  key: string;
  /** Only in the default form. */
  folderTag: number | undefined;
  /** Only for occurrences and exceptions: `yyyy-MM-dd`. */
  date: string | undefined;
}

const DEFAULT_PREFIX = 'AAMkAD';
const IMMUTABLE_PREFIX = 'AAkALgAAAAAAHYQD';
const CALENDAR_PREFIX = 'AAMkAC';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** 16 bytes as hex that stand for a mailbox in its ids and change keys. */
export function mailboxCode(oid: string): string {
  return digest(`mailbox ${oid.toLowerCase()}`).toString('hex', 0, 16);
}

export function hashHex(text: string, length: number): string {
  return digest(text).toString('hex').slice(0, length);
}

function checksum(bytes: Buffer): Buffer {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  const answer = Buffer.alloc(2);
  answer.writeUInt16BE((sum ^ (sum >>> 16)) & 0xffff);
  return answer;
}

/** base64url with padding, as ids of Exchange end in `=`. */
function encode(prefix: string, bytes: Buffer): string {
  const text = Buffer.concat([bytes, checksum(bytes)]).toString('base64url');
  return prefix + text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

function decode(prefix: string, id: string): Buffer | undefined {
  if (!id.startsWith(prefix)) return undefined;
  const all = Buffer.from(id.slice(prefix.length).replace(/=+$/, ''), 'base64url');
  const bytes = all.subarray(0, -2);
  return bytes.length > 0 && encode(prefix, bytes) === id ? bytes : undefined;
}

function dateBytes(date: string | undefined): Buffer {
  if (date === undefined) return Buffer.alloc(0);
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(parseDay(date) ?? 0);
  return bytes;
}

function dateFrom(bytes: Buffer): string | undefined {
  return bytes.length < 4 ? undefined : dayText(bytes.readInt32BE(0));
}

export function eventId(ref: EventRef, immutable: boolean): string {
  const head = Buffer.from(ref.mailbox.slice(0, 16) + ref.key, 'hex');
  if (immutable) return encode(IMMUTABLE_PREFIX, Buffer.concat([head, dateBytes(ref.date)]));
  const tag = Buffer.alloc(5);
  tag.writeUInt8(0x46);
  tag.writeUInt32BE(ref.folderTag ?? 0, 1);
  return encode(DEFAULT_PREFIX, Buffer.concat([tag, head, dateBytes(ref.date)]));
}

/** Reads either form; undefined where the id is malformed. */
export function parseEventId(id: string): EventRef | undefined {
  const fixed = decode(IMMUTABLE_PREFIX, id);
  if (fixed) {
    if (fixed.length !== 24 && fixed.length !== 28) return undefined;
    return refFrom(fixed, undefined);
  }
  const moving = decode(DEFAULT_PREFIX, id);
  if (!moving || (moving.length !== 29 && moving.length !== 33)) return undefined;
  return refFrom(moving.subarray(5), moving.readUInt32BE(1));
}

function refFrom(bytes: Buffer, folderTag: number | undefined): EventRef {
  return {
    mailbox: bytes.toString('hex', 0, 8),
    key: bytes.toString('hex', 8, 24),
    folderTag,
    date: dateFrom(bytes.subarray(24)),
  };
}

/** Calendars have one id for life (facts: graph §3.5). `code` is 32 hex digits. */
export function calendarId(mailbox: string, code: string): string {
  return encode(CALENDAR_PREFIX, Buffer.from(mailbox.slice(0, 16) + code, 'hex'));
}

export function isCalendarId(id: string): boolean {
  return decode(CALENDAR_PREFIX, id)?.length === 24;
}

export function folderTagOf(calendar: string, moves: number): number {
  return digest(`${calendar} ${moves}`).readUInt32BE(0);
}

/** Base64 of 22 bytes, as Exchange writes change keys (facts: graph §8.2). */
export function changeKey(mailbox: string, version: number): string {
  const tail = Buffer.alloc(6);
  tail.writeUInt32BE(version >>> 0, 2);
  return Buffer.concat([Buffer.from(mailbox, 'hex'), tail]).toString('base64');
}

/** The pattern of `iCalUId` (facts: graph §8.2); `date` is set for an occurrence or exception. */
export function iCalUId(guid: string, at: number, date?: string): string {
  const stamp = (BigInt(at) + 11_644_473_600_000n) * 10_000n;
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE(stamp);
  const day = date === undefined ? '00000000' : occurrenceDate(date);
  const head = '040000008200E00074C5B7101A82E008';
  return `${head}${day}${time.toString('hex')}000000000000000010000000${guid}`.toUpperCase();
}

function occurrenceDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return [(year ?? 0) >> 8, (year ?? 0) & 255, month ?? 0, day ?? 0]
    .map((part) => part.toString(16).padStart(2, '0'))
    .join('');
}

/** The `iCalUId` of one occurrence, from that of its series. */
export function occurrenceUid(uid: string, date: string): string {
  return uid.length < 40
    ? `${uid}_${date}`
    : uid.slice(0, 32) + occurrenceDate(date).toUpperCase() + uid.slice(40);
}
