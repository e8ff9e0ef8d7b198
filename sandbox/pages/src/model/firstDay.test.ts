import { describe, expect, it } from 'vitest';
import { firstDayWith } from './firstDay.ts';
import type { Item } from './items.ts';

const item = (start: string, end: string, allDay = false): Item => ({
  ...{ key: start, id: start, side: 'office', title: '', detail: '', allDay, copy: false, private: false },
  ...{ editable: true, showAs: 'busy', serviceId: '', customerId: '' },
  ...{ start: Date.parse(start), end: Date.parse(end), wholeStart: 0, wholeMinutes: 0 },
});
/** A Saturday. */
const SATURDAY = { today: '2026-11-28', count: 14, zone: 'Europe/Berlin' };

describe('the day on which the calendars open', () => {
  it('is today if it has anything', () => {
    const evening = item('2026-11-28T17:00Z', '2026-11-28T18:00Z');
    expect(firstDayWith([evening], SATURDAY)).toBe('2026-11-28');
  });

  it('is the next day with something, timed or all day', () => {
    const monday = item('2026-11-30T09:00Z', '2026-11-30T10:00Z');
    expect(firstDayWith([monday], SATURDAY)).toBe('2026-11-30');
    const sunday = item('2026-11-29', '2026-11-30', true);
    expect(firstDayWith([monday, sunday], SATURDAY)).toBe('2026-11-29');
  });

  it('is today where nothing is to come', () => {
    expect(firstDayWith([], SATURDAY)).toBe('2026-11-28');
  });
});
