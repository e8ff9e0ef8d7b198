import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Span } from './items.ts';
import { inSteps, ringsIn } from './order.ts';
import type { UpdateWrite, Write } from './planned.ts';
import { overlaps } from './spans.ts';

const seat = (slot: number): Span => ({ start: slot, end: slot + 1 });

const move = (name: string, to: number, target = 'blocker'): UpdateWrite => ({
  op: 'update',
  linkId: name,
  side: 'timify',
  why: 'origin-moved',
  target,
  id: name,
  containerId: null,
  version: '',
  content: { span: seat(to) },
  notify: false,
  keepBody: false,
});

/** `froms[n]` goes to `tos[n]`; both are without doubles. */
const board = (froms: readonly number[], tos: readonly number[], target?: string) => {
  const writes = froms.map((from, index) => move(`from ${from}`, tos[index] ?? from, target));
  const seats = new Map(writes.map((write, index) => [write.linkId, seat(froms[index] ?? 0)]));
  const seatOf = (write: Write): Span | null => seats.get(write.linkId) ?? null;
  return { writes, seats, seatOf };
};

/** Carries out the steps one by one and names every move onto a seat that was still taken when its step began. */
const collisionsOf = (writes: readonly Write[], seats: Map<string, Span>, steps: number[][]): string[] => {
  const collisions: string[] = [];
  for (const step of steps) {
    const before = [...seats];
    for (const index of step) {
      const write = writes[index];
      if (write?.op !== 'update' || !write.content.span) continue;
      const goal = write.content.span;
      if (before.some(([name, taken]) => name !== write.linkId && overlaps(taken, goal)))
        collisions.push(write.linkId);
      seats.set(write.linkId, goal);
    }
  }
  return collisions;
};

const moves = fc
  .uniqueArray(fc.nat(12), { minLength: 1, maxLength: 10 })
  .chain((froms) =>
    fc.tuple(
      fc.constant(froms),
      fc.uniqueArray(fc.nat(12), { minLength: froms.length, maxLength: froms.length }),
    ),
  );

it('every move happens once, and none lands on a seat that is taken, once one of each ring has left', () => {
  fc.assert(
    fc.property(moves, ([froms, tos]) => {
      const { writes, seats, seatOf } = board(froms, tos);
      const leaving = ringsIn(writes, seatOf);
      const rest = writes.filter((write) => !leaving.includes(write));
      for (const { linkId } of leaving) seats.delete(linkId);
      const steps = inSteps(rest, seatOf);
      expect(steps.flat().sort((a, b) => a - b)).toEqual(rest.map((_, index) => index));
      expect(ringsIn(rest, seatOf)).toEqual([]);
      expect(collisionsOf(rest, seats, steps)).toEqual([]);
    }),
  );
});

it('a ring loses one, however many wait behind it; a chain loses none', () => {
  const ring = board([1, 2, 3, 7, 8], [2, 3, 1, 1, 7]);
  expect(ringsIn(ring.writes, ring.seatOf).map(({ linkId }) => linkId)).toHaveLength(1);
  expect(['from 1', 'from 2', 'from 3']).toContain(ringsIn(ring.writes, ring.seatOf)[0]?.linkId);
  const chain = board([1, 2, 3], [2, 3, 4]);
  expect(ringsIn(chain.writes, chain.seatOf)).toEqual([]);
  expect(inSteps(chain.writes, chain.seatOf)).toEqual([[2], [1], [0]]);
});

it('bookings that change places are not made anew, and each is tried', () => {
  const { writes, seatOf } = board([1, 2], [2, 1], 'origin');
  expect(ringsIn(writes, seatOf)).toEqual([]);
  expect(inSteps(writes, seatOf).flat().sort()).toEqual([0, 1]);
});

it('a long series that follows itself is in order, too', () => {
  const froms = Array.from({ length: 2_000 }, (_, index) => index);
  const { writes, seatOf } = board(
    froms,
    froms.map((from) => from + 1),
  );
  expect(inSteps(writes, seatOf).flat()).toEqual([...froms].reverse());
});
