import { expect, it } from 'vitest';
import { at, booking, edit, event, openConflicts, toy, type Toy } from './toyWorld.ts';
import { run } from './toyRun.ts';

/** An event over two bookings, whose blocker somebody deleted in TIMIFY: its pair waits for a person. */
const waiting = (): Toy => {
  const world = toy();
  booking(world, 'early', at(0, 30));
  booking(world, 'late', at(90, 120));
  event(world, 'long', at(0, 120));
  run(world);
  const blocker = [...world.timify.values()].find(({ marker }) => marker !== null);
  world.timify.delete(blocker?.id ?? '');
  run(world, { changes: { timify: [blocker?.id ?? ''] } });
  expect(kinds(world)).toEqual(['mirror-deleted', 'overlap', 'overlap']);
  return world;
};

const kinds = (world: Toy): string[] =>
  openConflicts(world)
    .map(({ kind }) => kind)
    .sort();

it('an overlap closes when its booking goes, also while the pair of the event waits for a person', () => {
  const world = waiting();
  world.timify.delete('early');
  run(world, { changes: { timify: ['early'] } });
  expect(kinds(world)).toEqual(['mirror-deleted', 'overlap']);
  world.timify.delete('late');
  run(world);
  expect(kinds(world)).toEqual(['mirror-deleted']);
});

it('so it does when either of the two moves away', () => {
  const world = waiting();
  edit(world, 'timify', 'early', { span: at(300, 330) });
  run(world, { changes: { timify: ['early'] } });
  expect(kinds(world)).toEqual(['mirror-deleted', 'overlap']);
  edit(world, 'office', 'long', { span: at(500, 560) });
  run(world, { changes: { office: ['long'] } });
  expect(kinds(world)).toEqual(['mirror-deleted']);
});

it('it stays while they meet, whatever is read', () => {
  const world = waiting();
  edit(world, 'timify', 'early', { span: at(10, 40) });
  run(world, { changes: { timify: ['early'] } });
  run(world);
  expect(kinds(world)).toEqual(['mirror-deleted', 'overlap', 'overlap']);
});
