import { expect, it } from 'vitest';
import { at, edit, event, openConflicts, toy, type Toy } from './toyWorld.ts';
import { ask, run } from './toyRun.ts';

const spansOf = (world: Toy): Record<string, unknown> =>
  Object.fromEntries([...world.timify.values()].map(({ title, span }) => [title, span]));

/** Events whose blockers stand side by side, in a TIMIFY that refuses what overlaps. */
const sideBySide = (names: readonly string[]): Toy => {
  const world = toy();
  world.refusesOverlap = true;
  for (const [index, name] of names.entries())
    event(world, name, at(index * 60, index * 60 + 60), { title: name });
  run(world);
  return world;
};

it.each([[['a', 'b']], [['a', 'b', 'c']], [['a', 'b', 'c', 'd']]])(
  'events %j that change places in a ring: so do their blockers, one of which is made anew',
  (names) => {
    const world = sideBySide(names);
    const before = new Set(world.timify.keys());
    for (const [index, name] of names.entries()) {
      const next = (index + 1) % names.length;
      edit(world, 'office', name, { span: at(next * 60, next * 60 + 60) });
    }
    run(world, { changes: { office: [...names] } });
    const wanted = Object.fromEntries(
      names.map((name, index) => {
        const next = (index + 1) % names.length;
        return [name, at(next * 60, next * 60 + 60)];
      }),
    );
    expect(spansOf(world)).toEqual(wanted);
    expect([...world.timify.keys()].filter((id) => !before.has(id))).toHaveLength(1);
    expect(openConflicts(world)).toEqual([]);
    expect(ask(world).plan.writes).toEqual([]);
  },
);

it('events that follow one another need no ring: every blocker is moved', () => {
  const world = sideBySide(['a', 'b']);
  const before = [...world.timify.keys()].sort();
  edit(world, 'office', 'a', { span: at(60, 120) });
  edit(world, 'office', 'b', { span: at(120, 180) });
  run(world, { changes: { office: ['a', 'b'] } });
  expect(spansOf(world)).toEqual({ a: at(60, 120), b: at(120, 180) });
  expect([...world.timify.keys()].sort()).toEqual(before);
});
