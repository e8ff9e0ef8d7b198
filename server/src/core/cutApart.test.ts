/** A blocker of ours that a person cut apart in TIMIFY: an event takes all of its time. */
import { describe, expect, it } from 'vitest';
import { at, bookableMinutes, booking, edit, event, openConflicts, toy, type Toy } from './toyWorld.ts';
import { ask, run } from './toyRun.ts';

const slices = (...spans: { start: number; end: number }[]) => ({
  slices: spans.map((span) => ({ service: span, busy: span })),
  isSplit: spans.length > 1,
});

const blocked = (settings: Parameters<typeof toy>[0] = {}): { world: Toy; id: string } => {
  const world = toy(settings);
  event(world, 'lesson', at(60, 180));
  run(world);
  return { world, id: [...world.timify.keys()][0] ?? '' };
};

/** TIMIFY does not change the length of what is split, as it documents none but by its pattern. */
const refusesLengths = {
  refusing: (write: { op: string; side: string }) => write.side === 'timify' && write.op === 'update',
};

const expectWhole = (world: Toy, span = at(60, 180)): void => {
  expect(world.office.get('lesson')?.span).toEqual(span);
  expect(bookableMinutes(world, span)).toBe(0);
  expect([...world.timify.values()].map((one) => one.span)).toEqual([span]);
  expect(openConflicts(world)).toEqual([]);
  expect(ask(world).plan.writes).toEqual([]);
};

describe.each(['both', 'office-to-timify'] as const)('%s: a blocker cut apart', (direction) => {
  it('in place is made whole again, and the log says so', () => {
    const { world, id } = blocked({ direction });
    edit(world, 'timify', id, slices(at(60, 90), at(120, 180)));
    const { pairs } = run(world, { changes: { timify: [id] }, ...refusesLengths });
    expect(pairs.map(({ log }) => log?.rule)).toEqual(['blocker-made-whole']);
    expectWhole(world);
  });

  it('is found by a full look, too, also where its version is known already', () => {
    const { world, id } = blocked({ direction });
    edit(world, 'timify', id, slices(at(60, 90), at(120, 180)));
    const item = world.timify.get(id);
    for (const link of world.links.values())
      for (const mirror of link.mirrors) mirror.base.version = item?.version ?? '';
    run(world, refusesLengths);
    expectWhole(world);
  });

  it('and at another length covers what its event takes then', () => {
    const { world, id } = blocked({ direction });
    edit(world, 'timify', id, { span: at(60, 200), ...slices(at(60, 90), at(120, 200)) });
    run(world, { changes: { timify: [id] }, ...refusesLengths });
    expectWhole(world, direction === 'both' ? at(60, 200) : at(60, 180));
  });

  it('goes along with its event that moves meanwhile, whether the cut was heard of or not', () => {
    for (const heard of [true, false]) {
      const { world, id } = blocked({ direction });
      edit(world, 'timify', id, slices(at(60, 90), at(120, 180)));
      edit(world, 'office', 'lesson', { span: at(300, 420) });
      run(world, { changes: { office: ['lesson'], timify: heard ? [id] : [] }, ...refusesLengths });
      expectWhole(world, at(300, 420));
    }
  });

  it('again and again asks a person at last, and the time that another event takes of it is held', () => {
    const { world } = blocked({ direction });
    event(world, 'inside', at(90, 120));
    run(world);
    for (let round = 0; round < 3; round += 1) {
      const id = [...world.timify.keys()][0] ?? '';
      edit(world, 'timify', id, slices(at(60, 90), at(120, 180)));
      run(world, { changes: { timify: [id] }, ...refusesLengths });
    }
    run(world);
    expect(openConflicts(world).map(({ kind }) => kind)).toEqual(['fought-over']);
    expect(bookableMinutes(world, at(90, 120))).toBe(0);
    expect(ask(world).plan.writes).toEqual([]);
  });
});

describe('an appointment that was found beside an event', () => {
  const found = (world: Toy, rest: Parameters<typeof booking>[3] = {}): void => {
    event(world, 'lesson', at(60, 180), { title: 'Lesson' });
    const own = { title: 'Lesson', service: null, customers: [], hasCustomers: false };
    booking(world, 'walk', at(60, 180), { ...own, ...rest });
    run(world);
  };

  it('stays as its person cut it, and the event stands for itself', () => {
    const world = toy();
    found(world);
    edit(world, 'timify', 'walk', slices(at(60, 90), at(120, 180)));
    for (let round = 0; round < 3; round += 1) run(world);
    expect(world.timify.get('walk')?.slices).toHaveLength(2);
    expect(bookableMinutes(world, at(60, 180))).toBe(0);
    expect(ask(world).plan.writes).toEqual([]);
  });

  it('is none where it has gaps', () => {
    const world = toy();
    found(world, slices(at(60, 90), at(120, 180)));
    expect(bookableMinutes(world, at(60, 180))).toBe(0);
    expect(world.timify.get('walk')?.slices).toHaveLength(2);
  });
});
