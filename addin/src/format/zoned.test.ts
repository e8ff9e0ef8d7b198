import { expect, it } from 'vitest';
import { instantOf, wallClock } from './zoned.ts';

it('turns a clock on the wall into an instant and back', () => {
  expect(instantOf('2026-11-24T16:30', 'Europe/Berlin')?.toISOString()).toBe('2026-11-24T15:30:00.000Z');
  expect(wallClock('2026-11-24T15:30:00.000Z', 'Europe/Berlin')).toBe('2026-11-24T16:30');
});

it('knows summer time', () => {
  expect(instantOf('2026-07-01T09:00', 'Europe/Berlin')?.toISOString()).toBe('2026-07-01T07:00:00.000Z');
});

it('is right in the hours around the change of the clock', () => {
  expect(instantOf('2026-03-29T01:30', 'Europe/Berlin')?.toISOString()).toBe('2026-03-29T00:30:00.000Z');
  expect(instantOf('2026-03-29T03:30', 'Europe/Berlin')?.toISOString()).toBe('2026-03-29T01:30:00.000Z');
});

it('refuses what is no time', () => {
  expect(instantOf('', 'Europe/Berlin')).toBeUndefined();
});
