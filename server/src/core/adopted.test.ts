/** What is found on both sides becomes one pair: made by a person, or by us before the database forgot it, where TIMIFY keeps no marks. */
import { describe, expect, it } from 'vitest';
import { ask, run } from './toyRun.ts';
import { at, booking, edit, event, openConflicts, toy, type Toy } from './toyWorld.ts';

/** All that was written is there; nobody knows any more that it was us. */
const forget = (world: Toy): void => {
  world.links.clear();
  world.conflicts.clear();
  for (const id of world.timify.keys()) edit(world, 'timify', id, { marker: null });
};

const spans = (world: Toy): string[] =>
  [...world.timify.values()].map(({ title, span }) => `${title} ${span.start}-${span.end}`).sort();

const cut = (): Toy => {
  const world = toy();
  booking(world, 'cut', at(90, 120));
  event(world, 'long', at(60, 180), { title: 'Long' });
  run(world);
  expect([...world.timify.values()].filter(({ title }) => title === 'Long')).toHaveLength(2);
  return world;
};

describe('a blocker in pieces', () => {
  it('is found again with its event: nothing is written, and the booking on it is asked about', () => {
    const world = cut();
    const before = spans(world);
    forget(world);
    expect(ask(world).plan.writes.filter(({ side }) => side === 'timify')).toEqual([]);
    run(world);
    expect(openConflicts(world).map(({ kind }) => kind)).toEqual(['overlap']);
    run(world);
    expect(spans(world)).toEqual(before);
    expect([...world.office.values()].map(({ title }) => title)).toContain('Long');
    expect([...world.office.values()].filter(({ title }) => title === 'Long')).toHaveLength(1);
    expect(openConflicts(world)).toHaveLength(1);
  });

  it('grows again when the booking goes', () => {
    const world = cut();
    forget(world);
    run(world);
    world.timify.delete('cut');
    run(world);
    expect(spans(world).join()).toBe([`Long ${at(60, 180).start}-${at(60, 180).end}`].join());
  });

  it('of which one is missing is no blocker of ours: what stands there is a person’s', () => {
    const world = cut();
    const [first] = [...world.timify.values()].filter(({ title }) => title === 'Long');
    world.timify.delete(first?.id ?? '');
    forget(world);
    run(world);
    expect([...world.links.values()].filter(({ decision }) => decision.kind === 'adopted')).toEqual([]);
  });
});

it('what a person made on both sides and booked over is asked about as soon as it is found', () => {
  const world = toy();
  event(world, 'lesson', at(60, 120), { title: 'Lesson' });
  booking(world, 'walk', at(60, 120), { title: 'Lesson', service: null, customers: [], hasCustomers: false });
  booking(world, 'over', at(90, 120));
  run(world);
  expect([...world.links.values()].map(({ decision }) => decision.kind)).toContain('adopted');
  expect(openConflicts(world).map(({ kind }) => kind)).toEqual(['overlap']);
  expect(world.timify.get('walk')?.span).toEqual(at(60, 120));
  expect(ask(world).plan.writes).toEqual([]);
});

it('what a person made on both sides may reach beyond the working hours: nobody is asked about that', () => {
  const world = toy();
  world.availability = { bookable: [at(0, 90)] };
  event(world, 'lesson', at(60, 120), { title: 'Lesson' });
  booking(world, 'walk', at(60, 120), { title: 'Lesson', service: null, customers: [], hasCustomers: false });
  run(world);
  run(world);
  expect(openConflicts(world)).toEqual([]);
  expect(world.timify.get('walk')?.span).toEqual(at(60, 120));
});

it('what a person made beside an event holds its time also while settings are applied: an event before it makes way', () => {
  const world = toy();
  event(world, 'lesson', at(60, 120), { title: 'Lesson' });
  booking(world, 'walk', at(60, 120), { title: 'Lesson', service: null, customers: [], hasCustomers: false });
  event(world, 'early', at(30, 90));
  run(world);
  const before = spans(world);
  expect(before).toHaveLength(2);
  run(world, { reapply: true });
  expect(spans(world)).toEqual(before);
  expect(ask(world).plan.writes).toEqual([]);
});
