import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { DAY, GRID, outward, union } from '../core/spans.ts';
import { chunksOf, clockTime, instantOf, minuteText, nextDay } from './time.ts';

const at = (iso: string): number => Date.parse(iso);
const zone = fc.constantFrom(
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'UTC',
  'Africa/Cairo',
);
const instant = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });

describe('instants as TIMIFY spells them', () => {
  it.each<[unknown, string | null]>([
    ['2024-04-04T07:05:00Z', '2024-04-04T07:05:00Z'],
    ['2024-04-04T09:05:00+02:00', '2024-04-04T07:05:00Z'],
    ['2024-04-04Z', '2024-04-04T00:00:00Z'],
    ['2024-04-04', '2024-04-04T00:00:00Z'],
    ['2024-04-04 07:05', '2024-04-04T07:05:00Z'],
    [String(at('2024-04-04T07:05:00.123Z')), '2024-04-04T07:05:00.123Z'],
    [at('2024-04-04T07:05:00Z') / 1000, '2024-04-04T07:05:00Z'],
    ['', null],
    ['soon', null],
    [null, null],
    [{}, null],
    [NaN, null],
  ])('%j', (value, iso) => {
    expect(instantOf(value)).toBe(iso === null ? null : at(iso));
  });

  it('come back from the minute that was written', () => {
    fc.assert(
      fc.property(instant, (one) => {
        expect(instantOf(minuteText(one))).toBe(Math.floor(one / 60_000) * 60_000);
      }),
    );
  });

  it('do not depend on the zone of the machine', () => {
    expect(minuteText(at('2026-03-29T01:30:00Z'))).toBe('2026-03-29 01:30');
  });
});

describe('parts of a window', () => {
  it('join without a gap, cover it, and none is too long', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 900 * DAY }),
        fc.integer({ min: 1, max: 365 }),
        (start, length, days) => {
          const span = { start, end: start + length };
          const parts = chunksOf(span, days);
          expect(union(parts)).toEqual([outward(span)]);
          for (const part of parts) {
            expect(part.end - part.start).toBeLessThanOrEqual(days * DAY);
            expect(part.start % GRID).toBe(0);
          }
        },
      ),
    );
  });
});

describe('a clock time on a local day', () => {
  it.each([
    ['2026-12-01', '08:00', 'begin', '2026-12-01T07:00:00Z'],
    ['2026-12-01', '24:00', 'end', '2026-12-01T23:00:00Z'],
    ['2026-10-25', '02:30', 'begin', '2026-10-25T00:30:00Z'],
    ['2026-10-25', '02:30', 'end', '2026-10-25T01:30:00Z'],
    ['2027-03-28', '02:30', 'begin', '2027-03-28T01:30:00Z'],
  ] as const)('%s %s (%s) in Berlin', (day, time, edge, iso) => {
    expect(clockTime(day, time, 'Europe/Berlin', edge)).toBe(at(iso));
  });

  it('has the instant that it was read from between its two edges', () => {
    fc.assert(
      fc.property(instant, zone, (one, where) => {
        const local = DateTime.fromMillis(Math.floor(one / 60_000) * 60_000, { zone: where });
        const [day, time] = [local.toFormat('yyyy-MM-dd'), local.toFormat('HH:mm')];
        expect(clockTime(day, time, where, 'begin')).toBeLessThanOrEqual(local.toMillis());
        expect(clockTime(day, time, where, 'end')).toBeGreaterThanOrEqual(local.toMillis());
      }),
    );
  });

  it('steps over the ends of months', () => {
    expect([nextDay('2026-02-28'), nextDay('2026-12-31'), nextDay('2026-01-01', -1)]).toEqual([
      '2026-03-01',
      '2027-01-01',
      '2025-12-31',
    ]);
  });
});
