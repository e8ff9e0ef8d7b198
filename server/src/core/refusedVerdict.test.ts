import { expect, it } from 'vitest';
import type { Conflict } from './decisions.ts';
import type { Write } from './planned.ts';
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

const idOf = (items: ReadonlyMap<string, unknown>, at: number): string => [...items.keys()].at(at) ?? '';

const onlyConflict = (world: Toy): Conflict => {
  const [conflict, ...more] = openConflicts(world);
  if (!conflict || more.length > 0) throw new Error('not one conflict');
  return conflict;
};

const spansOf = (world: Toy) =>
  [...world.timify.values()].map(({ span }) => span).sort((a, b) => a.start - b.start);

it('an answer that can not be carried out leaves the question open, and the deleted blocker known', () => {
  const world = toy({ onMirrorDeleted: { office: 'ask', timify: 'ask' } });
  event(world, 'lesson', at(60, 120));
  run(world);
  world.timify.delete(idOf(world.timify, 0));
  run(world);
  const conflict = onlyConflict(world);
  edit(world, 'office', 'lesson', { hasGuests: true });
  const { refusals } = run(world, { verdicts: [verdict(conflict, 'delete-event')] });
  expect(refusals.map(({ why }) => why)).toEqual(['would-notify-guests']);
  run(world, { changes: { office: ['lesson'] } });
  expect(onlyConflict(world).id).toBe(conflict.id);
  run(world, { verdicts: [verdict(conflict, 'put-back')] });
  expect(spansOf(world)).toEqual([at(60, 120)]);
});

/** An event over a booking, and the answer that moves it to a time which somebody has booked meanwhile. */
const taken = () => {
  const world = toy();
  booking(world, 'walk', at(60, 120));
  event(world, 'lesson', at(90, 180));
  run(world);
  const conflict = onlyConflict(world);
  booking(world, 'other', at(600, 660));
  return { world, conflict, answer: verdict(conflict, 'move-event', { slot: at(600, 660) }) };
};

it('what changed together with an answer that can not be carried out is kept in step all the same', () => {
  const { world, answer } = taken();
  edit(world, 'office', 'lesson', { span: at(30, 180) });
  const { refusals } = run(world, { verdicts: [answer] });
  expect(refusals.map(({ why }) => why)).toEqual(['slot-taken']);
  expect(bookableMinutes(world, at(30, 180))).toBe(0);
  expect(onlyConflict(world).kind).toBe('overlap');
});

it('a question whose cause has gone closes for that, whatever was answered and could not be', () => {
  const { world, conflict, answer } = taken();
  world.timify.delete('walk');
  const { refusals } = run(world, { verdicts: [answer] });
  expect(refusals.map(({ why }) => why)).toEqual(['slot-taken']);
  expect(world.conflicts.get(conflict.id)?.closedBy).toBe('cause-gone');
  expect(world.office.get('lesson')?.span).toEqual(at(90, 180));
  expect(bookableMinutes(world, at(90, 180))).toBe(0);
});

it('a booking that stays because its copy has guests keeps its time', () => {
  const world = toy();
  booking(world, 'walk', at(60, 120));
  run(world);
  edit(world, 'office', idOf(world.office, 0), { hasGuests: true });
  event(world, 'lesson', at(0, 180));
  run(world);
  const conflict = onlyConflict(world);
  const { refusals } = run(world, { verdicts: [verdict(conflict, 'cancel-booking')] });
  expect(refusals.map(({ why }) => why)).toEqual(['would-notify-guests']);
  expect(onlyConflict(world).id).toBe(conflict.id);
  expect(spansOf(world)).toEqual([at(0, 60), at(60, 120), at(120, 180)]);
  expect(ask(world).plan.writes).toEqual([]);
});

/** Looks at what the last run named for another look, and at nothing else. */
const retry = (world: Toy): void => {
  const named = (side: string): string[] => world.retry.flatMap((one) => (one.side === side ? one.id : []));
  run(world, { changes: { office: named('office'), timify: named('timify') } });
};

const toOffice = ({ side, op }: Write): boolean => side === 'office' && op !== 'create';

it('a copy that was moved is looked at again where its original could not follow yet', () => {
  const world = toy();
  event(world, 'lesson', at(60, 120));
  run(world);
  const blocker = idOf(world.timify, 0);
  edit(world, 'timify', blocker, { span: at(300, 360) });
  run(world, { changes: { timify: [blocker] }, failing: toOffice });
  retry(world);
  expect(world.office.get('lesson')?.span).toEqual(at(300, 360));
});

it('a copy that was deleted is looked at again where its original could not be deleted yet', () => {
  const world = toy({ onMirrorDeleted: { office: 'follow', timify: 'follow' } });
  event(world, 'lesson', at(60, 120));
  run(world);
  const blocker = idOf(world.timify, 0);
  world.timify.delete(blocker);
  run(world, { changes: { timify: [blocker] }, failing: toOffice });
  retry(world);
  expect([...world.office.keys()]).toEqual([]);
});

it('what a person leaves as it is while others make room is not asked about again', () => {
  const world = toy();
  booking(world, 'walk', at(60, 120));
  booking(world, 'other', at(150, 180));
  event(world, 'lesson', at(90, 210));
  run(world);
  const [first, second] = openConflicts(world);
  if (!first || !second) throw new Error('not two conflicts');
  const stays = first.timify?.id === 'walk' ? first : second;
  world.timify.delete('other');
  run(world, { verdicts: [verdict(stays, 'ignore')] });
  run(world);
  expect(openConflicts(world)).toEqual([]);
  expect(world.conflicts.get(stays.id)?.closedBy).toBe('ignored');
});
