import { expect, it } from 'vitest';
import { kept } from './departure.ts';
import { at, bookableMinutes, booking, edit, event, toy, type Toy } from './toyWorld.ts';
import { ask, run } from './toyRun.ts';

/** An event with a blocker and a booking with a copy; then the direction leaves a side, and its copies are kept. */
const leaving = (
  direction: 'office-to-timify' | 'timify-to-office',
  copies: 'keep' | 'plain' = 'keep',
): Toy => {
  const world = toy();
  event(world, 'lesson', at(0, 60));
  booking(world, 'walk', at(120, 180));
  run(world);
  world.settings = { ...world.settings, direction };
  const lost = direction === 'office-to-timify' ? 'timify' : 'office';
  for (const link of world.links.values())
    if (link.origin.side === lost) world.links.set(link.id, kept(link, 'direction', world.now, copies));
  return world;
};

const counts = ({ office, timify }: Toy): [number, number] => [office.size, timify.size];

it.each(['office-to-timify', 'timify-to-office'] as const)(
  'S-166 copies that were kept under %s are neither deleted nor copied back, whatever happens to their originals',
  (direction) => {
    const world = leaving(direction);
    run(world);
    expect(counts(world)).toEqual([2, 2]);
    const [side, id] =
      direction === 'office-to-timify' ? (['timify', 'walk'] as const) : (['office', 'lesson'] as const);
    edit(world, side, id, { span: at(300, 360) });
    run(world);
    run(world, { reapply: true });
    expect(counts(world)).toEqual([2, 2]);
  },
);

it('S-166 both ways again, what was kept follows its original once more, and goes with it', () => {
  const world = leaving('office-to-timify');
  run(world);
  world.settings = { ...world.settings, direction: 'both' };
  run(world, { reapply: true });
  edit(world, 'timify', 'walk', { span: at(300, 360) });
  run(world);
  expect([...world.office.values()].map(({ span }) => span)).toContainEqual(at(300, 360));
  world.timify.delete('walk');
  run(world);
  expect(counts(world)).toEqual([1, 1]);
});

it('S-166 what a person moved while it was nobody’s stands where its original does once it is ours again', () => {
  const world = leaving('office-to-timify');
  const copy = [...world.office.values()].find(({ marker }) => marker !== null)?.id ?? '';
  edit(world, 'office', copy, { span: at(600, 700) });
  run(world);
  expect(world.office.get(copy)?.span).toEqual(at(600, 700));
  world.settings = { ...world.settings, direction: 'both' };
  run(world, { reapply: true });
  expect(world.office.get(copy)?.span).toEqual(at(120, 180));
});

it('S-166 settings applied to everything write nothing into what a person kept', () => {
  const world = leaving('office-to-timify');
  const copy = [...world.office.values()].find(({ marker }) => marker !== null)?.id ?? '';
  edit(world, 'office', copy, { title: 'Mine now' });
  run(world, { reapply: true });
  expect(world.office.get(copy)?.title).toBe('Mine now');
});

it('S-166 an original that is deleted while its copy is kept does not come back, and takes the copy along once it is reached', () => {
  const world = leaving('timify-to-office');
  world.office.delete('lesson');
  run(world);
  run(world);
  expect(counts(world)).toEqual([1, 2]);
  world.settings = { ...world.settings, direction: 'both' };
  run(world);
  expect(counts(world)).toEqual([1, 1]);
});

it('S-166 plain entries are a person’s own for ever: never moved and never deleted with the original', () => {
  const world = leaving('office-to-timify', 'plain');
  run(world);
  world.settings = { ...world.settings, direction: 'both' };
  run(world);
  const copy = [...world.office.values()].find(({ id }) => id !== 'lesson');
  world.timify.delete('walk');
  run(world);
  expect(world.office.get(copy?.id ?? '')?.span).toEqual(at(120, 180));
});

it('S-166 connected again one way after “keep”, the copies on the side that is left out stay', () => {
  const world = toy();
  event(world, 'lesson', at(0, 60));
  booking(world, 'walk', at(120, 180));
  run(world);
  world.links.clear();
  world.settings = { ...world.settings, direction: 'office-to-timify' };
  run(world);
  run(world);
  expect(counts(world)).toEqual([2, 2]);
});

it.each([
  ['moved', (world: Toy): void => edit(world, 'office', 'lesson', { span: at(30, 90) })],
  [
    'lost its plain entry',
    ({ timify, links }: Toy): void => {
      const ofLesson = [...links.values()].find(({ origin }) => origin.id === 'lesson');
      timify.delete(ofLesson?.mirrors[0]?.id ?? '');
    },
  ],
])('an event that %s while no direction reached it has its own time held again', (_, act) => {
  const world = leaving('timify-to-office', 'plain');
  for (const item of world.timify.values()) world.timify.set(item.id, { ...item, marker: null });
  run(world);
  act(world);
  run(world);
  world.settings = { ...world.settings, direction: 'both' };
  for (let look = 0; look < 3; look += 1) run(world);
  const lesson = world.office.get('lesson');
  expect(lesson && bookableMinutes(world, lesson.span)).toBe(0);
  expect(ask(world).plan.writes).toEqual([]);
  const blockers = [...world.timify.keys()];
  world.office.delete('lesson');
  for (let look = 0; look < 2; look += 1) run(world);
  // What was made for it goes with it, and no plain entry.
  expect(world.timify.size).toBe(blockers.length - 1);
});

it('a blocker whose event was deleted while nobody looked is not taken for a booking', () => {
  const world = toy();
  event(world, 'lesson', at(0, 60));
  run(world);
  world.links.clear();
  world.office.delete('lesson');
  run(world);
  run(world);
  expect(world.office.size).toBe(0);
});

it('of a copy and a person’s copy of it, the one that stands where the original does is ours', () => {
  const world = toy();
  booking(world, 'walk', at(120, 180));
  run(world);
  const [copy] = [...world.office.values()];
  event(world, 'by-hand', at(600, 660), { marker: copy?.marker ?? null });
  world.links.clear();
  run(world);
  run(world);
  expect(world.office.get('by-hand')?.span).toEqual(at(600, 660));
  expect(world.office.get(copy?.id ?? '')?.span).toEqual(at(120, 180));
});

it.each(['keep', 'plain'] as const)(
  'S-166 a time is not taken back where the copy is nobody’s (%s): it would be written against the direction',
  (copies) => {
    const world = leaving('office-to-timify', copies);
    const link = [...world.links.values()].find(({ origin }) => origin.id === 'walk');
    const back = { kind: 'times', from: at(120, 180), to: at(300, 360), notify: false } as const;
    const undo = { linkId: link?.id ?? '', back, notify: false, by: 'owner' } as const;
    const before = world.sent.length;
    expect(run(world, { changes: {}, undos: [undo] }).refusals).toMatchObject([{ why: 'direction' }]);
    run(world);
    expect(world.sent.slice(before)).toEqual([]);
    expect(world.timify.get('walk')?.span).toEqual(at(120, 180));
    expect(world.links.get(undo.linkId)?.decision).toEqual(link?.decision);
  },
);
