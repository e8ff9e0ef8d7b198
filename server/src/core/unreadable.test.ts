import { describe, expect, it } from 'vitest';
import type { ConflictAction } from './decisions.ts';
import {
  at,
  bookableMinutes,
  booking,
  edit,
  event,
  openConflicts,
  toy,
  verdict,
  type Toy,
} from './toyWorld.ts';
import { ask, run } from './toyRun.ts';

/** An original that stands where it stood and can't be understood any more: neither changed nor gone, and asked for once. */
const lost = (make: (world: Toy) => void, unreadable: string[]) => {
  const world = toy();
  make(world);
  const [conflict] = openConflicts(world);
  if (!conflict) throw new Error('no conflict');
  const before = [...world.timify.values(), ...world.office.values()].map(({ id, span }) => [id, span]);
  const given = (action: ConflictAction) =>
    ask(world, { changes: {}, unreadable, verdicts: [verdict(conflict, action, { slot: at(200, 290) })] });
  return { world, conflict, before, given, unreadable };
};

const overBooking = () =>
  lost(
    (world) => {
      booking(world, 'walk', at(0, 60));
      event(world, 'lesson', at(30, 120));
      run(world);
    },
    ['lesson'],
  );

describe('a verdict about an original that cannot be read', () => {
  it.each(['move-event', 'delete-event'] as const)(
    '%s: nothing is done, and the reason is told',
    (action) => {
      const { given, conflict } = overBooking();
      const { plan } = given(action);
      if (action === 'move-event')
        expect(plan.refusals).toEqual([{ linkId: conflict.linkId, why: 'skip.unreadable' }]);
      expect(plan.wants.office).toEqual([]);
    },
  );

  it.each(['keep-both', 'ignore'] as const)('%s: needs no reading, and the question closes', (action) => {
    const { world, conflict, before, unreadable } = overBooking();
    run(world, { changes: {}, unreadable, verdicts: [verdict(conflict, action)] });
    expect(openConflicts(world)).toEqual([]);
    const after = [...world.timify.values(), ...world.office.values()].map(({ id, span }) => [id, span]);
    expect(after).toEqual(before);
  });

  it('put-back: the copy can’t be made without its text, and the question stays', () => {
    const { world, given, conflict } = lost(
      (world) => {
        event(world, 'lesson', at(30, 120));
        run(world);
        world.timify.clear();
        run(world);
      },
      ['lesson'],
    );
    const { plan } = given('put-back');
    expect(plan.writes).toEqual([]);
    expect(plan.conflicts.close).toEqual([]);
    expect(plan.refusals).toEqual([{ linkId: conflict.linkId, why: 'skip.unreadable' }]);
    world.office.delete('lesson');
    run(world);
    expect(openConflicts(world)).toEqual([]);
  });
});

it('a copy that was moved waits until its booking can be read; nothing is written, and nobody asks for ever', () => {
  const world = toy();
  booking(world, 'walk', at(0, 60));
  run(world);
  const [copy] = [...world.office.values()];
  edit(world, 'office', copy?.id ?? '', { span: at(300, 360) });
  const { plan } = ask(world, { changes: { office: [copy?.id ?? ''] }, unreadable: ['walk'] });
  expect(plan.writes).toEqual([]);
  expect(plan.conflicts.open).toEqual([]);
  run(world, { changes: { office: [copy?.id ?? ''] } });
  expect(openConflicts(world).map(({ kind }) => kind)).toEqual(['confirm-move']);
});

it('a full look that cannot read an original neither deletes nor asks for ever', () => {
  const world = toy();
  booking(world, 'walk', at(0, 60));
  event(world, 'lesson', at(120, 180));
  run(world);
  for (const unreadable of [['walk'], ['lesson']]) {
    const { plan } = ask(world, { unreadable });
    expect(plan.writes).toEqual([]);
    expect(plan.pairs.filter(({ after }) => after === null)).toEqual([]);
  }
});

it('a blocker that was taken away while its event could not be read is back when that can be', () => {
  const world = toy({ onMirrorDeleted: { office: 'ask', timify: 'restore' } });
  event(world, 'lesson', at(120, 180));
  run(world);
  const [blocker = ''] = [...world.timify.keys()];
  world.timify.delete(blocker);
  run(world, { changes: { timify: [blocker] }, unreadable: ['lesson'] });
  run(world, { changes: { office: ['lesson'] } });
  expect([...world.timify.values()].map(({ span }) => span)).toEqual([at(120, 180)]);
});

it('others hold the time that an event left to one that could not be read, and that went elsewhere', () => {
  const world = toy();
  booking(world, 'walk', at(60, 120));
  event(world, 'early', at(60, 120));
  event(world, 'late', at(90, 120));
  run(world);
  world.timify.delete('walk');
  run(world, { changes: { timify: ['walk'] }, unreadable: ['early'] });
  edit(world, 'office', 'early', { span: at(300, 360) });
  run(world, { changes: { office: ['early'] } });
  expect(bookableMinutes(world, at(90, 120))).toBe(0);
  expect(bookableMinutes(world, at(300, 360))).toBe(0);
});
