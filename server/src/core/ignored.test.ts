import { expect, it } from 'vitest';
import { seriesToken } from './conflicts.ts';
import { at, edit, event, openConflicts, toy, verdict, type Toy } from './toyWorld.ts';
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
