import { expect, it } from 'vitest';
import type { ConflictAction, Verdict } from './decisions.ts';
import { at, booking, event, openConflicts, toy, verdict, type Toy } from './toyWorld.ts';
import { run } from './toyRun.ts';

/** An event over the end of a booking, deleted after somebody had opened the conflict. */
const late = (): { world: Toy; given: (action: ConflictAction, rest?: Partial<Verdict>) => Verdict } => {
  const world = toy();
  booking(world, 'walk', at(0, 60));
  event(world, 'lesson', at(30, 120));
  run(world);
  const [conflict] = openConflicts(world);
  if (!conflict) throw new Error('no conflict');
  world.office.delete('lesson');
  return { world, given: (action, rest) => verdict(conflict, action, rest) };
};

it.each([
  'move-event',
  'delete-event',
  'use-office',
  'use-timify',
  'put-back',
  'keep-both',
  'ignore',
] as const)(
  'a verdict “%s” about an event that is gone asks no question for ever, and the event’s blockers go',
  (action) => {
    const { world, given } = late();
    const slot = action === 'move-event' ? at(200, 290) : null;
    run(world, { changes: {}, verdicts: [given(action, { slot })] });
    run(world);
    expect([...world.timify.keys()]).toEqual(['walk']);
    expect(world.office.has('lesson')).toBe(false);
    expect(openConflicts(world)).toEqual([]);
  },
);
