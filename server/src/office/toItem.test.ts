import fc from 'fast-check';
import { DateTime } from 'luxon';
import { afterEach, describe, expect, it } from 'vitest';
import { WINDOWS_TO_IANA_MAP } from 'windows-iana';
import type { OfficeEvent } from '../core/items.ts';
import { MARKER_ID } from './marker.ts';
import { single, utc } from './testing/events.ts';
import { readElement, toItem } from './toItem.ts';
import { ianaZone, instantOf } from './zones.ts';

const item = (more: Record<string, unknown> = {}): OfficeEvent => {
  const read = readElement(single('e', more));
  if (read.kind !== 'event') throw new Error(read.kind);
  return toItem(read.event, 'cal');
};

describe('an event', () => {
  it('becomes an item with all that we use', () => {
    expect(item()).toEqual({
      side: 'office',
      id: 'e',
      version: 'W/"e-1"',
      span: { start: Date.parse('2026-12-01T09:00:00Z'), end: Date.parse('2026-12-01T10:00:00Z') },
      title: 'Subject e',
      notes: 'Body e',
      place: 'Room 1',
      marker: null,
      createdAt: Date.parse('2026-11-01T09:24:01.126Z'),
      calendarId: 'cal',
      allDay: null,
      showAs: 'busy',
      sensitivity: 'normal',
      response: 'organizer',
      isOrganizer: true,
      isCancelled: false,
      isDraft: false,
      hasGuests: false,
      isOnlineMeeting: false,
      seriesId: null,
      webLink: 'https://outlook.office365.com/owa/?itemid=e',
    });
  });

  it('tolerates null and missing members', () => {
    const { id, start, end } = single('e');
    const read = readElement({ id, start, end, organizer: null });
    expect(read.kind === 'event' ? toItem(read.event, 'c') : read).toMatchObject({
      title: '',
      notes: '',
      place: '',
      version: '',
      showAs: 'unknown',
      sensitivity: 'normal',
      response: 'none',
      isOrganizer: false,
      hasGuests: false,
      allDay: null,
      webLink: null,
      createdAt: null,
    });
    expect(
      item({ subject: null, body: null, showAs: null, sensitivity: null, responseStatus: null }),
    ).toMatchObject({
      title: '',
      notes: '',
      showAs: 'unknown',
      sensitivity: 'normal',
      response: 'none',
    });
  });

  it('is taken with caution where a value is not as documented', () => {
    expect(item({ sensitivity: 'secret', showAs: 7, attendees: 'many', isOrganizer: 'yes' })).toMatchObject({
      sensitivity: 'private',
      showAs: 'unknown',
      hasGuests: true,
      isOrganizer: false,
    });
  });

  it('has guests with one attendee', () => {
    expect(item({ attendees: [{ emailAddress: { address: 'A@b.example' } }] }).hasGuests).toBe(true);
  });

  it('takes the first of its places when it has no location', () => {
    expect(item({ location: { displayName: '' }, locations: [{ displayName: 'Hall' }] }).place).toBe('Hall');
  });

  it('has its change key as version where no etag came', () => {
    expect(item({ '@odata.etag': undefined, changeKey: 'ck' }).version).toBe('W/"ck"');
  });

  it('shows our marker where it was expanded', () => {
    const properties = [
      { id: 'String {x} Name Other', value: 'o' },
      { id: MARKER_ID.toLowerCase(), value: 'link.0' },
    ];
    expect(item({ singleValueExtendedProperties: properties }).marker).toBe('link.0');
  });

  it('keeps its span as it is when the end lies before the start', () => {
    const { span } = item({ start: utc('2026-12-01T10:00'), end: utc('2026-12-01T09:00') });
    expect(span.end).toBeLessThan(span.start);
  });

  it('brings emoji and umlauts through unchanged', () => {
    const text = 'Grüße 🎉 日本 — ﷽';
    expect(item({ subject: text, location: { displayName: text } })).toMatchObject({
      title: text,
      place: text,
    });
  });
});

describe('what is no event', () => {
  it.each([
    [{ subject: 'x' }, null, 'no-id'],
    [{ ...single('a'), id: '' }, null, 'no-id'],
    [{ ...single('a'), start: null }, 'a', 'no-start'],
    [{ ...single('a'), start: { timeZone: 'UTC' } }, 'a', 'no-start'],
    [{ ...single('a'), end: {} }, 'a', 'no-end'],
    [{ ...single('a'), start: { dateTime: 'tomorrow', timeZone: 'UTC' } }, 'a', 'bad-time'],
    [{ ...single('a'), end: { dateTime: '2026-13-45T99:00:00', timeZone: 'UTC' } }, 'a', 'bad-time'],
    [null, null, 'not-an-object'],
    ['text', null, 'not-an-object'],
  ])('%#: is named, with the reason', (raw, id, why) => {
    expect(readElement(raw)).toEqual({ kind: 'broken', id, why });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (anything, start, attendees) => {
        readElement(anything);
        const read = readElement({ ...single('a'), start, attendees });
        if (read.kind === 'event') toItem(read.event, 'c');
      }),
    );
  });
});

describe('notes', () => {
  const notes = (content: string | null, contentType = 'html'): string =>
    item({ body: { contentType, content } }).notes;

  it('are the readable text of HTML', () => {
    const html =
      '<html><head><style>p{color:red}</style><title>t</title></head><body>Hello<br>World<script>alert(1)</script></body></html>\r\n';
    expect(notes(html)).toBe('Hello\nWorld');
    expect(notes('<p>Fish &amp; chips&nbsp;&lt;3 &euro;</p>')).toBe('Fish & chips <3 €');
    expect(notes('<h1>Title</h1><a href="https://x.example">here</a><img src="cid:1" alt="logo">')).toBe(
      'Title\n\nhere',
    );
  });

  it('have a line for each row of a table, and its cells apart', () => {
    const rows = '<tr><th>Room</th><th>Seats</th></tr><tr><td>Aula</td><td>120</td></tr>';
    expect(
      notes(`<table>${rows}</table>After`)
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual(['Room Seats', 'Aula 120', '', 'After']);
  });

  it('of a body that is nested without end are what it says further up', () => {
    expect(notes(`<p>Above</p>${'<div>'.repeat(20_000)}below`)).toMatch(/^Above/);
  });

  it('are plain text with one kind of line end', () => {
    expect(notes('a\r\nb\rc\u00a0d\r\n', 'text')).toBe('a\nb\nc d');
    expect(notes('<b>not html</b>', 'text')).toBe('<b>not html</b>');
    expect(notes(null)).toBe('');
  });
});

describe('times', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it.each([
    'UTC',
    'W. Europe Standard Time',
    'Pacific Standard Time',
    'Tonga Standard Time',
    'tzone://Microsoft/Custom',
  ])('of an all-day event are its days, written in %s', (timeZone) => {
    const day = item({
      isAllDay: true,
      start: { dateTime: '2026-12-01T00:00:00.0000000', timeZone },
      end: { dateTime: '2026-12-04T00:00:00.0000000', timeZone },
    });
    expect(day.allDay).toEqual({ start: '2026-12-01', end: '2026-12-04' });
    expect(day.span).toEqual({
      start: Date.parse('2026-12-01T00:00Z'),
      end: Date.parse('2026-12-04T00:00Z'),
    });
  });

  it.each([
    ['2026-07-01T09:00:00.0000000', 'W. Europe Standard Time', '2026-07-01T07:00:00Z'],
    ['2026-12-01T09:00:00.0000000', 'W. Europe Standard Time', '2026-12-01T08:00:00Z'],
    ['2026-12-01T09:00:00', 'Europe/Berlin', '2026-12-01T08:00:00Z'],
    ['2027-03-14T06:00:00', 'UTC', '2027-03-14T06:00:00Z'],
    ['2026-12-01T09:00:00', 'tzone://Microsoft/Custom', '2026-12-01T09:00:00Z'],
    ['2026-12-01T09:00:00', 'Customized Time Zone', '2026-12-01T09:00:00Z'],
    ['2026-12-01T09:00:00', null, '2026-12-01T09:00:00Z'],
    ['2026-12-01T09:00:00Z', 'Tokyo Standard Time', '2026-12-01T09:00:00Z'],
    ['2026-12-01T09:00:00+05:30', 'UTC', '2026-12-01T03:30:00Z'],
  ])('%s in %s is %s', (dateTime, timeZone, expected) => {
    expect(instantOf({ dateTime, timeZone })).toBe(Date.parse(expected));
  });

  it('are known for every Windows zone', () => {
    const names = [...new Set(WINDOWS_TO_IANA_MAP.map((entry) => entry.windowsName))];
    expect(names.length).toBeGreaterThanOrEqual(139);
    for (const name of names) {
      const iana = ianaZone(name);
      expect(DateTime.utc().setZone(iana).isValid, name).toBe(true);
      if (name !== 'UTC') expect(iana, name).not.toBe('UTC');
    }
  });

  it('do not depend on where the server stands', () => {
    const spans = ['America/Los_Angeles', 'Asia/Kolkata', 'UTC'].map((name) => {
      process.env['TZ'] = name;
      return item({ start: { dateTime: '2026-07-01T09:00:00', timeZone: 'Tokyo Standard Time' } }).span;
    });
    expect(new Set(spans.map((span) => span.start)).size).toBe(1);
  });

  it('survive the way there and back in UTC', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        (date) => {
          const dateTime = date.toISOString().replace('Z', '0000');
          expect(instantOf({ dateTime, timeZone: 'UTC' })).toBe(date.getTime());
        },
      ),
    );
  });
});
