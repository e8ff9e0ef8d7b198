import { expect, it } from 'vitest';
import { at, booking, edit, openConflicts, toy } from './toyWorld.ts';
import { forgottenCopies } from './forgottenCopies.ts';
import { ask, run } from './toyRun.ts';

it('a copy found again that has guests by now is left, and its booking is a pair all the same', () => {
  const world = toy();
  booking(world, 'visit', at(0, 60));
  run(world);
  const [copy] = world.office.keys();
  // The pair was forgotten when its copies were left to the person, or with a database.
  world.links.clear();
  edit(world, 'office', copy ?? '', { hasGuests: true });
  edit(world, 'timify', 'visit', { span: at(120, 180) });
  const written = world.sent.length;
  run(world);
  expect([...world.links.values()].map(({ origin }) => origin.id)).toEqual(['visit']);
  expect(openConflicts(world).map(({ kind }) => kind)).toEqual(['would-notify-guests']);
  edit(world, 'office', copy ?? '', { hasGuests: false });
  run(world);
  expect(openConflicts(world)).toEqual([]);
  expect(world.office.get(copy ?? '')?.span).toEqual(at(120, 180));
  expect(world.sent.length).toBe(written + 1);
});

it('the same under a direction that leaves bookings out: the copy stands as nobody’s, and nobody is asked', () => {
  const world = toy();
  booking(world, 'visit', at(0, 60));
  run(world);
  const [copy] = world.office.keys();
  world.links.clear();
  world.settings = { ...world.settings, direction: 'office-to-timify' };
  edit(world, 'office', copy ?? '', { hasGuests: true });
  const written = world.sent.length;
  run(world);
  run(world);
  expect(world.links.size).toBe(1);
  expect(openConflicts(world)).toEqual([]);
  expect(world.sent.length).toBe(written);
});

it('a copy that is told of before its booking is still the booking’s, also where the pair was forgotten', () => {
  const world = toy();
  booking(world, 'visit', at(0, 60));
  run(world);
  const [copy] = world.office.keys();
  // A database restored from a backup that is older than the booking.
  world.links.clear();
  const written = world.sent.length;
  run(world, { changes: { office: [copy ?? ''] } });
  expect([...world.links.values()].map(({ origin }) => origin.id)).toEqual(['visit']);
  run(world, { changes: { timify: ['visit'] } });
  run(world);
  expect(world.sent.length).toBe(written);
  expect(openConflicts(world)).toEqual([]);
});

it('nobody asks again for a booking that was deleted between its listing and its reading', () => {
  const world = toy();
  const visit = booking(world, 'visit', at(0, 60));
  run(world);
  const [copy] = world.office.values();
  world.links.clear();
  const { input } = ask(world);
  const told = {
    ...input,
    office: { ...input.office, scope: 'changes' as const, items: copy ? [copy] : [] },
    timify: { ...input.timify, scope: 'changes' as const, items: [] },
    known: { ...input.known, appointments: [visit] },
  };
  expect(forgottenCopies(told, [])).toEqual({ office: [], timify: ['visit'] });
  const gone = { ...told, timify: { ...told.timify, removed: ['visit'] } };
  expect(forgottenCopies(gone, [])).toEqual({ office: [], timify: [] });
});
