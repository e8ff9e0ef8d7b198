import { expect, it } from 'vitest';
import { at, edit, event, openConflicts, toy, type Toy } from './toyWorld.ts';
import { ask, run } from './toyRun.ts';

const timesIn = (world: Toy) =>
  [...world.timify.values()].map(({ span }) => span).sort((a, b) => a.start - b.start);

/** A blocker that somebody moved over the time of another event, where Office is never written to. */
const strayed = (): { world: Toy; blocker: string } => {
  const world = toy({ direction: 'office-to-timify' });
  event(world, 'late', at(300, 360));
  run(world);
  const [blocker = ''] = [...world.timify.keys()];
  edit(world, 'timify', blocker, { span: at(60, 105) });
  event(world, 'early', at(60, 120));
  run(world, { changes: { office: ['early'] } });
  expect(timesIn(world)).toEqual([at(60, 105), at(105, 120)]);
  return { world, blocker };
};

it('a blocker that goes back to its event leaves no gap where others had relied on it', () => {
  const { world, blocker } = strayed();
  run(world, { changes: { timify: [blocker] } });
  expect(timesIn(world)).toEqual([at(60, 120), at(300, 360)]);
  expect(ask(world).plan.writes).toEqual([]);
});

it('nor where it goes back because both sides are read in full', () => {
  const { world } = strayed();
  run(world);
  expect(timesIn(world)).toEqual([at(60, 120), at(300, 360)]);
  expect(ask(world).plan.writes).toEqual([]);
});

it('a blocker that is moved while its title is written takes its event along at the next look', () => {
  const world = toy();
  event(world, 'lesson', at(60, 120));
  run(world);
  const [blocker = ''] = [...world.timify.keys()];
  edit(world, 'office', 'lesson', { title: 'Renamed' });
  run(world, {
    changes: { office: ['lesson'] },
    // Between the look and the write.
    failing: () => {
      edit(world, 'timify', blocker, { span: at(200, 260) });
      return false;
    },
  });
  expect(world.timify.get(blocker)).toMatchObject({ title: 'Renamed', span: at(200, 260) });
  run(world, { changes: { timify: [blocker] } });
  expect(world.office.get('lesson')?.span).toEqual(at(200, 260));
  expect(timesIn(world)).toEqual([at(200, 260)]);
  expect(openConflicts(world)).toEqual([]);
  expect(ask(world).plan.writes).toEqual([]);
});
