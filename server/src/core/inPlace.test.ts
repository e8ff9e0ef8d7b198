import { expect, it } from 'vitest';
import type { Conflict } from './decisions.ts';
import type { Link } from './links.ts';
import { at, booking, edit, event, openConflicts, toy, type Toy } from './toyWorld.ts';
import { ask, run } from './toyRun.ts';

const blockersIn = (world: Toy) =>
  [...world.timify.values()]
    .filter(({ hasCustomers }) => !hasCustomers)
    .map(({ span }) => span)
    .sort((a, b) => a.start - b.start);

/** The database as it was before `after`; what stands in the calendars stays. */
const restored = (world: Toy, after: () => void): void => {
  const backup = structuredClone({ links: world.links, conflicts: world.conflicts });
  after();
  world.links = new Map<string, Link>(backup.links);
  world.conflicts = new Map<string, Conflict>(backup.conflicts);
  run(world);
};

it('a restored backup that knows nothing of a booking over an event does not shorten the event', () => {
  const world = toy();
  event(world, 'lesson', at(0, 45));
  run(world);
  restored(world, () => {
    booking(world, 'walk', at(15, 30));
    run(world);
    expect(blockersIn(world)).toEqual([at(0, 15), at(30, 45)]);
  });
  run(world);
  expect(world.office.get('lesson')?.span).toEqual(at(0, 45));
  expect(blockersIn(world)).toEqual([at(0, 15), at(30, 45)]);
  expect(openConflicts(world).map(({ kind }) => kind)).toEqual(['overlap']);
  expect(world.office.size).toBe(2);
  expect(ask(world).plan.writes).toEqual([]);
});

it('nor one that knows of a booking that has gone since lengthen it', () => {
  const world = toy();
  event(world, 'lesson', at(0, 45));
  booking(world, 'walk', at(30, 45));
  run(world);
  restored(world, () => {
    world.timify.delete('walk');
    run(world);
  });
  run(world);
  expect(world.office.get('lesson')?.span).toEqual(at(0, 45));
  expect(blockersIn(world)).toEqual([at(0, 45)]);
  expect(openConflicts(world)).toEqual([]);
});

it('a blocker stretched over closed hours of its event goes back to the open ones', () => {
  const world = toy();
  world.availability = { bookable: [at(30, 480)] };
  event(world, 'lesson', at(0, 60));
  run(world);
  const [blocker = ''] = [...world.timify.keys()];
  edit(world, 'timify', blocker, { span: at(0, 60) });
  run(world, { changes: { timify: [blocker] } });
  expect(world.office.get('lesson')?.span).toEqual(at(0, 60));
  expect(blockersIn(world)).toEqual([at(30, 60)]);
});

it('a blocker shortened where its event could be booked takes the event along', () => {
  const world = toy();
  event(world, 'lesson', at(0, 60));
  run(world);
  const [blocker = ''] = [...world.timify.keys()];
  edit(world, 'timify', blocker, { span: at(0, 30) });
  run(world, { changes: { timify: [blocker] } });
  expect(world.office.get('lesson')?.span).toEqual(at(0, 30));
});
