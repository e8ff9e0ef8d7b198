import { expect, it } from 'vitest';
import { at, booking, edit, openConflicts, toy, type Toy } from './toyWorld.ts';
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

/** A slot that somebody held when the backup was made, and that was booked and copied since. */
const bookedSince = (): { world: Toy; copy: string } => {
  const world = toy();
  booking(world, 'visit', at(0, 60), { isHeld: true });
  run(world);
  const backup = new Map(world.links);
  edit(world, 'timify', 'visit', { isHeld: false });
  run(world);
  world.links = backup;
  const [copy = ''] = world.office.keys();
  return { world, copy };
};

it.each(['its copy', 'everything'])(
  'a booking that was held when the backup was made has its copy found again by a look at %s',
  (seen) => {
    const { world, copy } = bookedSince();
    const written = world.sent.length;
    run(world, seen === 'everything' ? {} : { changes: { office: [copy] } });
    run(world);
    expect(world.sent.length).toBe(written);
    expect([...world.links.values()].map(({ mirrors }) => mirrors.map(({ id }) => id))).toEqual([[copy]]);
  },
);

it('and one that is held still loses it', () => {
  const { world, copy } = bookedSince();
  edit(world, 'timify', 'visit', { isHeld: true });
  run(world, { changes: { office: [copy] } });
  expect(world.office.size).toBe(0);
  expect([...world.links.values()].map(({ decision }) => decision.reason)).toEqual(['held']);
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
