import { describe, expect, it } from 'vitest';
import { dragSpan } from './useDrag.ts';

const BERLIN = 'Europe/Berlin';
const span = (start: string, end: string) => ({ start: Date.parse(start), end: Date.parse(end) });
const shown = ({ start, end }: { start: number; end: number }): string[] =>
  [start, end].map((at) => new Date(at).toISOString());

describe('dragging', () => {
  const lunch = span('2026-11-25T12:00:00+01:00', '2026-11-25T13:00:00+01:00');

  it('moves in steps of five minutes and keeps the length', () => {
    expect(shown(dragSpan(lunch, BERLIN, 'move', { days: 1, minutes: 33 }))).toEqual([
      '2026-11-26T11:35:00.000Z',
      '2026-11-26T12:35:00.000Z',
    ]);
  });

  it('keeps the wall clock across a change of clocks', () => {
    const saturday = span('2026-10-24T12:00:00+02:00', '2026-10-24T13:00:00+02:00');
    expect(shown(dragSpan(saturday, BERLIN, 'move', { days: 1, minutes: 0 }))).toEqual([
      '2026-10-25T11:00:00.000Z',
      '2026-10-25T12:00:00.000Z',
    ]);
  });

  it('crosses midnight in both directions', () => {
    expect(shown(dragSpan(lunch, BERLIN, 'move', { days: 0, minutes: 13 * 60 }))[0]).toBe(
      '2026-11-26T00:00:00.000Z',
    );
    expect(shown(dragSpan(lunch, BERLIN, 'move', { days: 0, minutes: -13 * 60 }))[0]).toBe(
      '2026-11-24T22:00:00.000Z',
    );
  });

  it('never makes an item shorter than five minutes', () => {
    expect(shown(dragSpan(lunch, BERLIN, 'resize', { days: 0, minutes: -90 }))[1]).toBe(
      '2026-11-25T11:05:00.000Z',
    );
  });
});
