import { expect, it } from 'vitest';
import { at, booking, edit, event, openConflicts, toy, WINDOW } from './toyWorld.ts';
import { run } from './toyRun.ts';

it('a booking goes from under two events: both conflicts close, though the one needs no blocker beside the other', () => {
  const world = toy();
  booking(world, 'walk', at(30, 60));
  event(world, 'long', at(0, 120));
  event(world, 'inside', at(30, 60));
  run(world);
  expect(openConflicts(world)).toHaveLength(2);
  world.timify.delete('walk');
  run(world, { changes: { timify: ['walk'] } });
  expect(openConflicts(world)).toEqual([]);
  const inside = [...world.links.values()].find(({ origin }) => origin.id === 'inside');
  expect(inside?.decision.kind).toBe('covered');
});

it('the window slides past it: nobody has to decide about it any more, and both calendars stay as they are', () => {
  const world = toy();
  booking(world, 'walk', at(30, 60));
  event(world, 'over', at(0, 120));
  run(world);
  const [conflict] = openConflicts(world);
  const before = [...world.timify.values()].map(({ span }) => span);
  const later = { start: at(0, 1440).end, end: WINDOW.end };
  run(world, { window: { start: at(0, 90).end, end: WINDOW.end } });
  expect(openConflicts(world).map(({ id }) => id)).toEqual([conflict?.id]);
  run(world, { window: later });
  expect(world.conflicts.get(conflict?.id ?? '')?.closedBy).toBe('left-behind');
  run(world, { window: later });
  expect(openConflicts(world)).toEqual([]);
  expect([...world.timify.values()].map(({ span }) => span)).toEqual(before);
});

it.each([
  ['at once', (): void => undefined],
  [
    'after a person was asked',
    (world: ReturnType<typeof toy>, piece: string): void => {
      run(world, { changes: { timify: [piece] } });
      expect(openConflicts(world).map(({ kind }) => kind)).toContain('mirror-deleted');
    },
  ],
])('an event that goes takes the pieces of its blocker along that nobody has deleted, %s', (_, meanwhile) => {
  const world = toy();
  booking(world, 'visit', at(120, 150));
  event(world, 'day', at(60, 240));
  run(world);
  const pieces = [...world.timify.keys()].filter((id) => id !== 'visit');
  expect(pieces).toHaveLength(2);
  world.timify.delete(pieces[0] ?? '');
  meanwhile(world, pieces[0] ?? '');
  world.office.delete('day');
  run(world, { changes: { office: ['day'], timify: [pieces[0] ?? ''] } });
  expect([...world.timify.keys()]).toEqual(['visit']);
  expect([...world.links.values()].map(({ origin }) => origin.id)).toEqual(['visit']);
  expect(openConflicts(world)).toEqual([]);
});

it('settings that could not be applied to a copy for its guests are asked about until the guests have left', () => {
  const world = toy();
  booking(world, 'visit', at(120, 150));
  run(world);
  const [copy = ''] = [...world.office.keys()];
  edit(world, 'office', copy, { hasGuests: true });
  world.settings = { ...world.settings, template: { subject: 'Taken', body: '' } };
  world.settingsVersion += 1;
  run(world, { reapply: true });
  const [conflict] = openConflicts(world);
  expect(conflict?.kind).toBe('would-notify-guests');
  run(world);
  expect(openConflicts(world)).toEqual([conflict]);
  edit(world, 'office', copy, { hasGuests: false });
  run(world);
  expect(openConflicts(world)).toEqual([]);
});
