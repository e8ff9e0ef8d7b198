import { expect, it } from 'vitest';
import { at, booking, event, toy } from './toyWorld.ts';
import { run } from './toyRun.ts';

it('a blocker whose answer was lost is told by its title from one that a person made for the same time', () => {
  const world = toy();
  world.keepsMarker = false;
  // The service lists the person's own first.
  booking(world, 'own', at(0, 60), { title: 'Tea', service: null, customers: [], hasCustomers: false });
  const own = world.timify.get('own');
  world.timify.clear();
  event(world, 'dentist', at(0, 60), { title: 'Dentist' });
  event(world, 'later', at(300, 360));
  run(world, { dieAfter: 1 });
  const [made] = [...world.timify.values()];
  expect(made?.title).toBe('Dentist');
  if (!own || !made) throw new Error('nothing was made');
  world.timify = new Map([own, made].map((item) => [item.id, item]));
  run(world);
  // Theirs holds the time, so ours is not needed beside it; taken for ours, theirs would have been deleted.
  expect(world.timify.get('own')).toBeDefined();
  expect(world.timify.has(made.id)).toBe(false);
  expect([...world.office.values()].map(({ title }) => title)).toContain('Tea');
});
