import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../core/spans.ts';
import {
  appointmentAnswer,
  NOW,
  OTHER,
  plainSlice,
  readAnswer,
  readItem,
  RESOURCE,
  sliceAnswer,
} from './answers.testing.ts';
import type { Slice } from './schemas.ts';
import { itemsOf, timesOf } from './toItem.ts';

const at = (iso: string): number => Date.parse(iso);
const span = (begin: string, end: string) => ({
  start: at(`2026-12-01T${begin}Z`),
  end: at(`2026-12-01T${end}Z`),
});

describe('several slices', () => {
  it('of one occurrence are a split booking; another resource is not looked at', () => {
    const bookings = [
      plainSlice('2026-12-01T10:00:00Z', '2026-12-01T10:30:00Z', { batchNumber: 1, isFirstBatch: false }),
      plainSlice('2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z', { isLastBatch: false }),
      plainSlice('2026-12-01T12:00:00Z', '2026-12-01T13:00:00Z', { resourceId: OTHER }),
    ];
    const split = readItem({ bookings });
    expect(split).toMatchObject({
      isSplit: true,
      span: span('08:00:00', '10:30:00'),
      resourceIds: [RESOURCE, OTHER],
    });
    expect(split.slices.map((slice) => slice.service)).toEqual([
      span('08:00:00', '09:00:00'),
      span('10:00:00', '10:30:00'),
    ]);
  });

  it.each([
    ['the first', RESOURCE, OTHER, span('08:00:00', '09:00:00')],
    ['the last', OTHER, RESOURCE, span('10:00:00', '10:30:00')],
  ])('of which this resource has %s alone are a split booking: one part is not moved by itself', (...of) => {
    const [, first, last, own] = of;
    const bookings = [
      plainSlice('2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z', { resourceId: first }),
      plainSlice('2026-12-01T10:00:00Z', '2026-12-01T10:30:00Z', { resourceId: last }),
    ];
    expect(readItem({ bookings })).toMatchObject({ isSplit: true, span: own, slices: [{ busy: own }] });
  });

  it('at the same times in two calendars are no split booking, whatever buffers each has', () => {
    const bookings = [
      sliceAnswer(),
      plainSlice('2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z', { resourceId: OTHER }),
    ];
    expect(readItem({ bookings })).toMatchObject({ isSplit: false, span: span('08:00:00', '09:00:00') });
  });

  it('of a connected series are one item per occurrence', () => {
    const bookings = ['2026-12-01', '2026-12-08'].map((day) =>
      plainSlice(`${day}T08:00:00Z`, `${day}T09:00:00Z`, { recurringDay: day }),
    );
    const series = itemsOf(
      readAnswer({ bookings, recurring: { timezone: 'Europe/Berlin', frequency: 'WEEKS' } }),
      RESOURCE,
      NOW,
    ).items;
    expect(series.map((one) => one.id)).toEqual([
      '65f0c0ffee00000000000001/2026-12-01',
      '65f0c0ffee00000000000001/2026-12-08',
    ]);
    expect(series.every((one) => one.isConnectedSeries && !one.isSplit)).toBe(true);
    expect(series[1]?.span).toEqual({ start: at('2026-12-08T08:00:00Z'), end: at('2026-12-08T09:00:00Z') });
  });

  it('of a connected series bear no stamp of ours: a person made it of a blocker', () => {
    const bookings = ['2026-12-01', '2026-12-08'].map((day) =>
      plainSlice(`${day}T08:00:00Z`, `${day}T09:00:00Z`, { recurringDay: day }),
    );
    const recurring = { timezone: 'Europe/Berlin', frequency: 'WEEKS' };
    const { items } = itemsOf(readAnswer({ bookings, recurring, externalId: 'link.1' }), RESOURCE, NOW);
    expect(items.map(({ marker }) => marker)).toEqual([null, null]);
  });

  it('of an independent series stay one item each', () => {
    expect(readItem({ chainId: 'chain', chainedEvents: [appointmentAnswer({ id: 'x' })] })).toMatchObject({
      isConnectedSeries: false,
    });
  });
});

describe('slices and buffers', () => {
  const minutes = fc.integer({ min: 1, max: 48 }).map((steps) => steps * 5);
  const buffer = fc.integer({ min: 0, max: 12 }).map((steps) => steps * 5);

  it('tell the same times, whether the interval includes the buffers or not', () => {
    fc.assert(
      fc.property(minutes, buffer, buffer, (duration, before, after) => {
        const begin = at('2026-12-01T08:00:00Z');
        const end = begin + duration * MINUTE;
        const common = {
          resourceId: RESOURCE,
          duration,
          durationBefore: before,
          durationAfter: after,
          durationTotal: before + duration + after,
        };
        const bare: Slice = { ...common, interval: { begin, end } };
        const whole: Slice = {
          ...common,
          interval: { begin: begin - before * MINUTE, end: end + after * MINUTE },
        };
        const expected = {
          service: { start: begin, end },
          busy: { start: begin - before * MINUTE, end: end + after * MINUTE },
        };
        expect(timesOf(bare)).toEqual(expected);
        expect(timesOf(whole)).toEqual(expected);
      }),
    );
  });

  it('never let the service leave the blocked time', () => {
    fc.assert(
      fc.property(
        minutes,
        minutes,
        buffer,
        buffer,
        fc.option(minutes),
        fc.boolean(),
        (length, duration, before, after, total, first) => {
          const begin = at('2026-12-01T08:00:00Z');
          const { service, busy } = timesOf({
            resourceId: RESOURCE,
            interval: { begin, end: begin + length * MINUTE },
            duration,
            durationBefore: before,
            durationAfter: after,
            durationTotal: total,
            isFirstBatch: first,
          });
          expect(busy.start <= service.start && service.start <= service.end && service.end <= busy.end).toBe(
            true,
          );
          expect(busy.start <= begin && busy.end >= begin + length * MINUTE).toBe(true);
        },
      ),
    );
  });
});
