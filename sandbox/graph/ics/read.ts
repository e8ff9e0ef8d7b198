import ICAL from 'ical.js';
import { DAY } from '../time/dates.ts';
import { eventLines, IcsError, unfold, type EventLines } from './lines.ts';

/** A time as the file writes it. `date`: a whole day. `local`: a wall time in `tzid`, or floating. */
export interface IcsTime {
  wall: number;
  kind: 'date' | 'utc' | 'local';
  tzid: string | undefined;
}

export interface IcsPerson {
  name: string;
  address: string;
  status: string;
  role: string;
}

/** One VEVENT. */
export interface IcsEvent {
  line: number;
  uid: string;
  start: IcsTime;
  /** The start as `ical.js` holds it, to walk a rule from. */
  rawStart: ICAL.Time;
  end: IcsTime;
  recurrenceId: IcsTime | undefined;
  rule: ICAL.Recur | undefined;
  /** RDATEs: extra days that no pattern of Graph can hold. */
  extra: IcsTime[];
  deleted: IcsTime[];
  text(name: string): string | undefined;
  categories: string[];
  organizer: IcsPerson | undefined;
  attendees: IcsPerson[];
}

export interface IcsCalendar {
  /** `X-WR-TIMEZONE`. */
  timeZone: string | undefined;
  events: IcsEvent[];
}

export function readIcs(text: string): IcsCalendar {
  const lines = eventLines(text);
  const roots = parse(text);
  const components = roots.flatMap((root) => root.getAllSubcomponents('vevent'));
  const zone = roots
    .map((root) => root.getFirstPropertyValue('x-wr-timezone'))
    .find((one) => typeof one === 'string');
  return {
    timeZone: typeof zone === 'string' ? zone : undefined,
    events: components.map((one, index) => readEvent(one, lines[index] ?? { line: 1, properties: [] })),
  };
}

function parse(text: string): ICAL.Component[] {
  let jcal: unknown;
  try {
    jcal = ICAL.parse(text) as unknown;
  } catch (error) {
    throw new IcsError(badLine(text), error instanceof Error ? error.message : 'not a calendar');
  }
  const first: unknown = Array.isArray(jcal) ? jcal[0] : undefined;
  const roots = (typeof first === 'string' ? [jcal] : jcal) as unknown[][];
  const calendars = roots.map((root) => new ICAL.Component(root)).filter((root) => root.name === 'vcalendar');
  if (calendars.length === 0) throw new IcsError(1, 'there is no VCALENDAR');
  return calendars;
}

/** The first line that cannot be read by itself. */
function badLine(text: string): number {
  for (const { number, text: line } of unfold(text)) {
    if (/^(BEGIN|END):/i.test(line)) continue;
    try {
      ICAL.parse.property(line);
    } catch {
      return number;
    }
  }
  return 1;
}

/** Reads properties one by one, so that a bad one can be named by its line. */
class EventReader {
  readonly #component: ICAL.Component;
  readonly #lines: EventLines;

  constructor(component: ICAL.Component, lines: EventLines) {
    this.#component = component;
    this.#lines = lines;
  }

  lineOf(property: ICAL.Property): number {
    return this.#lines.properties[this.#component.getAllProperties().indexOf(property)] ?? this.#lines.line;
  }

  all<T>(name: string, read: (property: ICAL.Property) => T): T[] {
    return this.#component.getAllProperties(name).map((property) => {
      try {
        return read(property);
      } catch (error) {
        if (error instanceof IcsError) throw error;
        throw new IcsError(
          this.lineOf(property),
          error instanceof Error ? error.message : `${name} cannot be read`,
        );
      }
    });
  }

  times(name: string): IcsTime[] {
    return this.all(name, (property) => {
      const tzid: unknown = property.getParameter('tzid');
      return property.getValues().map((value: unknown) => {
        if (!(value instanceof ICAL.Time)) throw new Error(`${name.toUpperCase()} is not a date or time`);
        return timeOf(value, typeof tzid === 'string' ? tzid : undefined);
      });
    }).flat();
  }

  text(name: string): string | undefined {
    const value: unknown = this.#component.getFirstPropertyValue(name);
    return typeof value === 'string' ? value : value instanceof ICAL.Time ? value.toString() : undefined;
  }
}

function timeOf(time: ICAL.Time, tzid: string | undefined): IcsTime {
  const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  const utc = time.zone.tzid === 'UTC';
  return { wall, kind: time.isDate ? 'date' : utc ? 'utc' : 'local', tzid };
}

function readEvent(component: ICAL.Component, lines: EventLines): IcsEvent {
  const reader = new EventReader(component, lines);
  const [start] = reader.times('dtstart');
  if (!start) throw new IcsError(lines.line, 'an event without DTSTART');
  return {
    line: lines.line,
    uid: reader.text('uid') ?? `line-${lines.line}`,
    start,
    rawStart: ICAL.Time.fromDateTimeString(new Date(start.wall).toISOString().slice(0, 19)),
    end: endOf(reader, start),
    recurrenceId: reader.times('recurrence-id')[0],
    rule: reader.all('rrule', ruleOf)[0],
    extra: reader.times('rdate'),
    deleted: reader.times('exdate'),
    text: (name) => reader.text(name),
    categories: reader.all('categories', (one) => one.getValues().map(String)).flat(),
    organizer: reader.all('organizer', personOf)[0],
    attendees: reader.all('attendee', personOf),
  };
}

function ruleOf(property: ICAL.Property): ICAL.Recur {
  const rule = property.getFirstValue();
  if (!(rule instanceof ICAL.Recur)) throw new Error('RRULE is not a rule');
  return rule;
}

function endOf(reader: EventReader, start: IcsTime): IcsTime {
  const [end] = reader.times('dtend');
  if (end) return end;
  const [duration] = reader.all('duration', (property) => {
    const value = property.getFirstValue();
    if (!(value instanceof ICAL.Duration)) throw new Error('DURATION is not a duration');
    return value.toSeconds() * 1000;
  });
  return { ...start, wall: start.wall + (duration ?? (start.kind === 'date' ? DAY : 0)) };
}

function personOf(property: ICAL.Property): IcsPerson {
  const address = String(property.getFirstValue()).replace(/^mailto:/i, '');
  return {
    name: property.getFirstParameter('cn') || address,
    address,
    status: property.getFirstParameter('partstat') || 'NEEDS-ACTION',
    role: property.getFirstParameter('role') || 'REQ-PARTICIPANT',
  };
}
