import { expect, it } from 'vitest';
import { at, booking, event, openConflicts, toy } from './toyWorld.ts';
import { run } from './toyRun.ts';

it('a booking goes from under two events: both conflicts close, though the one needs no blocker beside the other', () => {
  const world = toy();
  booking(world, 'walk', at(30, 60));
  event(world, 'long', at(0, 120));
  event(world, 'inside', at(30, 60));
  run(world);
  expect(openConflicts(world)).toHaveLength(2);
  world.timify.delete('walk');
  run(world, { changes: { timify: ['walk'] } });
  expect(openConflicts(world)).toEqual([]);
  const inside = [...world.links.values()].find(({ origin }) => origin.id === 'inside');
  expect(inside?.decision.kind).toBe('covered');
});
