import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Content } from '../core/planned.ts';
import { newEventOf, patchOf } from './fromContent.ts';
import { MARKER_ID } from './marker.ts';
import { content } from './testing/events.ts';

describe('a new event', () => {
  it('carries content, look, transaction id and marker, and no attendees', () => {
    expect(newEventOf({ content: content(), marker: 'link.0', transactionId: 't-1' })).toEqual({
      subject: 'Haircut',
      body: { contentType: 'text', content: 'Two lines\nof notes' },
      start: { dateTime: '2026-12-01T09:00:00.000', timeZone: 'UTC' },
      end: { dateTime: '2026-12-01T09:30:00.000', timeZone: 'UTC' },
      location: { displayName: 'Berlin' },
      isAllDay: false,
      categories: ['TIMIFY'],
      isReminderOn: false,
      showAs: 'busy',
      sensitivity: 'normal',
      transactionId: 't-1',
      singleValueExtendedProperties: [{ id: MARKER_ID, value: 'link.0' }],
    });
  });

  it('reminds when told so, and is private when told so', () => {
    const look = { category: null, reminderMinutes: 0, showAs: 'oof', isPrivate: true } as const;
    expect(newEventOf({ content: content({ look }), marker: 'm', transactionId: 't' })).toMatchObject({
      categories: [],
      isReminderOn: true,
      reminderMinutesBeforeStart: 0,
      showAs: 'oof',
      sensitivity: 'private',
    });
  });

  it('never reminds by default', () => {
    expect(
      newEventOf({ content: content({ look: null }), marker: 'm', transactionId: 't' }).isReminderOn,
    ).toBe(false);
  });

  it('is never shown as unknown, which cannot be written', () => {
    const look = { category: null, reminderMinutes: null, showAs: 'unknown', isPrivate: false } as const;
    expect(patchOf({ look }, false).showAs).toBe('busy');
  });
});

describe('a patch', () => {
  it('holds only what is given', () => {
    expect(patchOf({ title: '' }, false)).toEqual({ subject: '' });
    expect(patchOf({ place: '' }, false)).toEqual({ location: { displayName: '' } });
    expect(patchOf({}, false)).toEqual({});
    const times = Object.keys(patchOf({ span: content().span }, false)).sort();
    expect(times).toEqual(['end', 'isAllDay', 'start']);
  });

  it('with times makes a day event a timed one again, and leaves whole days what they are', () => {
    const span = { start: Date.UTC(2026, 11, 2, 10, 45), end: Date.UTC(2026, 11, 2, 11, 15) };
    expect(patchOf({ span }, false).isAllDay).toBe(false);
    const days = { start: Date.UTC(2026, 11, 2), end: Date.UTC(2026, 11, 3) };
    expect(patchOf({ span: days }, false)).not.toHaveProperty('isAllDay');
  });

  it('leaves the body of an online meeting alone', () => {
    expect(patchOf({ title: 'x', notes: 'y' }, true)).toEqual({ subject: 'x' });
  });

  it('never names anybody, whatever the content', () => {
    const some = fc.record(
      { title: fc.string(), notes: fc.string(), place: fc.string() },
      { requiredKeys: [] },
    ) as fc.Arbitrary<Partial<Content>>;
    fc.assert(
      fc.property(some, fc.boolean(), (partial, keepBody) => {
        const text = JSON.stringify(patchOf(partial, keepBody));
        expect(text).not.toContain('"attendees"');
        expect(text).not.toContain('"organizer"');
      }),
    );
  });
});
