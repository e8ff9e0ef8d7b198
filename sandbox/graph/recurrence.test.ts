import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import { describe, expect, test } from 'vitest';
import { defaultContent } from './events/defaults.ts';
import type { RecurrenceInput } from './events/input.ts';
import { newRecurrence, masterTimes } from './events/recurrence.ts';
import type { RecurrencePattern, StoredEvent, Weekday } from './model.ts';
import { instancesIn } from './series/instances.ts';
import { person } from './testWorld.ts';
import { momentFrom } from './time/moments.ts';

/** Our dates against two other engines, over random patterns from a fixed seed. The 31st is Outlook's own and stands apart. */

const DAYS: Weekday[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const INDEXES = ['first', 'second', 'third', 'fourth', 'last'] as const;
const TYPES = [
  'daily',
  'weekly',
  'absoluteMonthly',
  'relativeMonthly',
  'absoluteYearly',
  'relativeYearly',
] as const;
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'W. Europe Standard Time',
];
const SPAN = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2037, 0, 1) };

function randomFrom(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Draw = ReturnType<typeof randomFrom>;

function randomPattern(draw: Draw): RecurrenceInput['pattern'] {
  const type = TYPES[draw(TYPES.length)] ?? 'daily';
  const some = DAYS.filter(() => draw(3) === 0);
  return {
    type,
    interval: 1 + draw(type.endsWith('Yearly') ? 2 : 4),
    month: 1 + draw(12),
    dayOfMonth: 1 + draw(28),
    daysOfWeek: some.length > 0 ? some : [DAYS[draw(7)] ?? 'monday'],
    firstDayOfWeek: DAYS[draw(7)] ?? 'sunday',
    index: INDEXES[draw(5)] ?? 'first',
  };
}

function ruleOf(pattern: RecurrencePattern): string {
  const days = pattern.daysOfWeek.map((day) => CODES[DAYS.indexOf(day)]).join(',');
  const position = pattern.index === 'last' ? -1 : INDEXES.indexOf(pattern.index) + 1;
  const parts: Record<RecurrencePattern['type'], string> = {
    daily: 'FREQ=DAILY',
    weekly: `FREQ=WEEKLY;BYDAY=${days};WKST=${CODES[DAYS.indexOf(pattern.firstDayOfWeek)] ?? 'SU'}`,
    absoluteMonthly: `FREQ=MONTHLY;BYMONTHDAY=${pattern.dayOfMonth}`,
    relativeMonthly: `FREQ=MONTHLY;BYDAY=${days};BYSETPOS=${position}`,
    absoluteYearly: `FREQ=YEARLY;BYMONTH=${pattern.month};BYMONTHDAY=${pattern.dayOfMonth}`,
    relativeYearly: `FREQ=YEARLY;BYMONTH=${pattern.month};BYDAY=${days};BYSETPOS=${position}`,
  };
  return `${parts[pattern.type]};INTERVAL=${pattern.interval}`;
}

function seriesOf(
  given: RecurrenceInput['pattern'],
  range: Record<string, unknown>,
  zone: string,
  start: string,
  [from, to] = ['09:15:00', '10:00:00'],
): StoredEvent {
  const user = person('Anna');
  const at = (time: string) => momentFrom({ dateTime: `${start}T${time}`, timeZone: zone }, user.timeZone);
  const content = defaultContent(user, at(from), at(to));
  const recurrence = newRecurrence(
    { pattern: given, range: { type: 'noEnd', startDate: start, ...range } as never },
    content,
    user.timeZone,
  );
  const times = masterTimes(content, recurrence, user.timeZone);
  return {
    ...{
      key: '0'.repeat(32),
      calendarId: '',
      folderTag: 0,
      ordinal: 0,
      version: 0,
      createdAt: 0,
      modifiedAt: 0,
    },
    ...{
      transactionId: null,
      uid: 'x',
      exceptions: {},
      deletedDates: [],
      extended: [],
      content: times,
      recurrence,
    },
  };
}

const ours = (event: StoredEvent) =>
  instancesIn(event, SPAN).map((one) => new Date(one.content.start.at).toISOString());

/** From the series' own first occurrence, so that all engines begin alike. */
function stamp(event: StoredEvent): string {
  return new Date(event.content.start.wall).toISOString().slice(0, 19).replace(/[-:]/g, '');
}

test.each(Array.from({ length: 240 }, (_, index) => index))(
  'random pattern %i is the same elsewhere',
  (seed) => {
    const draw = randomFrom(seed * 7919 + 1);
    const given = randomPattern(draw);
    const zone = ZONES[draw(ZONES.length)] ?? 'UTC';
    const start = new Date(Date.UTC(2026, draw(12), 1 + draw(28))).toISOString().slice(0, 10);
    const event = seriesOf(
      given,
      draw(2) ? {} : { type: 'numbered', numberOfOccurrences: 1 + draw(60) },
      zone,
      start,
    );
    const { recurrence } = event;
    if (!recurrence) throw new Error('no series');
    const count =
      recurrence.range.type === 'numbered' ? `;COUNT=${recurrence.range.numberOfOccurrences}` : '';
    const rule = ruleOf(recurrence.pattern) + count;
    const found = ours(event).slice(0, 80);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(byTemporal(rule, event).slice(0, found.length));
    if (!rule.includes('BYSETPOS'))
      expect(found.map(wallIn(event))).toEqual(byIcal(rule, event, found.length));
  },
);

function byTemporal(rule: string, event: StoredEvent): string[] {
  const text = `DTSTART;TZID=${event.content.start.iana}:${stamp(event)}\nRRULE:${rule}`;
  return new RRuleTemporal({ rruleString: text })
    .between(new Date(SPAN.start), new Date(SPAN.end), true)
    .map((one) => new Date(one.epochMilliseconds).toISOString());
}

function byIcal(rule: string, event: StoredEvent, length: number): string[] {
  const iterator = ICAL.Recur.fromString(rule).iterator(
    ICAL.Time.fromDateTimeString(new Date(event.content.start.wall).toISOString().slice(0, 19)),
  );
  return Array.from({ length }, () => iterator.next().toString());
}

function wallIn(event: StoredEvent) {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: event.content.start.iana,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (instant: string) => format.format(new Date(instant)).replace(' ', 'T');
}

describe('what Outlook does in its own way', () => {
  const dates = (pattern: RecurrenceInput['pattern'], start: string) =>
    ours(seriesOf(pattern, {}, 'UTC', start)).map((one) => one.slice(0, 10));

  test('the 31st falls on the last day of short months', () => {
    expect(dates({ type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 }, '2027-01-31').slice(0, 5)).toEqual(
      ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31'],
    );
  });

  test('29 February falls on the 28th of other years', () => {
    expect(
      dates({ type: 'absoluteYearly', interval: 1, month: 2, dayOfMonth: 29 }, '2028-02-29').slice(0, 5),
    ).toEqual(['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']);
  });

  test('a doubled hour means its first, a skipped one the time after the gap', () => {
    const at = (dateTime: string) =>
      new Date(momentFrom({ dateTime, timeZone: 'Europe/Berlin' }, 'UTC').at).toISOString().slice(0, 16);
    expect(at('2026-10-25T02:30:00')).toBe('2026-10-25T00:30');
    expect(at('2027-03-28T02:30:00')).toBe('2027-03-28T01:30');
  });

  test('a series that begins on a day without its hour has that hour on the others', () => {
    const daily = seriesOf({ type: 'daily', interval: 1 }, {}, 'Europe/Berlin', '2027-03-28', [
      '02:30:00',
      '03:15:00',
    ]);
    expect(
      ours(daily)
        .slice(0, 2)
        .map((start) => start.slice(0, 16)),
    ).toEqual(['2027-03-28T01:30', '2027-03-29T00:30']);
  });

  test('custom zones stand for the zone of the mailbox', () => {
    const custom = momentFrom(
      { dateTime: '2026-12-01T09:00:00', timeZone: 'tzone://Microsoft/Custom' },
      'Asia/Tokyo',
    );
    expect(new Date(custom.at).toISOString()).toBe('2026-12-01T00:00:00.000Z');
  });
});
