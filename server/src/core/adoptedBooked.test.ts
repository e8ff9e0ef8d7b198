/** An event and an appointment that people made on both sides, found as one pair; then the appointment gets a customer. */
import { describe, expect, it } from 'vitest';
import { at, bookableMinutes, booking, edit, event, openConflicts, toy, type Toy } from './toyWorld.ts';
import { ask, run } from './toyRun.ts';

const adopted = (): Toy => {
  const world = toy();
  event(world, 'lesson', at(60, 120), { title: 'Lesson' });
  booking(world, 'walk', at(60, 120), { title: 'Lesson', service: null, customers: [], hasCustomers: false });
  run(world);
  expect([...world.links.values()]).toMatchObject([{ decision: { kind: 'adopted' }, madeByUs: false }]);
  return world;
};

const book = (world: Toy): void =>
  edit(world, 'timify', 'walk', { hasCustomers: true, customers: ['Clara'] });

/** Nothing of the event can be booked, the customer's time is as it was, and another look writes nothing. */
const expectHeld = (world: Toy): void => {
  const lesson = world.office.get('lesson');
  expect(lesson && bookableMinutes(world, lesson.span)).toBe(0);
  expect(world.timify.get('walk')?.span).toEqual(at(60, 120));
  expect(ask(world).plan.writes).toEqual([]);
};

describe('an adopted appointment that got a customer', () => {
  it('is a booking, and the event stands for itself', () => {
    const world = adopted();
    book(world);
    run(world, { changes: { timify: ['walk'] } });
    expect(openConflicts(world).map(({ kind }) => kind)).toEqual(['overlap']);
    expectHeld(world);
  });

  it.each([
    ['moved', at(300, 360)],
    ['longer', at(60, 180)],
    ['moved in part', at(90, 150)],
  ])('stays where it is when the event is %s, and the event has its own time held', (_, span) => {
    const world = adopted();
    book(world);
    run(world, { changes: { timify: ['walk'] } });
    edit(world, 'office', 'lesson', { span });
    run(world, { changes: { office: ['lesson'] } });
    expectHeld(world);
    edit(world, 'office', 'lesson', { span: at(600, 660) });
    run(world, { changes: { office: ['lesson'] } });
    expectHeld(world);
    world.office.delete('lesson');
    run(world);
    run(world);
    expect([...world.timify.keys()]).toEqual(['walk']);
  });

  it('also where nobody had heard of the customer when the event was moved', () => {
    const world = adopted();
    book(world);
    edit(world, 'office', 'lesson', { span: at(300, 360) });
    run(world, { changes: { office: ['lesson'] } });
    expectHeld(world);
  });

  it('also where the event did not block for a time', () => {
    const world = adopted();
    edit(world, 'office', 'lesson', { showAs: 'free' });
    run(world);
    book(world);
    run(world, { changes: { timify: ['walk'] } });
    edit(world, 'office', 'lesson', { showAs: 'busy', span: at(90, 150) });
    run(world, { changes: { office: ['lesson'] } });
    expectHeld(world);
    world.office.delete('lesson');
    run(world);
    run(world);
    expect([...world.timify.keys()]).toEqual(['walk']);
  });
});

describe('an adopted booking that lost its customer', () => {
  it('goes along with its event', () => {
    const world = toy();
    event(world, 'lesson', at(60, 120), { title: 'Lesson' });
    booking(world, 'walk', at(60, 120), { title: 'Lesson' });
    run(world);
    edit(world, 'timify', 'walk', { hasCustomers: false, customers: [] });
    run(world, { changes: { timify: ['walk'] } });
    edit(world, 'office', 'lesson', { span: at(300, 360) });
    run(world, { changes: { office: ['lesson'] } });
    expect(bookableMinutes(world, at(300, 360))).toBe(0);
    expect(ask(world).plan.writes).toEqual([]);
  });
});

it.each(['before', 'after'] as const)(
  'a booking that the direction leaves out holds no other event than it did (given up %s both were found)',
  (when) => {
    const world = toy(when === 'before' ? { direction: 'office-to-timify' } : {});
    event(world, 'lesson', at(60, 120), { title: 'Lesson' });
    booking(world, 'walk', at(60, 120), { title: 'Lesson' });
    run(world);
    world.settings = { ...world.settings, direction: 'office-to-timify' };
    edit(world, 'timify', 'walk', { title: 'Lesson with a dog' });
    for (const at of ['told', 'looked at again'])
      run(world, at === 'told' ? { changes: { timify: ['walk'] } } : {});
    edit(world, 'office', 'lesson', { span: at(300, 360) });
    run(world, { changes: { office: ['lesson'] } });
    expectHeld(world);
    expect(openConflicts(world)).toEqual([]);
  },
);

it.each([
  ['heard', { changes: { timify: ['visit'] } }],
  ['looked for', {}],
  ['while settings are applied', { reapply: true }],
])('a booking made over an adopted pair is a conflict with its event (%s)', (_, how) => {
  const world = adopted();
  booking(world, 'visit', at(90, 100));
  run(world, how);
  expect(openConflicts(world)).toMatchObject([{ kind: 'overlap', timify: { id: 'visit' } }]);
  // What a person made is not cut.
  expect(world.timify.get('walk')?.span).toEqual(at(60, 120));
  expect([...world.links.values()].map(({ decision }) => decision.kind)).toContain('adopted');
  expect(ask(world).plan.writes).toEqual([]);
  world.timify.delete('visit');
  run(world, { changes: { timify: ['visit'] } });
  expect(openConflicts(world)).toEqual([]);
  expect(world.timify.size).toBe(1);
});

it('an adopted appointment that was cut, since its event was moved onto a booking, is whole again when that goes', () => {
  const world = adopted();
  booking(world, 'visit', at(300, 330));
  run(world);
  edit(world, 'office', 'lesson', { span: at(300, 360) });
  run(world, { changes: { office: ['lesson'] } });
  expect(world.timify.get('walk')?.span).toEqual(at(330, 360));
  edit(world, 'timify', 'visit', { span: at(600, 630) });
  run(world, { changes: { timify: ['visit'] } });
  expect(world.timify.get('walk')?.span).toEqual(at(300, 360));
  expect(bookableMinutes(world, at(300, 360))).toBe(0);
  expect(ask(world).plan.writes).toEqual([]);
});
