import { describe, expect, it } from 'vitest';
import { item } from '../../testing/items.ts';
import { allDayOf, place, segmentsOf } from './layout.ts';

const BERLIN = 'Europe/Berlin';

/** `09:00-10:00` on 25 November in Berlin, with its lane. */
function lanes(...spans: string[]): string[] {
  const items = spans.map((span) => {
    const [from = '', to = ''] = span.split('-');
    return item(span, `2026-11-25T${from}:00+01:00`, `2026-11-25T${to}:00+01:00`);
  });
  return place(segmentsOf(items, '2026-11-25', BERLIN)).map(
    ({ item: { key }, lane, lanes: count }) => `${key} ${lane + 1}/${count}`,
  );
}

describe('items beside each other', () => {
  it('gives a lone item the whole width', () => {
    expect(lanes('09:00-10:00')).toEqual(['09:00-10:00 1/1']);
  });

  it('does not count touching as overlapping', () => {
    expect(lanes('09:00-10:00', '10:00-11:00')).toEqual(['09:00-10:00 1/1', '10:00-11:00 1/1']);
  });

  it('shares the width among those that hang together', () => {
    expect(lanes('09:00-12:00', '09:30-10:00', '10:00-11:00', '13:00-14:00')).toEqual([
      '09:00-12:00 1/2',
      '09:30-10:00 2/2',
      '10:00-11:00 2/2',
      '13:00-14:00 1/1',
    ]);
  });

  it('keeps short items apart, since they are drawn taller than they are', () => {
    expect(lanes('09:00-09:05', '09:10-09:30')).toEqual(['09:00-09:05 1/2', '09:10-09:30 2/2']);
  });
});

describe('items on days', () => {
  const night = item('night', '2026-11-25T22:00:00+01:00', '2026-11-26T02:00:00+01:00');

  it('cuts an item at midnight', () => {
    expect(segmentsOf([night], '2026-11-25', BERLIN)).toMatchObject([
      { top: 1320, bottom: 1440, first: true, last: false },
    ]);
    expect(segmentsOf([night], '2026-11-26', BERLIN)).toMatchObject([
      { top: 0, bottom: 120, first: false, last: true },
    ]);
    expect(segmentsOf([night], '2026-11-27', BERLIN)).toEqual([]);
  });

  it('ends an item at midnight on its own day', () => {
    const late = item('late', '2026-11-25T22:00:00+01:00', '2026-11-26T00:00:00+01:00');
    expect(segmentsOf([late], '2026-11-25', BERLIN)).toMatchObject([{ bottom: 1440, last: true }]);
    expect(segmentsOf([late], '2026-11-26', BERLIN)).toEqual([]);
  });

  it('reads the wall clock on a day of 25 hours', () => {
    const lunch = item('lunch', '2026-10-25T12:00:00+01:00', '2026-10-25T13:00:00+01:00');
    expect(segmentsOf([lunch], '2026-10-25', BERLIN)).toMatchObject([{ top: 720, bottom: 780 }]);
  });

  it('shows an all-day item on each of its dates, in any zone', () => {
    const fair = item('fair', '2026-11-25T00:00:00Z', '2026-11-27T00:00:00Z', { allDay: true });
    const dates = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'];
    expect(dates.filter((date) => allDayOf([fair], date).length === 1)).toEqual(['2026-11-25', '2026-11-26']);
    expect(segmentsOf([fair], '2026-11-25', BERLIN)).toEqual([]);
  });
});
