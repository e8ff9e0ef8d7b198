import { expect, it } from 'vitest';
import { createBursts } from './bursts.ts';

it('answers the first ones at once, gathers a burst, and begins anew when it is over', () => {
  const bursts = createBursts();
  const at = (now: number, count = 1): number => bursts.dueAt('connection', now, count);
  for (let heard = 0; heard < 10; heard += 1) expect(at(heard)).toBe(heard);
  expect(at(10)).toBe(1_000);
  expect(at(999)).toBe(1_000);
  expect(at(1_000)).toBe(2_000);
  expect(at(2_001)).toBe(2_001);
});

it('looks once a second at a burst that goes on', () => {
  const bursts = createBursts();
  const dues = Array.from({ length: 300 }, (_, index) => bursts.dueAt('connection', index * 10, 1));
  expect(dues.slice(10, 100)).toEqual(Array.from({ length: 90 }, () => 1_000));
  expect(dues.slice(100, 200)).toEqual(Array.from({ length: 100 }, () => 2_000));
  expect(dues.slice(200)).toEqual(Array.from({ length: 100 }, () => 3_000));
});

it('counts each connection by itself, and every notification of a delivery', () => {
  const bursts = createBursts();
  expect(bursts.dueAt('one', 0, 50)).toBe(0);
  expect(bursts.dueAt('one', 5, 1)).toBe(1_000);
  expect(bursts.dueAt('other', 5, 1)).toBe(5);
});
