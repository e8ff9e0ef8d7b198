import { expect, it } from 'vitest';
import { at, booking, event, openConflicts, toy, WINDOW } from './toyWorld.ts';
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

it('the window slides past it: nobody has to decide about it any more, and both calendars stay as they are', () => {
  const world = toy();
  booking(world, 'walk', at(30, 60));
  event(world, 'over', at(0, 120));
  run(world);
  const [conflict] = openConflicts(world);
  const before = [...world.timify.values()].map(({ span }) => span);
  const later = { start: at(0, 1440).end, end: WINDOW.end };
  run(world, { window: { start: at(0, 90).end, end: WINDOW.end } });
  expect(openConflicts(world).map(({ id }) => id)).toEqual([conflict?.id]);
  run(world, { window: later });
  expect(world.conflicts.get(conflict?.id ?? '')?.closedBy).toBe('left-behind');
  run(world, { window: later });
  expect(openConflicts(world)).toEqual([]);
  expect([...world.timify.values()].map(({ span }) => span)).toEqual(before);
});
