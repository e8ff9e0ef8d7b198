import { describe, expect, it } from 'vitest';
import { heldUnits } from './brake.ts';
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
import { run } from './toyRun.ts';

const blockers = (world: Toy) => [...world.timify.values()].filter((item) => item.service === null);
const settled = (world: Toy): void => {
  const before = world.sent.length;
  run(world);
  expect(world.sent.length - before, 'a second run writes nothing').toBe(0);
};

describe('no double booking', () => {
  it('an event over a booking blocks the free parts and opens one conflict with three free slots', () => {
    const world = toy();
    booking(world, 'b', at(120, 150));
    run(world);
    event(world, 'a', at(120, 240));
    run(world, { changes: { office: ['a'] } });
    expect(blockers(world).map((item) => item.span)).toEqual([at(150, 240)]);
    const conflicts = openConflicts(world);
    expect(conflicts).toMatchObject([{ kind: 'overlap', span: at(120, 150) }]);
    expect(conflicts[0]?.slots).toHaveLength(3);
    expect(bookableMinutes(world, at(120, 240))).toBe(0);
    settled(world);
  });

  it('the conflict closes by itself when the booking moves away, and the freed time is blocked', () => {
    const world = toy();
    booking(world, 'b', at(120, 150));
    event(world, 'a', at(120, 240));
    run(world);
    edit(world, 'timify', 'b', { span: at(400, 430) });
    run(world, { changes: { timify: ['b'] } });
    expect(openConflicts(world)).toEqual([]);
    expect(bookableMinutes(world, at(120, 240))).toBe(0);
    settled(world);
  });

  it('is solved by moving the booking to a free slot', () => {
    const world = toy();
    booking(world, 'b', at(120, 150));
    event(world, 'a', at(120, 240));
    run(world);
    const [conflict] = openConflicts(world);
    if (!conflict?.slots[0]) throw new Error('no slot');
    run(world, { changes: {}, verdicts: [verdict(conflict, 'move-booking', { slot: conflict.slots[0] })] });
    expect(world.timify.get('b')?.span).toEqual(conflict.slots[0]);
    expect(openConflicts(world)).toEqual([]);
    expect(bookableMinutes(world, at(120, 240))).toBe(0);
    settled(world);
  });

  it('looked at again beside its booking, an event keeps the reason that it has', () => {
    const world = toy();
    booking(world, 'b', at(120, 150));
    event(world, 'a', at(120, 240));
    run(world);
    const before = [...world.links.values()].map(({ decision }) => decision);
    world.now += 60_000;
    run(world);
    expect([...world.links.values()].map(({ decision }) => decision)).toEqual(before);
    settled(world);
  });

  it('ignored, it does not ask again', () => {
    const world = toy();
    booking(world, 'b', at(120, 150));
    event(world, 'a', at(120, 240));
    run(world);
    const [conflict] = openConflicts(world);
    if (!conflict) throw new Error('no conflict');
    run(world, { changes: {}, verdicts: [verdict(conflict, 'ignore')] });
    run(world);
    expect(openConflicts(world)).toEqual([]);
  });

  it.each([false, true])(
    'three overlapping events hold the time once; the cover goes, the time stays blocked (refuses overlap: %s)',
    (refuses) => {
      const world = toy();
      world.refusesOverlap = refuses;
      event(world, 'long', at(60, 300));
      event(world, 'inside', at(90, 120));
      event(world, 'across', at(240, 360));
      run(world);
      expect([...world.links.values()].map((link) => link.decision.kind).sort()).toEqual([
        'covered',
        'mirrored',
        'mirrored',
      ]);
      expect(openConflicts(world)).toEqual([]);
      world.office.delete('long');
      run(world, { changes: { office: ['long'] } });
      expect(bookableMinutes(world, at(90, 120)) + bookableMinutes(world, at(240, 360))).toBe(0);
      expect(bookableMinutes(world, at(60, 90))).toBe(30);
      settled(world);
    },
  );

  it('an event outside bookable times is a recorded skip; one that straddles them is blocked inside', () => {
    const world = toy();
    world.availability = { bookable: [at(60, 600)] };
    event(world, 'out', at(700, 760));
    event(world, 'straddles', at(540, 660));
    run(world);
    expect(blockers(world).map((item) => item.span)).toEqual([at(540, 600)]);
    expect([...world.links.values()].find((link) => link.origin.id === 'out')?.decision).toMatchObject({
      kind: 'skipped',
      reason: 'outside-bookable-times',
    });
    expect(openConflicts(world).map((one) => one.kind)).toEqual(['outside-working-hours']);
    settled(world);
  });

  it('a whole series shifted by its own length lands in one run where TIMIFY refuses overlaps', () => {
    const world = toy();
    world.refusesOverlap = true;
    for (let day = 0; day < 5; day += 1)
      event(world, `o${day}`, at(day * 60, day * 60 + 60), { seriesId: 'm' });
    run(world);
    for (let day = 0; day < 5; day += 1)
      edit(world, 'office', `o${day}`, { span: at(day * 60 + 60, day * 60 + 120) });
    run(world);
    expect(
      blockers(world)
        .map((item) => item.span.start)
        .sort(),
    ).toEqual([60, 120, 180, 240, 300].map((minute) => at(minute, 0).start));
    settled(world);
  });
});

describe('the brake', () => {
  const crowd = (count: number): Toy => {
    const world = toy();
    for (let index = 0; index < count; index += 1) event(world, `e${index}`, at(index * 60, index * 60 + 30));
    run(world);
    return world;
  };

  it('holds the deletions of an emptied calendar and lets the rest go on', () => {
    const world = crowd(12);
    world.office.clear();
    event(world, 'new', at(2_000, 2_060));
    run(world);
    expect(world.hold?.linkIds).toHaveLength(12);
    expect(blockers(world)).toHaveLength(13);
    run(world, { released: world.hold?.linkIds ?? [] });
    expect(blockers(world)).toHaveLength(1);
    expect(world.hold).toBeNull();
    settled(world);
  });

  it('counts all parts of one look together: what is read later does not go unnoticed', () => {
    const world = toy();
    for (let day = 0; day < 30; day += 1) event(world, `e${day}`, at(day * 1440, day * 1440 + 60));
    run(world);
    for (let day = 0; day < 30; day += 1) world.office.delete(`e${day}`);
    const part = (from: number, to: number) => ({
      start: at(from * 1440, to * 1440).start - 60_000,
      end: at(from * 1440, to * 1440).end - 120_000,
    });
    run(world, { window: part(0, 8) });
    expect(world.hold).toBeNull();
    run(world, { window: part(8, 16), earlier: { 'calendar-1': 8 } });
    expect(world.hold).toBeNull();
    run(world, { window: part(16, 30), earlier: { 'calendar-1': 16 } });
    expect(world.hold?.linkIds).toHaveLength(14);
    expect(blockers(world)).toHaveLength(14);
  });

  it('lets go by itself when everything is back', () => {
    const world = crowd(12);
    const kept = new Map(world.office);
    world.office.clear();
    run(world);
    world.office = kept;
    run(world);
    expect(world.hold).toBeNull();
    settled(world);
  });

  it('counts a series as one in what is held, too, of what comes from the same side', () => {
    const world = toy();
    for (let index = 0; index < 30; index += 1)
      event(world, `o${index}`, at(index * 60, index * 60 + 30), { seriesId: 'm' });
    for (let index = 0; index < 11; index += 1)
      event(world, `e${index}`, at(5_000 + index * 60, 5_030 + index * 60));
    run(world);
    world.office.clear();
    run(world);
    expect(world.hold?.linkIds).toHaveLength(41);
    expect(world.hold && heldUnits(world.hold)).toBe(12);
    expect(world.hold?.total).toBe(12);
    run(world);
    expect(world.hold && heldUnits(world.hold)).toBe(12);
  });

  it('counts a series as one', () => {
    const world = toy();
    for (let index = 0; index < 30; index += 1)
      event(world, `o${index}`, at(index * 60, index * 60 + 30), { seriesId: 'm' });
    event(world, 'other', at(5_000, 5_060));
    run(world);
    for (let index = 0; index < 30; index += 1) world.office.delete(`o${index}`);
    run(world);
    expect(world.hold).toBeNull();
    expect(blockers(world)).toHaveLength(1);
  });
});

describe('working hours that change', () => {
  it('are followed at the next look in full, in both directions, and close what they caused', () => {
    const world = toy();
    world.availability = { bookable: [at(60, 600)] };
    event(world, 'out', at(700, 760));
    event(world, 'straddles', at(540, 660));
    run(world);
    expect(openConflicts(world).map((one) => one.kind)).toEqual(['outside-working-hours']);
    world.availability = { bookable: [at(60, 900)] };
    run(world);
    expect(openConflicts(world)).toEqual([]);
    expect(bookableMinutes(world, at(540, 660)) + bookableMinutes(world, at(700, 760))).toBe(0);
    settled(world);
    world.availability = { bookable: [at(60, 600)] };
    run(world);
    expect(blockers(world).map((item) => item.span)).toEqual([at(540, 600)]);
    settled(world);
  });
});
