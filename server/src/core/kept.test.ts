import { expect, it } from 'vitest';
import { kept } from './departure.ts';
import { at, booking, edit, event, toy, type Toy } from './toyWorld.ts';
import { run } from './toyRun.ts';

/** An event with a blocker and a booking with a copy; then the direction leaves a side, and its copies are kept. */
const leaving = (direction: 'office-to-timify' | 'timify-to-office'): Toy => {
  const world = toy();
  event(world, 'lesson', at(0, 60));
  booking(world, 'walk', at(120, 180));
  run(world);
  world.settings = { ...world.settings, direction };
  const lost = direction === 'office-to-timify' ? 'timify' : 'office';
  for (const link of world.links.values())
    if (link.origin.side === lost) world.links.set(link.id, kept(link, 'direction', world.now));
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
