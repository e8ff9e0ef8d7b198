import { expect, it } from 'vitest';
import { at, booking, edit, event, openConflicts, toy, verdict, type Toy } from './toyWorld.ts';
import { run } from './toyRun.ts';
import type { Span } from './items.ts';

const blockers = (world: Toy): Span[] =>
  [...world.timify.values()]
    .filter(({ hasCustomers }) => !hasCustomers)
    .map(({ span }) => span)
    .sort((a, b) => a.start - b.start);

/** An event whose blocker somebody took away; a person is asked, or has said to leave it so. */
const asked = (answer: 'open' | 'ignored'): Toy => {
  const world = toy();
  event(world, 'long', at(0, 180));
  run(world);
  const [blocker] = [...world.timify.keys()];
  world.timify.delete(blocker ?? '');
  run(world, { changes: { timify: [blocker ?? ''] } });
  const [conflict] = openConflicts(world);
  if (!conflict) throw new Error('no conflict');
  if (answer === 'ignored') run(world, { changes: {}, verdicts: [verdict(conflict, 'ignore')] });
  return world;
};

it.each(['open', 'ignored'] as const)(
  'a blocker that stands there no more covers no other event (question %s)',
  (answer) => {
    const world = asked(answer);
    event(world, 'inside', at(60, 120));
    run(world, { changes: { office: ['inside'] } });
    expect(blockers(world)).toEqual([at(60, 120)]);
  },
);

/** A booking of one hour that blocks half an hour more, over the beginning of an event. */
const withFollowUp = (): Toy => {
  const world = toy();
  const span = at(0, 60);
  booking(world, 'walk', span, { slices: [{ service: span, busy: at(0, 90) }] });
  event(world, 'over', at(0, 120));
  run(world);
  return world;
};

it('follow-up time that is taken away is blocked by the event that it kept out', () => {
  const world = withFollowUp();
  expect(blockers(world)).toEqual([at(90, 120)]);
  edit(world, 'timify', 'walk', { slices: [{ service: at(0, 60), busy: at(0, 60) }] });
  run(world, { changes: { timify: ['walk'] } });
  expect(blockers(world)).toEqual([at(60, 120)]);
});

it('a booking made shorter through its copy leaves what it gave up to the event beside it', () => {
  const world = toy();
  booking(world, 'walk', at(0, 120), { hasCustomers: false, customers: [], service: null });
  run(world);
  event(world, 'beside', at(60, 180));
  run(world, { changes: { office: ['beside'] } });
  const copy = [...world.office.values()].find(({ marker }) => marker !== null)?.id ?? '';
  edit(world, 'office', copy, { span: at(0, 60) });
  run(world, { changes: { office: [copy] } });
  expect(world.timify.get('walk')?.span).toEqual(at(0, 60));
  expect(blockers(world).filter(({ start }) => start > at(0, 1).start)).toEqual([at(60, 180)]);
});
