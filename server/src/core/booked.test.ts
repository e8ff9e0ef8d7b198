import { expect, it } from 'vitest';
import { at, booking, edit, event, openConflicts, toy, type Toy } from './toyWorld.ts';
import { run } from './toyRun.ts';

/** An event whose blocker got a customer in TIMIFY. */
const booked = (how: 'full' | 'heard'): Toy => {
  const world = toy();
  event(world, 'lesson', at(0, 60));
  run(world);
  const [blocker] = [...world.timify.keys()];
  edit(world, 'timify', blocker ?? '', { hasCustomers: true, customers: ['Clara'], service: 'Walk' });
  run(world, how === 'full' ? {} : { changes: { timify: [blocker ?? ''] } });
  return world;
};

it.each(['full', 'heard'] as const)(
  'a blocker that got a customer is a booking: it has a copy, and a person is asked (%s)',
  (how) => {
    const world = booked(how);
    expect([...world.office.keys()]).toHaveLength(2);
    expect(openConflicts(world).map(({ kind }) => kind)).toEqual(['overlap']);
    run(world);
    expect([...world.office.keys()]).toHaveLength(2);
    expect([...world.timify.keys()]).toHaveLength(1);
  },
);

it('it is neither moved nor deleted with the event', () => {
  const world = booked('heard');
  edit(world, 'office', 'lesson', { span: at(300, 360) });
  run(world, { changes: { office: ['lesson'] } });
  const [walk] = [...world.timify.values()].filter(({ hasCustomers }) => hasCustomers);
  expect(walk?.span).toEqual(at(0, 60));
  world.office.delete('lesson');
  run(world);
  expect([...world.timify.values()].map(({ span }) => span)).toEqual([at(0, 60)]);
  expect(openConflicts(world)).toEqual([]);
});

it('is let go also where a person is asked what becomes of the event’s other blocker', () => {
  const world = toy();
  booking(world, 'walk', at(60, 90));
  event(world, 'lesson', at(0, 180));
  run(world);
  const [first, second] = [...world.timify.keys()].filter((id) => id !== 'walk');
  edit(world, 'timify', first ?? '', { hasCustomers: true, customers: ['Clara'], service: 'Walk' });
  world.timify.delete(second ?? '');
  run(world, { changes: { timify: [first ?? '', second ?? ''] } });
  expect(openConflicts(world).map(({ kind }) => kind)).toContain('mirror-deleted');
  const places = [...world.links.values()].flatMap(({ origin, mirrors }) => [
    origin.id,
    ...mirrors.flatMap(({ id }) => id ?? []),
  ]);
  expect(places.filter((id) => id === first)).toEqual([first]);
});

it('is copied like any other also where it is only met when its event has moved', () => {
  const world = toy();
  event(world, 'lesson', at(0, 60));
  run(world);
  const [blocker] = [...world.timify.keys()];
  edit(world, 'timify', blocker ?? '', { hasCustomers: true, customers: ['Clara'], service: 'Walk' });
  edit(world, 'office', 'lesson', { span: at(300, 360) });
  run(world, { changes: { office: ['lesson'] } });
  expect([...world.timify.values()].map(({ span, hasCustomers }) => [span, hasCustomers])).toEqual([
    [at(0, 60), true],
    [at(300, 360), false],
  ]);
  expect([...world.office.values()].map(({ span }) => span)).toEqual([at(300, 360), at(0, 60)]);
});
