import { existsSync, readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cast, createTestWorld, pages, type TestWorld } from './testWorld.ts';

let sandbox: TestWorld;
beforeEach(async () => {
  sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
});
afterEach(() => sandbox.close());

const FOLDER = new URL('../../../shared/data/calendars/', import.meta.url);
const file = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');
const anna = () => cast(sandbox).anna;

const calendar = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');

function load(text: string, shiftToNow = false) {
  return sandbox.graph.loadIcs(anna().email, text, { shiftToNow });
}

const all = (start = '2024-01-01', end = '2028-01-01') =>
  sandbox.graph.expanded(anna().email, start, end, 'Kalender');

describe('a calendar file', () => {
  test('gives events with all that Graph has a place for', () => {
    load(
      calendar([
        'UID:one',
        'DTSTART;TZID=Europe/Paris:20261201T090000',
        'DURATION:PT45M',
        'SUMMARY:Visite\\, courte',
        'LOCATION:Paris',
        'CATEGORIES:A,B',
        'CLASS:PRIVATE',
        'TRANSP:TRANSPARENT',
        'STATUS:CANCELLED',
        'ORGANIZER;CN=Kim:mailto:kim@x.example',
        'ATTENDEE;PARTSTAT=DECLINED:mailto:ANNA@contoso.example',
      ]),
    );
    expect(all()).toMatchObject([
      {
        subject: 'Visite, courte',
        start: '2026-12-01T08:00:00.000Z',
        end: '2026-12-01T08:45:00.000Z',
        timeZone: 'Europe/Paris',
        location: 'Paris',
        categories: ['A', 'B'],
        sensitivity: 'private',
        showAs: 'free',
        isCancelled: true,
        isOrganizer: false,
        response: 'declined',
      },
    ]);
    expect(sandbox.mails).toEqual([]);
  });

  test('keeps days whole', () => {
    load(calendar(['UID:one', 'DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261203']));
    expect(all()).toMatchObject([
      { isAllDay: true, start: '2026-12-01T00:00:00.000Z', end: '2026-12-03T00:00:00.000Z', subject: null },
    ]);
  });

  test('gives series with exceptions and deleted occurrences', () => {
    const loaded = load(
      calendar(
        [
          'UID:s',
          'DTSTART;TZID=W. Europe Standard Time:20261201T090000',
          'DTEND;TZID=W. Europe Standard Time:20261201T100000',
          'RRULE:FREQ=WEEKLY;UNTIL=20261222T080000Z',
          'EXDATE;TZID=W. Europe Standard Time:20261208T090000',
          'SUMMARY:Plan',
        ],
        [
          'UID:s',
          'RECURRENCE-ID:20261215T080000Z',
          'DTSTART:20261215T110000Z',
          'DTEND:20261215T120000Z',
          'SUMMARY:Moved',
        ],
      ),
    );
    expect(loaded).toMatchObject({ series: 1, singles: 0, exceptions: 1, deletedOccurrences: 1 });
    expect(all().map((one) => [one.start, one.subject, one.type])).toEqual([
      ['2026-12-01T08:00:00.000Z', 'Plan', 'occurrence'],
      ['2026-12-15T11:00:00.000Z', 'Moved', 'exception'],
      ['2026-12-22T08:00:00.000Z', 'Plan', 'occurrence'],
    ]);
  });

  test('writes out what Graph has no pattern for', () => {
    const loaded = load(
      calendar([
        'UID:s',
        'DTSTART:20270131T080000Z',
        'RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4',
        'SUMMARY:x',
      ]),
    );
    expect(loaded).toMatchObject({ series: 0, singles: 4 });
    expect(all().map((one) => one.start.slice(0, 10))).toEqual([
      '2027-01-31',
      '2027-03-31',
      '2027-05-31',
      '2027-07-31',
    ]);
  });

  test.each([
    [
      'a line that is no property',
      ['UID:1', 'DTSTART:20261201T080000Z', 'nonsense'],
      'Line 6: not a property',
    ],
    ['a date that is none', ['UID:1', 'DTSTART:garbage'], 'Line 5: '],
    ['a rule that is none', ['UID:1', 'DTSTART:20261201T080000Z', 'RRULE:FREQ=FOO'], 'Line 6: '],
    ['an event without a start', ['UID:1'], 'Line 3: an event without DTSTART'],
    [
      'a component that stays open',
      ['UID:1', 'DTSTART:20261201T080000Z', 'BEGIN:VALARM'],
      'Line 7: END:VEVENT',
    ],
  ])('with %s is refused by its line, and nothing is loaded', (_name, lines, message) => {
    expect(() => load(calendar(lines))).toThrow(message);
    expect(all()).toEqual([]);
  });

  test('is moved into the present by whole weeks, at the same hour', () => {
    const loaded = load(
      calendar(
        [
          'UID:s',
          'DTSTART;TZID=Europe/Berlin:20190305T090000',
          'DTEND;TZID=Europe/Berlin:20190305T100000',
          'RRULE:FREQ=WEEKLY;COUNT=10',
          'EXDATE;TZID=Europe/Berlin:20190312T090000',
          'SUMMARY:x',
        ],
        [
          'UID:s',
          'RECURRENCE-ID;TZID=Europe/Berlin:20190319T090000',
          'DTSTART;TZID=Europe/Berlin:20190320T110000',
          'DTEND;TZID=Europe/Berlin:20190320T120000',
        ],
      ),
      true,
    );
    const found = all('2026-01-01', '2028-01-01');
    expect(found).toHaveLength(9);
    const [first, second] = found;
    const now = Date.parse('2026-11-25');
    expect(Math.abs(Date.parse(first?.start ?? '') - now)).toBeLessThan(8 * 7 * 86_400_000);
    expect((Date.parse(second?.start ?? '') - Date.parse(first?.start ?? '')) / 3_600_000).toBeCloseTo(
      15 * 24 + 2 + (second?.start.includes('T10') ? 0 : -1),
      -1,
    );
    expect(loaded.weeks * 7 * 86_400_000).toBeGreaterThan(7 * 365 * 86_400_000);
    const berlin = found.map((one) =>
      new Date(one.start).toLocaleString('en-GB', {
        timeZone: 'Europe/Berlin',
        weekday: 'short',
        hour: '2-digit',
      }),
    );
    expect(new Set(berlin)).toEqual(new Set(['Tue, 09', 'Wed, 11']));
  });

  test('keeps monthly series and what changed in them together when moved', () => {
    load(
      calendar(
        [
          'UID:m',
          'DTSTART;TZID=Europe/Berlin:20190208T090000',
          'DTEND;TZID=Europe/Berlin:20190208T100000',
          'RRULE:FREQ=MONTHLY;BYDAY=2FR;UNTIL=20190913T220000Z',
          'EXDATE;TZID=Europe/Berlin:20190412T090000',
        ],
        [
          'UID:m',
          'RECURRENCE-ID;TZID=Europe/Berlin:20190510T090000',
          'DTSTART;TZID=Europe/Berlin:20190509T090000',
          'DTEND;TZID=Europe/Berlin:20190509T100000',
        ],
      ),
      true,
    );
    const found = all('2025-01-01', '2029-01-01');
    expect(found.map((one) => one.type)).toEqual([
      'occurrence',
      'occurrence',
      'exception',
      'occurrence',
      'occurrence',
      'occurrence',
      'occurrence',
    ]);
  });
});

describe.skipIf(!existsSync(FOLDER))('the real calendars', () => {
  test.each(['busy-person-2024.ics', 'makerspace-2019.ics', 'germany-holidays-outlook.ics'])(
    '%s expands as elsewhere',
    (name) => {
      load(file(name));
      const found = sandbox.graph.expanded(anna().email, '2000-01-01', '2026-01-01', 'Kalender');
      const mine = found.map((one) => one.start.replace('.000Z', 'Z')).sort();
      expect(mine).toEqual(expandElsewhere(file(name), Date.UTC(2026, 0, 1)).sort());
    },
  );

  test('the busiest one is imported by delta in less than a second of work, and moves into the present', async () => {
    const text = file('busy-person-2024.ics');
    const loaded = load(text, true);
    expect(loaded.series).toBeGreaterThan(60);
    const before = process.cpuUsage();
    const delta =
      '/me/calendarView/delta?startDateTime=2026-11-15T00:00:00Z&endDateTime=2028-05-25T00:00:00Z';
    const { items } = await pages(sandbox, anna(), delta, { Prefer: 'odata.maxpagesize=100' });
    const used = process.cpuUsage(before);
    expect(items.length).toBeGreaterThan(100);
    expect((used.user + used.system) / 1e6).toBeLessThan(1);
    const near = sandbox.graph.expanded(anna().email, '2026-11-01', '2026-12-20', 'Kalender');
    expect(near.length).toBeGreaterThan(30);
  });
});

/** Starts of all instances as ical.js alone sees them. */
function expandElsewhere(text: string, until: number): string[] {
  const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
  for (const zone of root.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const events = root.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  const masters = events.filter((one) => !one.isRecurrenceException());
  const starts: string[] = [];
  const used = new Set<ICAL.Event>();
  for (const master of masters) {
    const own = events.filter((one) => one.isRecurrenceException() && one.uid === master.uid);
    for (const one of own) master.relateException(one);
    if (!master.isRecurring()) starts.push(text10(master.startDate));
    else {
      const iterator = master.iterator();
      for (
        let next = iterator.next() as ICAL.Time | undefined;
        next;
        next = iterator.next() as ICAL.Time | undefined
      ) {
        if (next.toUnixTime() * 1000 >= until) break;
        const details = master.getOccurrenceDetails(next);
        if (details.item !== master) used.add(details.item);
        starts.push(text10(details.startDate));
      }
    }
  }
  const orphans = events.filter(
    (one) => one.isRecurrenceException() && ![...used].some((other) => other.component === one.component),
  );
  return [...starts, ...orphans.map((one) => text10(one.startDate))];
}

function text10(time: ICAL.Time): string {
  return time.isDate
    ? `${time.toString()}T00:00:00Z`
    : new Date(time.toUnixTime() * 1000).toISOString().replace('.000Z', 'Z');
}
