import { describe, expect, it } from 'vitest';
import type { Conflict, ConflictKind } from './decisions.ts';
import type { Span } from './items.ts';
import { DAY, inside, overlaps, subtract } from './spans.ts';
import { run } from './toyRun.ts';
import { at, booking, edit, event, NOW, openConflicts, toy, verdict, WINDOW, type Toy } from './toyWorld.ts';

const the = (world: Toy, kind: ConflictKind): Conflict => {
  const [conflict, ...others] = openConflicts(world);
  expect(others).toEqual([]);
  expect(conflict?.kind).toBe(kind);
  if (!conflict) throw new Error('no conflict');
  return conflict;
};

const first = ({ slots }: Conflict): Span => {
  const [slot] = slots;
  if (!slot) throw new Error('no slot');
  return slot;
};

/** An event over a booking. */
const collision = (rest: Parameters<typeof event>[3] = {}): Toy => {
  const world = toy();
  booking(world, 'b', at(120, 180));
  event(world, 'a', at(120, 240), rest);
  run(world);
  return world;
};

/** A booking whose copy somebody moved onto another booking. */
const refusedMove = (): Toy => {
  const world = toy();
  booking(world, 'b', at(120, 180));
  booking(world, 'c', at(300, 360));
  run(world);
  const [copy] = [...world.office.keys()].filter((id) =>
    [...world.links.values()].some(({ origin, mirrors }) => origin.id === 'b' && mirrors[0]?.id === id),
  );
  edit(world, 'office', copy ?? '', { span: at(300, 360) });
  run(world, { changes: { office: [copy ?? ''] } });
  return world;
};

describe('the free times of an open conflict', () => {
  it.each([
    ['a booking alone, wherever it stands', 'move-refused', refusedMove],
    ['a booking beside an event with guests', 'overlap', () => collision({ hasGuests: true })],
    ['both', 'overlap', collision],
  ] as const)('are three again when one of them is taken: %s', (_, kind, build) => {
    const world = build();
    const before = the(world, kind);
    booking(world, 'd', first(before));
    run(world, { changes: { timify: ['d'] } });
    const after = the(world, kind);
    expect(after).toMatchObject({ id: before.id, openedAt: before.openedAt, actions: before.actions });
    expect(after.slots).toHaveLength(3);
    expect(after.slots).not.toContainEqual(first(before));
  });

  it('are others when an event was moved onto one of them, before its blocker is there', () => {
    const world = collision();
    event(world, 'x', at(1000, 1030));
    run(world, { changes: { office: ['x'] } });
    const taken = first(the(world, 'overlap'));
    edit(world, 'office', 'x', { span: taken });
    run(world, { changes: { office: ['x'] } });
    const { slots } = the(world, 'overlap');
    expect(slots).toHaveLength(3);
    expect(slots.some((slot) => overlaps(slot, taken))).toBe(false);
  });

  it('are others when nobody works then any more', () => {
    const world = collision();
    world.availability = { bookable: [at(0, 245), at(1440, 2000)] };
    run(world);
    const { slots } = the(world, 'overlap');
    expect(slots).toHaveLength(3);
    expect(subtract(slots, inside(slots, [at(1440, 2000)]))).toEqual([]);
  });

  it('are found when there were none at first, and with them the ways out that need one', () => {
    const world = toy();
    world.availability = { bookable: [at(0, 200)] };
    booking(world, 'b', at(120, 180));
    event(world, 'a', at(0, 190));
    run(world);
    expect(the(world, 'overlap')).toMatchObject({ slots: [] });
    expect(the(world, 'overlap').actions).not.toContain('move-event');
    world.availability = { bookable: [at(0, 200), at(1440, 2640)] };
    run(world);
    expect(the(world, 'overlap').slots).toHaveLength(3);
    expect(the(world, 'overlap').actions).toContain('move-event');
  });

  it('are found when others made room for them', () => {
    const world = toy();
    world.availability = { bookable: [at(0, 200), at(300, 400)] };
    booking(world, 'b', at(120, 180));
    booking(world, 'c', at(300, 400));
    event(world, 'a', at(0, 190), { hasGuests: true });
    run(world);
    expect(the(world, 'overlap').slots).toEqual([]);
    world.timify.delete('c');
    run(world, { changes: { timify: ['c'] } });
    expect(the(world, 'overlap').slots).toEqual([at(300, 360)]);
  });

  it('lie inside the window, and none on an event beyond it', () => {
    const world = toy();
    const end = (WINDOW.end - NOW) / 60_000;
    booking(world, 'b', at(end - 120, end - 60));
    event(world, 'a', at(end - 120, end - 30));
    event(world, 'x', at(end + 10, end + 1000));
    run(world, { changes: { office: ['x'] } });
    run(world);
    const { slots } = the(world, 'overlap');
    expect(slots).toHaveLength(3);
    expect(slots.every((slot) => slot.end <= WINDOW.end && slot.start >= WINDOW.end - 14 * DAY)).toBe(true);
  });
});

describe('the ways out of an open conflict', () => {
  it('are those that work by now: a guest joins or leaves, a booking becomes one of a group', () => {
    const world = collision();
    const ways = (): string[] => the(world, 'overlap').actions;
    expect(ways()).toEqual(expect.arrayContaining(['move-booking', 'move-event', 'delete-event']));
    edit(world, 'office', 'a', { hasGuests: true });
    run(world, { changes: { office: ['a'] } });
    expect(ways()).toEqual(['move-booking', 'keep-both', 'cancel-booking', 'ignore']);
    edit(world, 'office', 'a', { hasGuests: false });
    run(world, { changes: { office: ['a'] } });
    expect(ways()).toEqual(expect.arrayContaining(['move-booking', 'move-event', 'delete-event']));
    edit(world, 'timify', 'b', { isGroup: true });
    run(world, { changes: { timify: ['b'] } });
    expect(ways()).not.toContain('move-booking');
  });

  it.each([
    ['move-event', 'office-to-timify', collision],
    ['delete-event', 'office-to-timify', collision],
    ['move-booking', 'timify-to-office', collision],
    ['cancel-booking', 'timify-to-office', collision],
    ['move-booking', 'timify-to-office', refusedMove],
  ] as const)('write nothing that the direction excludes by now: %s, %s', (action, direction, build) => {
    const world = build();
    const [conflict] = openConflicts(world);
    if (!conflict) throw new Error('no conflict');
    world.settings = { ...world.settings, direction };
    const before = world.sent.length;
    const { refusals } = run(world, {
      changes: {},
      verdicts: [verdict(conflict, action, { slot: first(conflict) })],
    });
    expect(refusals).toMatchObject([{ why: 'skip.direction' }]);
    const excluded = direction === 'office-to-timify' ? 'office' : 'timify';
    expect(world.sent.slice(before).filter(({ side }) => side === excluded)).toEqual([]);
  });

  it('move nothing to a time that has begun', () => {
    const world = collision();
    const conflict = the(world, 'overlap');
    const { refusals } = run(world, {
      changes: {},
      verdicts: [verdict(conflict, 'move-event', { slot: at(-600, -540) })],
    });
    expect(refusals).toMatchObject([{ why: 'slot-taken' }]);
    expect(world.office.get('a')?.span).toEqual(at(120, 240));
  });
});

it('an event that has got guests is not offered to be deleted by a look at another one', () => {
  const world = toy();
  event(world, 'a', at(120, 240));
  run(world);
  const [blocker = ''] = [...world.timify.keys()];
  edit(world, 'office', 'a', { hasGuests: true });
  world.timify.delete(blocker);
  run(world);
  const before = the(world, 'mirror-deleted');
  expect(before.actions).not.toContain('delete-event');
  event(world, 'x', at(300, 330));
  run(world, { changes: { office: ['x'] } });
  expect(the(world, 'mirror-deleted')).toEqual(before);
});
