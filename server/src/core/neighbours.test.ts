import { expect, it } from 'vitest';
import {
  at,
  bookableMinutes,
  booking,
  edit,
  event,
  openConflicts,
  toy,
  verdict,
  WINDOW,
  type Toy,
} from './toyWorld.ts';
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

/** A blocker that somebody moved over the time of another event, and that somebody is asked about. */
const asked = (): { world: Toy; blocker: string } => {
  const world = toy({ onMirrorDeleted: { office: 'ask', timify: 'restore' } });
  event(world, 'late', at(300, 360), { hasGuests: true });
  run(world);
  const [blocker = ''] = [...world.timify.keys()];
  edit(world, 'timify', blocker, { span: at(60, 105) });
  run(world);
  expect(openConflicts(world)).toMatchObject([{ kind: 'would-notify-guests' }]);
  event(world, 'early', at(60, 120));
  run(world, { changes: { office: ['early'] } });
  return { world, blocker };
};

it('a blocker that is asked about and goes leaves no gap where others had relied on it', () => {
  const { world, blocker } = asked();
  world.timify.delete(blocker);
  run(world, { changes: { timify: [blocker] } });
  expect(timesIn(world)).toEqual([at(60, 120), at(300, 360)]);
});

it('nor does one that a person had left where it stood', () => {
  const { world, blocker } = asked();
  const [conflict] = openConflicts(world);
  if (!conflict) throw new Error('no conflict');
  run(world, { changes: {}, verdicts: [verdict(conflict, 'ignore')] });
  world.timify.delete(blocker);
  run(world, { changes: { timify: [blocker] } });
  expect(bookableMinutes(world, at(60, 120))).toBe(0);
});

it('a booking that is asked about and moves on twice leaves no gap where an event had met it', () => {
  const world = toy();
  booking(world, 'walk', at(60, 120));
  run(world);
  const [copy = ''] = [...world.office.keys()];
  world.office.delete(copy);
  run(world, { changes: { office: [copy] } });
  event(world, 'lesson', at(300, 360));
  edit(world, 'timify', 'walk', { span: at(300, 360) });
  run(world, { changes: { office: ['lesson'], timify: ['walk'] } });
  expect(openConflicts(world).map(({ kind }) => kind)).toContain('overlap');
  edit(world, 'timify', 'walk', { span: at(600, 660) });
  run(world, { changes: { timify: ['walk'] } });
  expect(bookableMinutes(world, at(300, 360))).toBe(0);
  expect(openConflicts(world).map(({ kind }) => kind)).not.toContain('overlap');
});

it('a blocker that was to take room and could not be written is laid out again at the next look', () => {
  const world = toy();
  event(world, 'lesson', at(60, 120));
  booking(world, 'walk', at(60, 90));
  run(world);
  expect(timesIn(world)).toEqual([at(60, 90), at(90, 120)]);
  world.timify.delete('walk');
  run(world, { changes: { timify: ['walk'] }, failing: ({ side }) => side === 'timify' });
  expect(bookableMinutes(world, at(60, 120))).toBe(30);
  const again = world.retry.map(({ id }) => id);
  run(world, { changes: { office: again.filter((id) => world.office.has(id)) } });
  expect(timesIn(world)).toEqual([at(60, 120)]);
  expect(ask(world, { changes: { office: ['lesson'] } }).plan.pairs).toEqual([]);
});

it('an event has room again where TIMIFY puts a booking at other times than those asked for', () => {
  const world = toy();
  const buffered = [{ service: at(60, 90), busy: at(60, 120) }];
  booking(world, 'walk', at(60, 90), { slices: buffered });
  event(world, 'early', at(60, 120));
  run(world);
  const [conflict] = openConflicts(world);
  if (!conflict) throw new Error('no conflict');
  event(world, 'late', at(330, 360));
  // The buffer that reaches over the late one is none any more at the new time.
  run(world, {
    changes: { office: ['late'] },
    verdicts: [verdict(conflict, 'move-booking', { slot: at(300, 330) })],
  });
  run(world, { changes: { timify: ['walk'] } });
  expect(bookableMinutes(world, at(330, 360))).toBe(0);
  expect(openConflicts(world)).toEqual([]);
});

it('an event over the edge of what is read in full follows the working hours like any other', () => {
  const world = toy();
  world.availability = { bookable: [at(60, 90)] };
  event(world, 'lesson', at(60, 120));
  run(world);
  expect(timesIn(world)).toEqual([at(60, 90)]);
  world.availability = { bookable: 'always' };
  // A window is looked at in parts.
  run(world, { window: { start: WINDOW.start, end: at(0, 100).end } });
  expect(bookableMinutes(world, at(60, 120))).toBe(0);
});
