import { expect, it } from 'vitest';
import { at, bookableMinutes, edit, event, toy } from './toyWorld.ts';
import { ask, run } from './toyRun.ts';

it('an event that was free for a while, in which its blocker could not be taken away, is busy as before', () => {
  const world = toy();
  event(world, 'lesson', at(60, 120));
  run(world);
  edit(world, 'office', 'lesson', { showAs: 'free' });
  run(world, { changes: { office: ['lesson'] }, failing: ({ side }) => side === 'timify' });
  edit(world, 'office', 'lesson', { showAs: 'busy' });
  run(world, { changes: { office: ['lesson'], timify: world.retry.map(({ id }) => id) } });
  expect(bookableMinutes(world, at(60, 120))).toBe(0);
  expect([...world.links.values()].map(({ decision }) => decision.kind)).toEqual(['mirrored']);
  expect(ask(world).plan.writes).toEqual([]);
});

it('and loses its blocker at the next look while it is free', () => {
  const world = toy();
  event(world, 'lesson', at(60, 120));
  run(world);
  edit(world, 'office', 'lesson', { showAs: 'free' });
  run(world, { changes: { office: ['lesson'] }, failing: ({ side }) => side === 'timify' });
  run(world, { changes: { office: ['lesson'] } });
  expect(world.timify.size).toBe(0);
  expect([...world.links.values()].map(({ decision }) => decision.reason)).toEqual(['show-as']);
});
