import { expect, it } from 'vitest';
import { seriesToken } from './conflicts.ts';
import type { Write } from './planned.ts';
import { at, booking, edit, event, openConflicts, toy, verdict, type Toy } from './toyWorld.ts';
import { ask, hash, run } from './toyRun.ts';

const movesEvent = (write: Write): boolean => write.side === 'office' && write.op === 'update';

/** An event whose blocker a person moved to where the service does not want the event. */
const refused = (): Toy => {
  const world = toy();
  event(world, 'lesson', at(60, 120));
  run(world);
  const [blocker] = [...world.timify.values()];
  edit(world, 'timify', blocker?.id ?? '', { span: at(300, 360) });
  run(world, { refusing: movesEvent });
  return world;
};

it('a move that the service refuses opens one conflict, and is not tried again while that is open', () => {
  const world = refused();
  const [conflict] = openConflicts(world);
  expect(conflict).toMatchObject({ kind: 'move-refused', rule: 'refused-by-office', span: at(300, 360) });
  for (let round = 0; round < 3; round += 1) {
    expect(ask(world).plan.writes).toEqual([]);
    run(world, { refusing: movesEvent });
    expect(openConflicts(world).map(({ id }) => id)).toEqual([conflict?.id]);
  }
});

it('a copy that is refused is asked about once, and no longer than it is refused', () => {
  const world = toy();
  booking(world, 'visit', at(60, 120));
  const copies = (write: Write): boolean => write.side === 'office' && write.op === 'create';
  run(world, { refusing: copies });
  const [conflict] = openConflicts(world);
  expect(conflict).toMatchObject({ kind: 'overlap', rule: 'refused-by-office' });
  run(world, { refusing: copies });
  expect(openConflicts(world).map(({ id }) => id)).toEqual([conflict?.id]);
  run(world);
  expect(world.office.size).toBe(1);
  expect(openConflicts(world)).toEqual([]);
  expect(world.conflicts.get(conflict?.id ?? '')?.closedBy).toBe('cause-gone');
});

it('nor when settings are applied to what is synced already', () => {
  const world = refused();
  expect(ask(world, { reapply: true }).plan.writes).toEqual([]);
});

it('moved on by hand it is tried at the new time; put back, the conflict closes by itself', () => {
  const world = refused();
  const [blocker] = [...world.timify.values()];
  edit(world, 'timify', blocker?.id ?? '', { span: at(400, 460) });
  run(world);
  expect(world.office.get('lesson')?.span).toEqual(at(400, 460));
  expect(openConflicts(world)).toEqual([]);

  const other = refused();
  const [moved] = [...other.timify.values()];
  edit(other, 'timify', moved?.id ?? '', { span: at(60, 120) });
  run(other);
  expect(openConflicts(other)).toEqual([]);
  expect(other.office.get('lesson')?.span).toEqual(at(60, 120));
});

it('a person who puts it back is obeyed', () => {
  const world = refused();
  const [conflict] = openConflicts(world);
  if (!conflict) throw new Error('no conflict');
  run(world, { verdicts: [verdict(conflict, 'put-back')] });
  expect([...world.timify.values()].map(({ span }) => span)).toEqual([at(60, 120)]);
  expect(openConflicts(world)).toEqual([]);
});

it('a person who leaves it as it is is not asked again, and nothing is tried again, look after look', () => {
  const world = refused();
  const [conflict] = openConflicts(world);
  if (!conflict) throw new Error('no conflict');
  run(world, { verdicts: [verdict(conflict, 'ignore')], refusing: movesEvent });
  for (const reapply of [false, true, false]) {
    expect(ask(world, { reapply }).plan.writes).toEqual([]);
    run(world, { reapply, refusing: movesEvent });
    expect(openConflicts(world)).toEqual([]);
  }
  const [blocker] = [...world.timify.values()];
  edit(world, 'timify', blocker?.id ?? '', { span: at(400, 460) });
  run(world);
  expect(world.office.get('lesson')?.span).toEqual(at(400, 460));
});

it('left as it is for the series, another of its refused moves asks nobody and is tried once', () => {
  const world = toy();
  for (const [id, from] of [
    ['first', 60],
    ['second', 600],
  ] as const)
    event(world, id, at(from, from + 60), { seriesId: 'series' });
  run(world);
  const [first, second] = [...world.timify.values()];
  edit(world, 'timify', first?.id ?? '', { span: at(300, 360) });
  run(world, { refusing: movesEvent });
  const [conflict] = openConflicts(world);
  if (!conflict) throw new Error('no conflict');
  run(world, { verdicts: [verdict(conflict, 'ignore-series')], refusing: movesEvent });
  world.ignoredSeries.push(seriesToken('move-refused', 'series', hash));
  edit(world, 'timify', second?.id ?? '', { span: at(800, 860) });
  expect(ask(world).plan.writes.filter(movesEvent)).toHaveLength(1);
  run(world, { refusing: movesEvent });
  for (let round = 0; round < 3; round += 1) {
    expect(openConflicts(world)).toEqual([]);
    expect(ask(world).plan.writes).toEqual([]);
    run(world, { refusing: movesEvent });
  }
});

it('an original that could not be moved leaves no copy without a link', () => {
  const world = toy();
  event(world, 'lesson', at(60, 180));
  booking(world, 'walk', at(340, 360));
  run(world);
  const [blocker] = [...world.timify.values()].filter(({ hasCustomers }) => !hasCustomers);
  edit(world, 'timify', blocker?.id ?? '', { span: at(300, 420) });
  run(world, { failing: movesEvent });
  const known = [...world.links.values()].flatMap(({ mirrors }) => mirrors.map(({ id }) => id));
  const ours = [...world.timify.values()].filter(({ hasCustomers }) => !hasCustomers).map(({ id }) => id);
  expect(known).toEqual(expect.arrayContaining(ours));
  run(world);
  run(world);
  expect([...world.office.values()].filter(({ marker }) => marker === null)).toHaveLength(1);
});

it('a booking that can not be moved to the chosen time leaves its conflict open, and what stands stays blocked', () => {
  const world = toy();
  booking(world, 'walk', at(60, 120));
  event(world, 'over', at(0, 180));
  run(world);
  const [conflict] = openConflicts(world);
  if (!conflict) throw new Error('no conflict');
  const movesBooking = (write: Write): boolean => write.side === 'timify' && write.op === 'update';
  const slot = conflict.slots[0] ?? at(600, 660);
  run(world, { verdicts: [verdict(conflict, 'move-booking', { slot })], refusing: movesBooking });
  expect(openConflicts(world).map(({ id }) => id)).toEqual([conflict.id]);
  run(world, { refusing: movesBooking });
  expect(world.timify.get('walk')?.span).toEqual(at(60, 120));
  expect(openConflicts(world).map(({ kind }) => kind)).toEqual(['overlap']);
  const spans = [...world.timify.values()].filter(({ id }) => id !== 'walk').map(({ span }) => span);
  expect(spans.sort((a, b) => a.start - b.start)).toEqual([at(0, 60), at(120, 180)]);
});

it('a blocker that a person moved out of the working hours stays there where its event is refused', () => {
  const world = toy();
  event(world, 'lesson', at(60, 120));
  run(world);
  const [blocker] = [...world.timify.values()];
  edit(world, 'timify', blocker?.id ?? '', { span: at(300, 360) });
  world.availability = { bookable: [at(0, 240)] };
  run(world, { refusing: movesEvent });
  expect([...world.timify.values()].map(({ span }) => span)).toEqual([at(300, 360)]);
  expect(openConflicts(world)).toMatchObject([{ kind: 'move-refused', rule: 'refused-by-office' }]);
  edit(world, 'timify', blocker?.id ?? '', { span: at(120, 180) });
  run(world);
  expect(world.office.get('lesson')?.span).toEqual(at(120, 180));
  expect(openConflicts(world)).toEqual([]);
});

it.each(['refused', 'invalid'] as const)(
  'a copy that can not be made (%s) opens one conflict, which closes when it can',
  (refusedAs) => {
    const world = toy();
    event(world, 'lesson', at(60, 120));
    const options = { refusing: (write: Write) => write.op === 'create', refusedAs };
    run(world, options);
    const [conflict] = openConflicts(world);
    expect(conflict).toMatchObject({ kind: 'overlap', rule: 'refused-by-timify' });
    run(world, options);
    expect(openConflicts(world).map(({ id }) => id)).toEqual([conflict?.id]);
    edit(world, 'office', 'lesson', { span: at(180, 240) });
    run(world);
    expect([...world.timify.values()].map(({ span }) => span)).toEqual([at(180, 240)]);
    expect(openConflicts(world)).toEqual([]);
  },
);

it('what a copy is changed to is no question of times where the change is invalid', () => {
  const world = toy();
  event(world, 'lesson', at(60, 120));
  run(world);
  edit(world, 'office', 'lesson', { title: 'x'.repeat(5000) });
  run(world, { refusing: (write) => write.op === 'update', refusedAs: 'invalid' });
  expect(openConflicts(world)).toEqual([]);
});
