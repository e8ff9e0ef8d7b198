/** A blocker of ours that somebody moved to another resource, and back when its pair had forgotten it. */
import { describe, expect, it } from 'vitest';
import { at, bookableMinutes, edit, event, openConflicts, toy, verdict, type Toy } from './toyWorld.ts';
import { ask, run, type RunOptions } from './toyRun.ts';
import type { Appointment, Span } from './items.ts';

type Policy = 'ask' | 'restore' | 'follow';

/** Moved to another resource, which our resource sees as gone. */
const away = (policy: Policy, more: Parameters<typeof toy>[0] = {}): { world: Toy; blocker: Appointment } => {
  const world = toy({ onMirrorDeleted: { office: 'ask', timify: policy }, ...more });
  event(world, 'lesson', at(60, 120));
  run(world);
  const [blocker] = [...world.timify.values()];
  if (!blocker) throw new Error('no blocker');
  world.timify.delete(blocker.id);
  run(world, { changes: { timify: [blocker.id] } });
  return { world, blocker };
};

const back = (world: Toy, blocker: Appointment, values: { span?: Span } = {}): void => {
  world.timify.set(blocker.id, blocker);
  edit(world, 'timify', blocker.id, values);
};

const LOOKS: [string, (id: string) => RunOptions][] = [
  ['heard', (id) => ({ changes: { timify: [id] } })],
  ['looked for', () => ({})],
];

/** Each item has its place in one pair. */
const expectOnePlaceEach = (world: Toy): void => {
  const links = [...world.links.values()];
  const places = links.flatMap(({ origin, mirrors }) => [
    origin.id,
    ...mirrors.flatMap(({ id }) => id ?? []),
  ]);
  expect(places.sort()).toEqual([...world.office.keys(), ...world.timify.keys()].sort());
};

const expectSettled = (world: Toy): void => {
  expectOnePlaceEach(world);
  for (let look = 0; look < 2; look += 1) {
    expect(ask(world).plan.writes).toEqual([]);
    run(world);
  }
};

describe.each(LOOKS)('a blocker that comes back (%s)', (_, look) => {
  it('is the pair’s that still waits for an answer about it', () => {
    const { world, blocker } = away('ask');
    back(world, blocker);
    run(world, look(blocker.id));
    expect(openConflicts(world)).toEqual([]);
    expect([...world.timify.keys()]).toEqual([blocker.id]);
    expectSettled(world);
  });

  it('leaves one of the two where its event has got another meanwhile', () => {
    const { world, blocker } = away('restore');
    expect(world.timify.size).toBe(1);
    back(world, blocker);
    run(world, look(blocker.id));
    expect([...world.timify.values()].map(({ span }) => span)).toEqual([at(60, 120)]);
    expect(bookableMinutes(world, at(60, 120))).toBe(0);
    expectSettled(world);
  });

  it('the same where a person had it made anew', () => {
    const { world, blocker } = away('ask');
    const [conflict] = openConflicts(world);
    if (!conflict) throw new Error('no conflict');
    run(world, { verdicts: [verdict(conflict, 'put-back')] });
    back(world, blocker, { span: at(90, 150) });
    run(world, look(blocker.id));
    expect([...world.timify.values()].map(({ span }) => span)).toEqual([at(60, 120)]);
    expectSettled(world);
  });

  it('goes where its event blocks no more', () => {
    const { world, blocker } = away('restore');
    edit(world, 'office', 'lesson', { showAs: 'free' });
    run(world);
    expect(world.timify.size).toBe(0);
    back(world, blocker);
    run(world, look(blocker.id));
    expect(world.timify.size).toBe(0);
    expectSettled(world);
  });

  it('elsewhere than its event is what a person wants there: an appointment like any other', () => {
    const { world, blocker } = away('restore');
    back(world, blocker, { span: at(300, 360) });
    run(world, look(blocker.id));
    expect([...world.timify.values()].map(({ span }) => span.start).sort()).toEqual([
      at(60, 120).start,
      at(300, 360).start,
    ]);
    expect(world.office.size).toBe(2);
    expectSettled(world);
  });

  it.each(['both', 'office-to-timify'] as const)('is freed where its event has gone (%s)', (direction) => {
    const { world, blocker } = away('restore', { direction });
    world.office.delete('lesson');
    run(world);
    event(world, 'other', at(90, 180));
    run(world);
    back(world, blocker);
    run(world, look(blocker.id));
    expect([...world.timify.values()].map(({ span }) => span)).toEqual([at(90, 180)]);
    expect(openConflicts(world)).toEqual([]);
    expectSettled(world);
  });

  it('goes with its event where word of both comes together', () => {
    const { world, blocker } = away('restore');
    back(world, blocker);
    world.office.delete('lesson');
    run(world, { changes: { office: ['lesson'], timify: [blocker.id] } });
    expect([world.timify.size, world.office.size]).toEqual([0, 0]);
    expectSettled(world);
  });
});

it('many at once are freed by nobody', () => {
  const world = toy();
  for (let hour = 0; hour < 11; hour += 1) event(world, `e${hour}`, at(60 * hour, 60 * hour + 30));
  run(world);
  world.links.clear();
  world.office.clear();
  run(world);
  expect([world.timify.size, world.office.size]).toEqual([11, 0]);
});

it('one of a former connection is left to it', () => {
  const { world, blocker } = away('follow');
  back(world, { ...blocker, createdAt: blocker.createdAt === null ? null : blocker.createdAt - 1_000 });
  run(world);
  expect([world.office.size, world.links.size, world.timify.size]).toEqual([0, 0, 1]);
});

it('while a person is asked about the pair, it is left as it is, and found when that is answered', () => {
  const { world, blocker } = away('restore', { onBothChanged: 'ask' });
  const [other] = [...world.timify.values()];
  edit(world, 'office', 'lesson', { span: at(70, 130) });
  edit(world, 'timify', other?.id ?? '', { span: at(50, 110) });
  run(world);
  const [conflict] = openConflicts(world);
  expect(conflict?.kind).toBe('both-changed');
  back(world, blocker);
  run(world);
  expect(world.timify.size).toBe(2);
  if (conflict) run(world, { verdicts: [verdict(conflict, 'use-office')] });
  run(world);
  expect([...world.timify.values()].map(({ span }) => span)).toEqual([at(70, 130)]);
  expectSettled(world);
});
