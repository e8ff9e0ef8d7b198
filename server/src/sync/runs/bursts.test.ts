import { expect, it } from 'vitest';
import type { Clock } from '../ports/process.ts';
import { BRISK, createBursts, LONGEST, SETTLE, type Heard } from './bursts.ts';

/** A clock that stands where it is put; who waits goes on when its time has come. */
const standing = (): Clock & { goTo(at: number): Promise<void> } => {
  let time = 0;
  let waiting: { at: number; wake: () => void }[] = [];
  return {
    now: () => time,
    until: (at) => new Promise((wake) => waiting.push({ at, wake })),
    goTo: async (at) => {
      time = at;
      const due = waiting.filter((one) => one.at <= at);
      waiting = waiting.filter((one) => one.at > at);
      for (const { wake } of due) wake();
      await new Promise(setImmediate);
    },
  };
};

const ended = async ({ over }: Heard): Promise<boolean> =>
  Promise.race([over?.then(() => true) ?? false, new Promise<false>((no) => setImmediate(no, false))]);

it('looks at once at the first ones, gathers a burst until it is quiet, and begins anew', async () => {
  const clock = standing();
  const bursts = createBursts(clock);
  for (let at = 0; at < 10; at += 1) {
    await clock.goTo(at);
    expect(bursts.heard('connection', 1)).toEqual({ dueAt: at + SETTLE });
  }
  await clock.goTo(10);
  const first = bursts.heard('connection', 1);
  expect(first.dueAt).toBe(LONGEST);
  await clock.goTo(50);
  expect(bursts.heard('connection', 1)).toEqual({ dueAt: LONGEST });
  await clock.goTo(249);
  expect(await ended(first)).toBe(false);
  await clock.goTo(250);
  expect(await ended(first)).toBe(true);
  expect(bursts.heard('connection', 1)).toEqual({ dueAt: 250 + SETTLE });
});

/** When a burst that goes on for a while is looked at, with so many milliseconds between two notifications. */
const looksAt = async (gap: number): Promise<number[]> => {
  const clock = standing();
  const bursts = createBursts(clock);
  const dues = new Set<number>();
  for (let at = 0; at < 3 * LONGEST; at += gap) {
    await clock.goTo(at);
    dues.add(bursts.heard('connection', 1).dueAt);
  }
  return [...dues].filter((due) => due > 1_000);
};

it('looks now and then at a storm that goes on', async () => {
  expect(await looksAt(1)).toEqual([LONGEST, 2 * LONGEST, 3 * LONGEST]);
});

it('looks at changes one after another often enough that each is across within a second', async () => {
  const looks = await looksAt(50);
  expect(looks.slice(0, 3)).toEqual([1_200, 1_500, 1_800]);
  expect(looks.every((due) => due % BRISK === 0)).toBe(true);
});

it('counts each connection by itself, and every notification of a delivery', async () => {
  const clock = standing();
  const bursts = createBursts(clock);
  expect(bursts.heard('one', 50)).toEqual({ dueAt: SETTLE });
  await clock.goTo(5);
  expect(bursts.heard('one', 1).dueAt).toBe(LONGEST);
  expect(bursts.heard('one', 1).over).toBeUndefined();
  expect(bursts.heard('other', 1)).toEqual({ dueAt: 5 + SETTLE });
});
