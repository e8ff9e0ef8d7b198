import { expect, it } from 'vitest';
import { seriesToken } from './conflicts.ts';
import { at, booking, edit, event, openConflicts, toy, verdict, type Toy } from './toyWorld.ts';
import { ask, hash, run } from './toyRun.ts';

const decisionOf = (world: Toy, id: string) =>
  [...world.links.values()].find(({ origin }) => origin.id === id)?.decision;

/** Two parts of a series whose blockers somebody deleted; of the first, “ignore for the series” was said. */
const answered = (): Toy => {
  const world = toy({ onMirrorDeleted: { office: 'ask', timify: 'ask' } });
  event(world, 'first', at(60, 120), { seriesId: 'series' });
  event(world, 'second', at(200, 260), { seriesId: 'series' });
  run(world);
  const [one, other] = [...world.timify.values()];
  world.timify.delete(one?.id ?? '');
  run(world);
  const [conflict] = openConflicts(world);
  if (!conflict) throw new Error('no conflict');
  run(world, { verdicts: [verdict(conflict, 'ignore-series')] });
  world.ignoredSeries.push(seriesToken('mirror-deleted', 'series', hash));
  world.timify.delete(other?.id ?? '');
  run(world);
  return world;
};

it.each(['first', 'second'])(
  'the %s of a series of which a person has said “ignore” stays so, private or not, applied or not',
  (id) => {
    const world = answered();
    const before = decisionOf(world, id);
    expect(before).toMatchObject({ kind: 'skipped', reason: 'ignored-by-person' });
    edit(world, 'office', id, { sensitivity: 'private' });
    run(world, { changes: { office: [id] } });
    run(world, { reapply: true });
    edit(world, 'office', id, { title: 'Renamed' });
    run(world, { changes: { office: [id] } });
    expect(decisionOf(world, id)).toEqual(before);
    expect([...world.timify.values()]).toEqual([]);
    expect(ask(world).plan.writes).toEqual([]);
  },
);

it('a pair that was left alone and is in step again gives way to a booking in the same look', () => {
  const world = toy();
  event(world, 'lesson', at(60, 180), { isOrganizer: false });
  run(world);
  const [blocker = ''] = [...world.timify.keys()];
  edit(world, 'timify', blocker, { span: at(300, 420) });
  run(world);
  const [conflict] = openConflicts(world);
  if (!conflict) throw new Error('no conflict');
  run(world, { verdicts: [verdict(conflict, 'ignore')] });
  edit(world, 'timify', blocker, { span: at(60, 180) });
  booking(world, 'walk', at(90, 120));
  run(world);
  expect(openConflicts(world).map(({ kind }) => kind)).toEqual(['overlap']);
  expect(ask(world).plan.writes).toEqual([]);
});

it('a copy with guests stays as a person left it, also where its booking has lost its customer meanwhile', () => {
  const world = toy({ onBookingMoved: 'move-and-notify' });
  booking(world, 'walk', at(60, 90));
  run(world);
  edit(world, 'office', [...world.office.keys()][0] ?? '', { hasGuests: true });
  run(world);
  edit(world, 'timify', 'walk', { span: at(0, 30), slices: [{ service: at(0, 30), busy: at(0, 30) }] });
  run(world);
  const [conflict] = openConflicts(world);
  if (!conflict) throw new Error('no conflict');
  expect(conflict.kind).toBe('would-notify-guests');
  edit(world, 'timify', 'walk', { customers: [], hasCustomers: false, participants: 0 });
  run(world, { verdicts: [verdict(conflict, 'ignore')] });
  expect(world.conflicts.get(conflict.id)?.closedBy).toBe('ignored');
  expect(decisionOf(world, 'walk')).toMatchObject({ kind: 'skipped', reason: 'ignored-by-person' });
  run(world, { reapply: true });
  expect(openConflicts(world)).toEqual([]);
  expect([...world.office.values()].map(({ span }) => span)).toEqual([at(60, 90)]);
});
