import { expect, it } from 'vitest';
import { createBursts } from './bursts.ts';

it('answers the first ones at once, gathers a burst, and begins anew when it is over', () => {
  const bursts = createBursts();
  const at = (now: number, count = 1): number => bursts.dueAt('connection', now, count);
  for (let heard = 0; heard < 10; heard += 1) expect(at(heard)).toBe(heard);
  expect(at(10)).toBe(1_000);
  expect(at(999)).toBe(1_000);
  expect(at(1_000)).toBe(1_000);
  expect(at(1_001)).toBe(1_001);
});

it('counts each connection by itself, and every notification of a delivery', () => {
  const bursts = createBursts();
  expect(bursts.dueAt('one', 0, 50)).toBe(0);
  expect(bursts.dueAt('one', 5, 1)).toBe(1_000);
  expect(bursts.dueAt('other', 5, 1)).toBe(5);
});
