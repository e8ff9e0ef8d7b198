import { IANAZone } from 'luxon';
import { findIana } from 'windows-iana';
import { DAY } from './dates.ts';

/**
 * Time zones by Windows and IANA name (facts: graph §3.8). Offsets are kept per zone and day, because a page of
 * occurrences asks for thousands of them.
 */

const known = new Map<string, string | undefined>();
const zones = new Map<string, ZoneOffsets>();

/** Names that Outlook writes for hand-made zones; the mailbox's own zone stands in for them. */
const CUSTOM = /^tzone:\/\/|^customized time zone/i;

export function isCustomZone(name: string): boolean {
  return CUSTOM.test(name);
}

/** The IANA zone behind a Windows or IANA name, or undefined where nobody knows the name. */
export function ianaOf(name: string): string | undefined {
  if (!known.has(name)) known.set(name, lookUp(name));
  return known.get(name);
}

function lookUp(name: string): string | undefined {
  if (/^(etc\/)?(utc|gmt)$/i.test(name)) return 'UTC';
  const [windows] = findIana(name);
  if (windows) return windows === 'Etc/UTC' || windows === 'Etc/GMT' ? 'UTC' : windows;
  return name.includes('/') && IANAZone.isValidZone(name) ? name : undefined;
}

class ZoneOffsets {
  readonly #zone: IANAZone;
  readonly #days = new Map<number, number>();

  constructor(iana: string) {
    this.#zone = IANAZone.create(iana);
  }

  /** Milliseconds to add to UTC. */
  at(instant: number): number {
    const day = Math.floor(instant / DAY);
    let offset = this.#days.get(day);
    if (offset === undefined) {
      const first = this.#exact(day * DAY);
      offset = first === this.#exact((day + 1) * DAY) ? first : Number.NaN;
      this.#days.set(day, offset);
    }
    return Number.isNaN(offset) ? this.#exact(instant) : offset;
  }

  #exact(instant: number): number {
    return this.#zone.offset(instant) * 60_000;
  }
}

function offsets(iana: string): ZoneOffsets {
  let zone = zones.get(iana);
  if (!zone) zones.set(iana, (zone = new ZoneOffsets(iana)));
  return zone;
}

/** The wall time (as if UTC) that clocks in the zone show at an instant. */
export function wallAt(instant: number, iana: string): number {
  return iana === 'UTC' ? instant : instant + offsets(iana).at(instant);
}

/**
 * The instant of a wall time. Of a doubled hour the first is meant; a time inside a skipped hour moves forward by the gap.
 */
export function instantOf(wall: number, iana: string): number {
  if (iana === 'UTC') return wall;
  const zone = offsets(iana);
  const before = zone.at(wall - DAY);
  if (zone.at(wall - before) === before) return wall - before;
  const after = zone.at(wall + DAY);
  return zone.at(wall - after) === after ? wall - after : wall - before;
}
