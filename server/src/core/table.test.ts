import { describe, expect, it } from 'vitest';
import { at, booking, edit, event, openConflicts, toy, verdict, type Toy } from './toyWorld.ts';
import { run } from './toyRun.ts';

const blockers = (world: Toy) => [...world.timify.values()].filter((item) => item.service === null);
const copies = (world: Toy) => [...world.office.values()].filter((item) => item.marker !== null);
const settled = (world: Toy): void => {
  const before = world.sent.length;
  run(world);
  expect(world.sent.length - before, 'a second run writes nothing').toBe(0);
};

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
    for (let turn = 0; turn < 2; turn += 1) {
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
