import { describe, expect, it } from 'vitest';
import { HOUR } from './spans.ts';
import { at, booking, edit, event, openConflicts, toy, type Toy } from './toyWorld.ts';
import { ask, run } from './toyRun.ts';

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

  it('not at all when free, declined or cancelled: a recorded skip instead', () => {
    const world = toy();
    event(world, 'free', at(0, 60), { showAs: 'free' });
    event(world, 'declined', at(60, 120), { response: 'declined' });
    event(world, 'cancelled', at(120, 180), { isCancelled: true });
    run(world);
    expect(blockers(world)).toEqual([]);
    expect([...world.links.values()].map((link) => link.decision.reason).sort()).toEqual([
      'cancelled',
      'declined',
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
