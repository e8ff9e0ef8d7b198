import { describe, expect, it } from 'vitest';
import {
  at,
  ask,
  bookableMinutes,
  booking,
  edit,
  event,
  openConflicts,
  run,
  toy,
  verdict,
  type Toy,
} from './toyWorld.ts';
import { HOUR } from './spans.ts';

const blockers = (world: Toy) => [...world.timify.values()].filter((item) => item.service === null);
const copies = (world: Toy) => [...world.office.values()].filter((item) => item.marker !== null);
const settled = (world: Toy): void => {
  const before = world.sent.length;
  run(world);
  expect(world.sent.length - before, 'a second run writes nothing').toBe(0);
};

describe('an event becomes a blocker', () => {
  it('with the same instants, title and notes', () => {
    const world = toy();
    event(world, 'a', at(60, 120), { title: 'Dentist', notes: 'Bring the card' });
    run(world);
    expect(blockers(world)).toMatchObject([{ span: at(60, 120), title: 'Dentist', notes: 'Bring the card' }]);
    expect(world.sent.filter((write) => write.side === 'office')).toEqual([]);
    settled(world);
  });

  it('outward to the five-minute grid, the true times remembered', () => {
    const world = toy();
    event(world, 'a', at(61, 118));
    run(world);
    expect(blockers(world)[0]?.span).toEqual(at(60, 120));
    expect([...world.links.values()][0]?.origin.base.span).toEqual(at(61, 118));
    settled(world);
  });

  it('showing nothing when anonymous or private, and storing no fingerprint of a text', () => {
    const world = toy();
    event(world, 'a', at(60, 120), { title: 'Secret', notes: 'Secret', sensitivity: 'private' });
    run(world);
    expect(blockers(world)[0]).toMatchObject({ title: 'Blocked', notes: '' });
    expect([...world.links.values()][0]?.origin.base.fields).toEqual({});
  });

  it('scrubbed at once when it turns private', () => {
    const world = toy();
    event(world, 'a', at(60, 120), { title: 'Open' });
    run(world);
    edit(world, 'office', 'a', { sensitivity: 'private' });
    run(world, { changes: { office: ['a'] } });
    expect(blockers(world)[0]).toMatchObject({ title: 'Blocked' });
    settled(world);
  });

  it('not at all when free, declined, cancelled or a draft: a recorded skip instead', () => {
    const world = toy();
    event(world, 'free', at(0, 60), { showAs: 'free' });
    event(world, 'declined', at(60, 120), { response: 'declined' });
    event(world, 'cancelled', at(120, 180), { isCancelled: true });
    event(world, 'draft', at(180, 240), { isDraft: true });
    run(world);
    expect(blockers(world)).toEqual([]);
    expect([...world.links.values()].map((link) => link.decision.reason).sort()).toEqual([
      'cancelled',
      'declined',
      'draft',
      'show-as',
    ]);
  });

  it('an all-day event blocks that calendar day of the resource', () => {
    const world = toy();
    event(
      world,
      'a',
      { start: Date.UTC(2026, 11, 1), end: Date.UTC(2026, 11, 2) },
      { allDay: { start: '2026-12-01', end: '2026-12-02' } },
    );
    run(world);
    const start = Date.UTC(2026, 10, 30, 23);
    expect(blockers(world)[0]?.span).toEqual({ start, end: start + 24 * HOUR });
    settled(world);
  });
});

describe('a booking becomes an event', () => {
  it('without attendees, with service and customer by template', () => {
    const world = toy();
    booking(world, 'b', at(60, 120));
    run(world);
    expect(copies(world)).toMatchObject([{ span: at(60, 120), title: 'Consultation · Nina Wolf' }]);
    settled(world);
  });

  it('is deleted with its booking', () => {
    const world = toy();
    booking(world, 'b', at(60, 120));
    run(world);
    world.timify.delete('b');
    run(world, { changes: { timify: ['b'] } });
    expect(copies(world)).toEqual([]);
    expect(world.links.size).toBe(0);
  });

  it('costs one write for a changed customer and none for the rest', () => {
    const world = toy();
    booking(world, 'b', at(60, 120));
    run(world);
    edit(world, 'timify', 'b', { customers: ['Ben Richter'] });
    run(world, { changes: { timify: ['b'] } });
    expect(world.sent.at(-1)).toMatchObject({
      op: 'update',
      content: { title: 'Consultation · Ben Richter' },
    });
    expect(world.sent.at(-1)).not.toHaveProperty('content.span');
  });
});

describe('direction', () => {
  it('office-to-timify never writes to Office', () => {
    const world = toy({ direction: 'office-to-timify' });
    booking(world, 'b', at(60, 120));
    event(world, 'a', at(180, 240));
    run(world);
    expect(world.sent.map((write) => write.side)).toEqual(['timify']);
  });

  it('timify-to-office never writes to TIMIFY', () => {
    const world = toy({ direction: 'timify-to-office' });
    booking(world, 'b', at(60, 120));
    event(world, 'a', at(180, 240));
    run(world);
    expect(world.sent.map((write) => write.side)).toEqual(['office']);
  });
});

describe('the table: origin × mirror', () => {
  const mirrored = (settings = {}): Toy => {
    const world = toy(settings);
    event(world, 'a', at(60, 120));
    booking(world, 'b', at(300, 360));
    booking(world, 'walk-in', at(500, 530), {
      hasCustomers: false,
      customers: [],
      service: null,
      title: 'Stock take',
    });
    run(world);
    return world;
  };
  const mirrorOf = (world: Toy, originId: string): string => {
    const link = [...world.links.values()].find((one) => one.origin.id === originId);
    return link?.mirrors[0]?.id ?? 'none';
  };
  const moveMirror = (world: Toy, originId: string, side: 'office' | 'timify', by = 600): void => {
    const id = mirrorOf(world, originId);
    const item = (world[side] as Map<string, { span: { start: number; end: number } }>).get(id);
    if (!item) throw new Error('no mirror');
    edit(world, side, id, {
      span: { start: item.span.start + by * 60_000, end: item.span.end + by * 60_000 },
    });
  };

  it('same × same: nothing', () => settled(mirrored()));

  it('same × moved, two-way: an event follows its moved blocker', () => {
    const world = mirrored();
    moveMirror(world, 'a', 'timify');
    run(world);
    expect(world.office.get('a')?.span).toEqual(at(660, 720));
    settled(world);
  });

  it('same × moved, one-way: the mirror is put back, the third time is a conflict', () => {
    const world = mirrored({ direction: 'office-to-timify' });
    for (const _ of [1, 2]) {
      moveMirror(world, 'a', 'timify');
      run(world);
      expect(blockers(world).map((item) => item.span)).toContainEqual(at(60, 120));
    }
    moveMirror(world, 'a', 'timify');
    run(world);
    expect(openConflicts(world).map((one) => one.kind)).toEqual(['fought-over']);
  });

  it('same × moved, a booking with customers: asks, and moves with or without telling', () => {
    const world = mirrored();
    moveMirror(world, 'b', 'office');
    run(world);
    expect(world.timify.get('b')?.span).toEqual(at(300, 360));
    const [conflict] = openConflicts(world);
    expect(conflict?.kind).toBe('confirm-move');
    if (!conflict) return;
    run(world, { changes: {}, verdicts: [verdict(conflict, 'move-booking', { notify: true })] });
    expect(world.timify.get('b')?.span).toEqual(at(900, 960));
    expect(world.sent.find((write) => write.op === 'update' && write.target === 'origin')).toMatchObject({
      notify: true,
    });
    expect(openConflicts(world)).toEqual([]);
    settled(world);
  });

  it('same × moved, put back by a person', () => {
    const world = mirrored();
    moveMirror(world, 'b', 'office');
    run(world);
    const [conflict] = openConflicts(world);
    if (!conflict) throw new Error('no conflict');
    run(world, { changes: {}, verdicts: [verdict(conflict, 'put-back')] });
    expect(world.office.get(mirrorOf(world, 'b'))?.span).toEqual(at(300, 360));
    expect(openConflicts(world)).toEqual([]);
    settled(world);
  });

  it('same × moved, a booking without customers moves at once', () => {
    const world = mirrored();
    moveMirror(world, 'walk-in', 'office');
    run(world);
    expect(world.timify.get('walk-in')?.span).toEqual(at(1100, 1130));
    settled(world);
  });

  it('same × moved onto another booking: move-refused', () => {
    const world = mirrored();
    moveMirror(world, 'walk-in', 'office', -200);
    run(world);
    expect(world.timify.get('walk-in')?.span).toEqual(at(500, 530));
    expect(openConflicts(world).map((one) => one.kind)).toEqual(['move-refused']);
  });

  it('same × gone: asks by default', () => {
    const world = mirrored();
    world.timify.delete(mirrorOf(world, 'a'));
    run(world);
    expect(openConflicts(world).map((one) => one.kind)).toEqual(['mirror-deleted']);
    expect(world.office.has('a')).toBe(true);
  });

  it('same × gone: restores by setting', () => {
    const world = mirrored({ onMirrorDeleted: { office: 'restore', timify: 'restore' } });
    world.timify.delete(mirrorOf(world, 'a'));
    world.office.delete(mirrorOf(world, 'b'));
    run(world);
    expect(blockers(world).map((item) => item.span)).toContainEqual(at(60, 120));
    expect(copies(world).map((item) => item.span)).toContainEqual(at(300, 360));
    settled(world);
  });

  it('same × gone: follows by setting, but a booking with customers still asks', () => {
    const world = mirrored({ onMirrorDeleted: { office: 'follow', timify: 'follow' } });
    world.timify.delete(mirrorOf(world, 'a'));
    world.office.delete(mirrorOf(world, 'b'));
    world.office.delete(mirrorOf(world, 'walk-in'));
    run(world);
    expect(world.office.has('a')).toBe(false);
    expect(world.timify.has('walk-in')).toBe(false);
    expect(world.timify.has('b')).toBe(true);
    expect(openConflicts(world).map((one) => one.kind)).toEqual(['confirm-cancel']);
  });

  it('changed × same: one write', () => {
    const world = mirrored();
    const before = world.sent.length;
    edit(world, 'office', 'a', { span: at(70, 130) });
    run(world, { changes: { office: ['a'] } });
    expect(world.sent.slice(before)).toMatchObject([
      { op: 'update', side: 'timify', content: { span: at(70, 130) } },
    ]);
    settled(world);
  });

  it.each([
    ['origin', at(70, 130)],
    ['office', at(70, 130)],
    ['timify', at(660, 720)],
  ] as const)('changed × moved, policy %s', (policy, expected) => {
    const world = mirrored({ onBothChanged: policy });
    edit(world, 'office', 'a', { span: at(70, 130) });
    moveMirror(world, 'a', 'timify');
    run(world);
    expect(world.office.get('a')?.span).toEqual(expected);
    expect(world.timify.get(mirrorOf(world, 'a'))?.span).toEqual(expected);
    settled(world);
  });

  it('changed × moved, policy ask: nothing is written until decided', () => {
    const world = mirrored({ onBothChanged: 'ask' });
    edit(world, 'office', 'a', { span: at(70, 130) });
    moveMirror(world, 'a', 'timify');
    const before = world.sent.length;
    run(world);
    expect(world.sent.length).toBe(before);
    const [conflict] = openConflicts(world);
    expect(conflict?.kind).toBe('both-changed');
    if (!conflict) return;
    run(world, { changes: {}, verdicts: [verdict(conflict, 'use-timify')] });
    expect(world.office.get('a')?.span).toEqual(at(660, 720));
    expect(openConflicts(world)).toEqual([]);
    settled(world);
  });

  it('changed title × moved: both hold', () => {
    const world = mirrored();
    edit(world, 'office', 'a', { title: 'Renamed' });
    moveMirror(world, 'a', 'timify');
    run(world);
    expect(world.office.get('a')).toMatchObject({ title: 'Renamed', span: at(660, 720) });
    expect(world.timify.get(mirrorOf(world, 'a'))).toMatchObject({ title: 'Renamed', span: at(660, 720) });
    settled(world);
  });

  it('changed × gone: asks, restores by setting', () => {
    const world = mirrored();
    edit(world, 'office', 'a', { span: at(70, 130) });
    world.timify.delete(mirrorOf(world, 'a'));
    run(world);
    expect(openConflicts(world).map((one) => one.kind)).toEqual(['mirror-deleted']);
    const [conflict] = openConflicts(world);
    if (!conflict) return;
    run(world, { changes: {}, verdicts: [verdict(conflict, 'put-back')] });
    expect(blockers(world).map((item) => item.span)).toContainEqual(at(70, 130));
    settled(world);
  });

  it.each(['same', 'moved'])('gone × %s: the mirror goes', (state) => {
    const world = mirrored();
    if (state === 'moved') moveMirror(world, 'a', 'timify');
    world.office.delete('a');
    run(world);
    expect(blockers(world).map((item) => item.id)).toEqual(['walk-in']);
    settled(world);
  });

  it('gone × gone: the link is forgotten without a call', () => {
    const world = mirrored();
    world.timify.delete(mirrorOf(world, 'a'));
    world.office.delete('a');
    const before = world.sent.length;
    run(world);
    expect(world.sent.length).toBe(before);
    expect([...world.links.values()].some((link) => link.origin.id === 'a')).toBe(false);
  });
});

describe('guests', () => {
  it('a mirror with guests is neither moved nor deleted: a conflict each time', () => {
    const world = toy();
    booking(world, 'b', at(60, 120));
    run(world);
    const copy = copies(world)[0];
    edit(world, 'office', copy?.id ?? '', { hasGuests: true });
    edit(world, 'timify', 'b', { span: at(200, 260) });
    run(world);
    expect(world.office.get(copy?.id ?? '')?.span).toEqual(at(60, 120));
    expect(openConflicts(world).map((one) => one.kind)).toEqual(['would-notify-guests']);
    world.timify.delete('b');
    run(world);
    expect(world.office.has(copy?.id ?? '')).toBe(true);
  });

  it("an event with guests is never moved for its blocker's sake", () => {
    const world = toy();
    event(world, 'a', at(60, 120), { hasGuests: true });
    run(world);
    const [blocker] = blockers(world);
    edit(world, 'timify', blocker?.id ?? '', { span: at(200, 260) });
    run(world);
    expect(world.office.get('a')?.span).toEqual(at(60, 120));
    expect(openConflicts(world).map((one) => one.kind)).toEqual(['would-notify-guests']);
  });
});

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

describe('first connection', () => {
  it('links the same item found on both sides and never deletes it', () => {
    const world = toy();
    event(world, 'a', at(60, 120), { title: 'Consultation' });
    booking(world, 'b', at(60, 120), { title: '' });
    run(world);
    expect(world.sent).toEqual([]);
    expect(openConflicts(world)).toEqual([]);
    world.timify.delete('b');
    run(world, { changes: { timify: ['b'] } });
    expect(world.office.has('a')).toBe(true);
  });

  it('finds kept copies again by their markers', () => {
    const world = toy();
    event(world, 'a', at(60, 120));
    booking(world, 'b', at(300, 360));
    run(world);
    world.links.clear();
    const before = world.sent.length;
    run(world);
    expect(world.sent.length).toBe(before);
    expect(world.links.size).toBe(2);
  });
});

it('silence in a full read is no deletion where a read by id finds the event', () => {
  const world = toy();
  event(world, 'a', at(60, 120));
  run(world);
  const { plan } = ask(world, { changes: { office: [] } });
  expect(plan.writes).toEqual([]);
});
