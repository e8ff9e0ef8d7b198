import { aftermath } from './aftermath.ts';
import { describe, expect, it } from 'vitest';
import type { LogDraft, Plan } from './planned.ts';
import type { Undo } from './decisions.ts';
import { at, booking, edit, event, openConflicts, toy, verdict, type Toy } from './toyWorld.ts';
import { ask, run } from './toyRun.ts';

const draftOf = (plan: Plan): LogDraft => {
  const log = plan.pairs.map((pair) => pair.log).find((draft) => draft !== null);
  if (!log) throw new Error('nothing was logged');
  return log;
};

const undoOf = (draft: LogDraft, rest: Partial<Undo> = {}): Undo => {
  if (!draft.back || draft.back.kind === 'act') throw new Error('it has no way back');
  return { linkId: draft.linkId, back: draft.back, notify: false, by: 'owner', ...rest };
};

const takeBack = (world: Toy, draft: LogDraft, rest: Partial<Undo> = {}): Plan =>
  run(world, { changes: {}, undos: [undoOf(draft, rest)] });

const spanOf = (world: Toy, side: 'office' | 'timify', id: string) => world[side].get(id)?.span;
const mirrorOf = (world: Toy, id: string): string =>
  [...world.links.values()].find((link) => link.origin.id === id)?.mirrors[0]?.id ?? '';

const settled = (world: Toy): void => {
  const before = world.sent.length;
  run(world);
  expect(world.sent.slice(before)).toEqual([]);
};

describe('times that lost', () => {
  const collide = (onBothChanged: 'office' | 'timify') => {
    const world = toy({ onBothChanged });
    event(world, 'a', at(60, 120));
    run(world);
    const copy = mirrorOf(world, 'a');
    edit(world, 'office', 'a', { span: at(180, 240) });
    edit(world, 'timify', copy, { span: at(300, 360) });
    return { world, copy, draft: draftOf(run(world)) };
  };

  it.each([
    ['office', at(180, 240), at(300, 360)],
    ['timify', at(300, 360), at(180, 240)],
  ] as const)('%s won; taken back, the other ones stand on both sides', (policy, won, other) => {
    const { world, copy, draft } = collide(policy);
    expect(spanOf(world, 'office', 'a')).toEqual(won);
    expect(draft.was).toEqual(other);
    takeBack(world, draft);
    expect([spanOf(world, 'office', 'a'), spanOf(world, 'timify', copy)]).toEqual([other, other]);
    settled(world);
  });

  it('is refused once the item has moved on', () => {
    const { world, draft } = collide('office');
    edit(world, 'office', 'a', { span: at(600, 660) });
    run(world);
    const before = world.sent.length;
    expect(takeBack(world, draft).refusals).toMatchObject([{ why: 'changed-since' }]);
    expect(world.sent).toHaveLength(before);
    expect(spanOf(world, 'office', 'a')).toEqual(at(600, 660));
  });

  it('is refused where guests would get mail', () => {
    const { world, draft } = collide('office');
    edit(world, 'office', 'a', { hasGuests: true });
    run(world);
    const before = world.sent.length;
    expect(takeBack(world, draft).refusals).toMatchObject([{ why: 'would-notify-guests' }]);
    expect(world.sent).toHaveLength(before);
  });
});

describe('a shift that was carried over', () => {
  it('goes back, origin and copy', () => {
    const world = toy();
    event(world, 'a', at(60, 120));
    run(world);
    const copy = mirrorOf(world, 'a');
    edit(world, 'timify', copy, { span: at(300, 360) });
    const draft = draftOf(run(world));
    expect([draft.was, draft.span]).toEqual([at(60, 120), at(300, 360)]);
    takeBack(world, draft);
    expect([spanOf(world, 'office', 'a'), spanOf(world, 'timify', copy)]).toEqual([at(60, 120), at(60, 120)]);
    settled(world);
  });

  it('a booking of a customer goes back with the word that went with it, and not onto another booking', () => {
    const world = toy({ onBookingMoved: 'move-and-notify' });
    booking(world, 'b', at(60, 120));
    run(world);
    edit(world, 'office', mirrorOf(world, 'b'), { span: at(300, 360) });
    const draft = draftOf(run(world));
    expect(draft.back).toMatchObject({ kind: 'times', notify: true });
    const other = booking(world, 'c', at(60, 90));
    run(world);
    expect(takeBack(world, draft, { notify: true }).refusals).toMatchObject([{ why: 'taken' }]);
    world.timify.delete(other.id);
    run(world, { changes: { timify: ['c'] } });
    takeBack(world, draft, { notify: true });
    expect(spanOf(world, 'timify', 'b')).toEqual(at(60, 120));
    expect(
      world.sent.find((write) => write.op === 'update' && write.id === 'b' && write.notify),
    ).toBeTruthy();
    settled(world);
  });
});

describe('what has no way back', () => {
  it('a changed event under one direction alone; what is deleted with its origin; what others organise', () => {
    const oneWay = toy({ direction: 'office-to-timify' });
    event(oneWay, 'a', at(60, 120));
    run(oneWay);
    edit(oneWay, 'office', 'a', { span: at(180, 240) });
    expect(draftOf(run(oneWay)).back).toBeNull();
    oneWay.office.delete('a');
    expect(draftOf(run(oneWay, { changes: { office: ['a'] } })).back).toBeNull();
    const meeting = toy();
    event(meeting, 'a', at(60, 120), { isOrganizer: false });
    run(meeting);
    edit(meeting, 'office', 'a', { span: at(180, 240) });
    expect(draftOf(run(meeting)).back).toBeNull();
  });
});

describe('a deleted copy', () => {
  it('is made again where its origin still stands', () => {
    const world = toy();
    event(world, 'a', at(60, 120));
    run(world);
    edit(world, 'office', 'a', { showAs: 'free' });
    const draft = draftOf(run(world));
    expect(world.timify.size).toBe(0);
    takeBack(world, draft);
    expect([...world.timify.values()].map((item) => item.span)).toEqual([at(60, 120)]);
    settled(world);
    expect(takeBack(world, draft).refusals).toMatchObject([{ why: 'changed-since' }]);
    world.office.delete('a');
    run(world, { changes: { office: ['a'] } });
    expect(world.timify.size).toBe(0);
  });
});

describe('a conflict that a person left', () => {
  it.each(['ignore', 'keep-both'] as const)(
    '%s of a collision: the rest stays blocked, asked again it opens',
    (action) => {
      const world = toy();
      booking(world, 'b', at(120, 150));
      event(world, 'a', at(120, 240));
      run(world);
      const [conflict] = openConflicts(world);
      if (!conflict) throw new Error('no conflict');
      const [link] = [...world.links.values()].filter((one) => one.id === conflict.linkId);
      run(world, { changes: {}, verdicts: [verdict(conflict, action)] });
      settled(world);
      expect(spanOf(world, 'timify', mirrorOf(world, 'a'))).toEqual(at(150, 240));
      if (!link) throw new Error('no link');
      const back = { kind: 'ask-again', conflictId: conflict.id, decision: null } as const;
      run(world, { changes: {}, undos: [{ linkId: link.id, back, notify: false, by: 'owner' }] });
      expect(openConflicts(world).map(({ id }) => id)).toEqual([conflict.id]);
      run(world);
      expect(openConflicts(world)).toHaveLength(1);
      settled(world);
    },
  );

  it('asked again about a collision, a pair that was left as it is for another reason stays so', () => {
    const world = toy({ onMirrorDeleted: { office: 'ask', timify: 'ask' } });
    world.availability = { bookable: [at(0, 480)] };
    event(world, 'a', at(420, 540));
    run(world);
    const backs: Undo[] = [];
    const ignore = (): void => {
      const [conflict] = openConflicts(world);
      if (!conflict) throw new Error('no conflict');
      const verdicts = [verdict(conflict, 'ignore')];
      const { plan, input } = ask(world, { changes: {}, verdicts });
      const { log } = aftermath(input, plan, []);
      run(world, { changes: {}, verdicts });
      const back = log.flatMap((one) => (one.back?.kind === 'ask-again' ? one.back : []))[0];
      if (back) backs.push({ linkId: conflict.linkId, back, notify: false, by: 'owner' });
    };
    ignore();
    world.timify.clear();
    run(world);
    ignore();
    const [first, second] = backs;
    if (!first || !second) throw new Error('no way back');
    run(world, { changes: {}, undos: [first] });
    expect([...world.links.values()]).toMatchObject([{ decision: { reason: 'ignored-by-person' } }]);
    run(world, { changes: {}, undos: [second] });
    expect(openConflicts(world).map(({ kind }) => kind)).toContain('mirror-deleted');
  });

  it('both changed: ignored, nothing is written; asked again, the same two times are in question', () => {
    const world = toy({ onBothChanged: 'ask' });
    event(world, 'a', at(60, 120));
    run(world);
    const copy = mirrorOf(world, 'a');
    edit(world, 'office', 'a', { span: at(180, 240) });
    edit(world, 'timify', copy, { span: at(300, 360) });
    run(world);
    const [conflict] = openConflicts(world);
    if (!conflict) throw new Error('no conflict');
    const link = world.links.get(conflict.linkId);
    if (!link) throw new Error('no link');
    const sent = world.sent.length;
    run(world, { changes: {}, verdicts: [verdict(conflict, 'ignore')] });
    run(world);
    expect(openConflicts(world)).toEqual([]);
    const back = { kind: 'ask-again', conflictId: conflict.id, decision: link.decision } as const;
    run(world, { changes: {}, undos: [{ linkId: link.id, back, notify: false, by: 'owner' }] });
    expect(openConflicts(world)).toMatchObject([{ id: conflict.id, lost: at(300, 360) }]);
    run(world);
    expect(openConflicts(world)).toHaveLength(1);
    expect(world.sent).toHaveLength(sent);
  });
});

describe('settings applied to what is there', () => {
  const applied = () => {
    const world = toy({ anonymous: { toTimify: true, toOffice: false } });
    event(world, 'a', at(60, 120));
    run(world);
    world.settings = { ...world.settings, anonymous: { toTimify: false, toOffice: false } };
    run(world);
    expect(world.timify.get(mirrorOf(world, 'a'))?.title).toBe('Blocked');
    const draft = draftOf(run(world, { reapply: true }));
    expect(world.timify.get(mirrorOf(world, 'a'))?.title).toBe('Event a');
    return { world, draft };
  };

  it('taken back, what was anonymous is so again', () => {
    const { world, draft } = applied();
    takeBack(world, draft);
    expect(world.timify.get(mirrorOf(world, 'a'))?.title).toBe('Blocked');
    expect([...world.links.values()]).toMatchObject([{ anonymous: true, anonymousBy: 'setting' }]);
    settled(world);
  });

  it('an admin can not show again what was made anonymous', () => {
    const world = toy();
    event(world, 'a', at(60, 120));
    run(world);
    world.settings = { ...world.settings, anonymous: { toTimify: true, toOffice: false } };
    const draft = draftOf(run(world, { reapply: true }));
    takeBack(world, draft, { by: 'admin' });
    expect(world.timify.get(mirrorOf(world, 'a'))?.title).toBe('Blocked');
    takeBack(world, draft, { by: 'owner' });
    expect(world.timify.get(mirrorOf(world, 'a'))?.title).toBe('Event a');
  });
});

it('what a person left as it was is not asked about again once both ends are gone, and never asked for in vain', () => {
  const world = toy();
  event(world, 'lesson', at(30, 120));
  run(world);
  world.timify.clear();
  run(world);
  const [conflict] = openConflicts(world);
  if (!conflict) throw new Error('no conflict');
  run(world, { verdicts: [verdict(conflict, 'ignore')] });
  world.office.delete('lesson');
  const decision = { kind: 'mirrored', reason: null, rule: 'new-item', setting: null, at: 0 } as const;
  const back = { kind: 'ask-again', conflictId: conflict.id, decision } as const;
  const undo: Undo = { linkId: conflict.linkId, back, notify: false, by: 'owner' };
  expect(run(world, { changes: {}, undos: [undo] }).refusals).toMatchObject([{ why: 'origin-gone' }]);
  expect([world.links.size, world.timify.size]).toEqual([0, 0]);
  expect(openConflicts(world)).toEqual([]);
});
