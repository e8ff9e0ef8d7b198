import { expect, it } from 'vitest';
import { at, edit, event, openConflicts, toy, type Toy } from './toyWorld.ts';
import { ask, run } from './toyRun.ts';
import type { Settings } from './settings.ts';

/** An event and its blocker, both moved by people; only the event's move has been heard of. */
const parted = (settings: Partial<Settings>): Toy => {
  const world = toy(settings);
  event(world, 'dentist', at(0, 60));
  run(world);
  edit(world, 'timify', [...world.timify.keys()][0] ?? '', { span: at(360, 420) });
  edit(world, 'office', 'dentist', { span: at(180, 240) });
  return world;
};

const blockers = (world: Toy): unknown[] => [...world.timify.values()].map(({ span }) => span);
const heard = { changes: { office: ['dentist'] } };

it('a blocker that is not where it was left is looked at before it is written over: a person is asked', () => {
  const world = parted({ onBothChanged: 'ask' });
  run(world, heard);
  expect(openConflicts(world)).toMatchObject([{ kind: 'both-changed' }]);
  expect(blockers(world)).toEqual([at(360, 420)]);
});

it('… or TIMIFY wins, where the setting says so', () => {
  const world = parted({ onBothChanged: 'timify' });
  run(world, heard);
  expect(world.office.get('dentist')?.span).toEqual(at(360, 420));
  expect(blockers(world)).toEqual([at(360, 420)]);
});

it('a blocker that somebody took away while its event was moved is not made again unasked', () => {
  const world = parted({});
  world.timify.clear();
  run(world, heard);
  expect(openConflicts(world)).toMatchObject([{ kind: 'mirror-deleted' }]);
  expect(blockers(world)).toEqual([]);
});

it('a blocker that is where it was left is not read once more', () => {
  const world = toy();
  event(world, 'dentist', at(0, 60));
  run(world);
  edit(world, 'office', 'dentist', { span: at(180, 240) });
  const { input, plan } = ask(world, heard);
  expect(plan.counts).toMatchObject({ update: 1 });
  expect(input.timify).toMatchObject({ items: [], removed: [] });
  expect(input.known.spans).toEqual([at(0, 240)]);
});
