import { expect, it } from 'vitest';
import { ask, run } from './toyRun.ts';
import { at, booking, event, openConflicts, toy, verdict, type Toy } from './toyWorld.ts';

const DAY = 24 * 60;
const blockers = (world: Toy) => [...world.timify.values()].filter(({ service }) => service === null);
const day = (from: number, to: number, days: number) => at(from + days * DAY, to + days * DAY);

/** What was one event is three days of a series, as delta and every list tell it: the series itself is no item. */
const turn = (world: Toy, id: string, marker: string | null = null): void => {
  const one = world.office.get(id);
  if (!one) throw new Error('no such event');
  world.office.delete(id);
  for (const days of [0, 1, 2])
    event(world, `${id}-${String(days)}`, day(60, 120, days), {
      ...{ title: one.title, seriesId: id, marker },
    });
};
const daysOf = (id: string): string[] => [0, 1, 2].map((days) => `${id}-${String(days)}`);

it('an event that becomes a series is each of its days, blocked once', () => {
  const world = toy();
  event(world, 'a', at(60, 120));
  run(world);
  turn(world, 'a');
  run(world, { changes: { office: daysOf('a') } });
  expect(blockers(world).map(({ span }) => span)).toEqual([0, 1, 2].map((days) => day(60, 120, days)));
  expect([...world.links.values()].map(({ origin }) => origin.id).sort()).toEqual(daysOf('a'));
  expect(ask(world).plan.writes).toEqual([]);
});

it.each(['ask', 'follow', 'restore'] as const)(
  'a copy that becomes a series is a person’s own, and the booking gets another (%s)',
  (office) => {
    const world = toy({ onMirrorDeleted: { office, timify: 'ask' }, onBookingDeleted: 'cancel-silently' });
    booking(world, 'b', at(60, 120));
    run(world);
    const [copy] = [...world.office.values()];
    turn(world, copy?.id ?? '', copy?.marker ?? null);
    run(world, { changes: { office: daysOf(copy?.id ?? '') } });
    for (let look = 0; look < 2; look += 1) {
      expect(world.timify.has('b')).toBe(true);
      expect(world.office.size).toBe(4);
      expect(blockers(world).map(({ span }) => span)).toEqual([day(60, 120, 1), day(60, 120, 2)]);
      expect(openConflicts(world)).toMatchObject([{ kind: 'overlap' }]);
      run(world);
    }
    expect(ask(world).plan.writes).toEqual([]);
  },
);

it('a booking that becomes a connected series is a copy for each of its days', () => {
  const world = toy();
  booking(world, 'b', at(60, 120));
  run(world);
  world.timify.delete('b');
  for (const days of [0, 1])
    booking(world, `b/${String(days)}`, day(60, 120, days), { appointmentId: 'b', isConnectedSeries: true });
  run(world, { changes: { timify: ['b/0', 'b/1'] } });
  expect([...world.office.values()].map(({ span }) => span)).toEqual([day(60, 120, 0), day(60, 120, 1)]);
  expect(world.links.size).toBe(2);
  expect(ask(world).plan.writes).toEqual([]);
});

it.each(['move-event', 'delete-event', 'use-timify', 'put-back', 'keep-both', 'ignore'] as const)(
  'a verdict “%s” about an event that is a series by now asks no question for ever: its days are asked about anew',
  (action) => {
    const world = toy();
    booking(world, 'walk', at(60, 90));
    event(world, 'lesson', at(30, 120));
    run(world);
    const [conflict] = openConflicts(world);
    if (!conflict) throw new Error('no conflict');
    turn(world, 'lesson');
    const slot = action === 'move-event' ? at(200, 290) : null;
    // The person was quicker than the news of the series.
    run(world, { changes: {}, verdicts: [verdict(conflict, action, { slot })] });
    run(world);
    expect([...world.office.values()].filter(({ seriesId }) => seriesId === 'lesson')).toHaveLength(3);
    expect(world.timify.has('walk')).toBe(true);
    expect(openConflicts(world)).toMatchObject([{ kind: 'overlap', office: { id: 'lesson-0' } }]);
    expect(ask(world).plan.writes).toEqual([]);
  },
);
