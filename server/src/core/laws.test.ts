import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Write } from './planned.ts';
import { at, bookableMinutes, booking, edit, event, openConflicts, toy, type Toy } from './toyWorld.ts';
import { ask, run } from './toyRun.ts';
import type { Settings } from './settings.ts';

/** A failing law prints its seed; `LAW_SEED=… npx vitest run --project core laws` replays it. */
const options = { numRuns: 150, seed: Number(globalThis.process.env['LAW_SEED'] ?? 20_261_125) };

type Act =
  | { kind: 'event' | 'booking' | 'walk-in'; slot: number; length: number }
  | {
      kind: 'private' | 'move' | 'rename' | 'delete' | 'touch';
      side: 'office' | 'timify';
      pick: number;
      by: number;
    };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('event' as const, 'booking' as const, 'walk-in' as const),
    slot: fc.nat(40),
    length: fc.integer({ min: 1, max: 7 }),
  }),
  fc.record({
    kind: fc.constantFrom(
      'private' as const,
      'move' as const,
      'rename' as const,
      'delete' as const,
      'touch' as const,
    ),
    side: fc.constantFrom('office' as const, 'timify' as const),
    pick: fc.nat(20),
    by: fc.integer({ min: -6, max: 6 }),
  }),
);

/** What the two calendars allow a person to do. */
const perform = (world: Toy, one: Act): void => {
  if ('slot' in one) {
    const span = at(one.slot * 17, one.slot * 17 + one.length * 13);
    const id = `p${(world.counter += 1)}`;
    if (one.kind === 'event') event(world, id, span);
    else if (one.kind === 'booking') booking(world, id, at(one.slot * 15, one.slot * 15 + one.length * 15));
    else
      booking(world, id, at(one.slot * 15, one.slot * 15 + one.length * 15), {
        service: null,
        customers: [],
        hasCustomers: false,
      });
    return;
  }
  const items = [
    ...(world[one.side] as Map<string, { id: string; span: { start: number; end: number } }>).values(),
  ];
  const item = items[one.pick % Math.max(items.length, 1)];
  if (!item) return;
  const by = one.by * 15 * 60_000;
  if (one.kind === 'delete') world[one.side].delete(item.id);
  else if (one.kind === 'move')
    edit(world, one.side, item.id, { span: { start: item.span.start + by, end: item.span.end + by } });
  else if (one.kind === 'rename') edit(world, one.side, item.id, { title: `Renamed ${one.pick}` });
  else if (one.kind === 'private' && one.side === 'office')
    edit(world, 'office', item.id, { sensitivity: 'private', title: 'SECRET' });
  else edit(world, one.side, item.id, {});
};

const story = fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });
const settings: fc.Arbitrary<Partial<Settings>> = fc.record({
  direction: fc.constantFrom('both', 'both', 'office-to-timify', 'timify-to-office'),
  onMirrorDeleted: fc.record({
    office: fc.constantFrom('ask', 'restore', 'follow'),
    timify: fc.constantFrom('ask', 'restore', 'follow'),
  }),
  onBothChanged: fc.constantFrom('origin', 'ask', 'office', 'timify'),
  onBookingMoved: fc.constantFrom('ask', 'put-back', 'move-silently'),
});

const settle = (world: Toy): void => {
  for (let round = 0; round < 4; round += 1) run(world);
};

const live = (world: Toy, acts: Act[][]): void => {
  for (const chapter of acts) {
    for (const one of chapter) perform(world, one);
    run(world);
  }
  settle(world);
};

const spans = (world: Toy): unknown => ({
  office: [...world.office.values()].map((item) => [item.title, item.span.start, item.span.end]).sort(),
  timify: [...world.timify.values()].map((item) => [item.title, item.span.start, item.span.end]).sort(),
});

it('settling: after a plan is applied, planning again writes nothing', () => {
  fc.assert(
    fc.property(story, settings, fc.boolean(), (acts, chosen, refuses) => {
      const world = toy(chosen);
      world.refusesOverlap = refuses;
      live(world, acts);
      const { plan } = ask(world);
      expect(plan.writes).toEqual([]);
    }),
    options,
  );
});

it('no double booking: no minute of an eligible event is bookable after a settled run', () => {
  fc.assert(
    fc.property(story, fc.boolean(), (acts, refuses) => {
      const world = toy({
        onMirrorDeleted: { office: 'restore', timify: 'restore' },
        onBookingMoved: 'put-back',
      });
      world.refusesOverlap = refuses;
      live(world, acts);
      const decided = new Set(
        openConflicts(world)
          .filter((one) => one.kind !== 'overlap')
          .map((one) => one.linkId),
      );
      for (const link of world.links.values()) {
        if (link.origin.side !== 'office' || decided.has(link.id) || link.decision.kind === 'adopted')
          continue;
        const item = world.office.get(link.origin.id);
        expect(item && bookableMinutes(world, item.span), `link ${link.id}`).toBe(0);
      }
    }),
    options,
  );
});

it('crash safety: killed after any number of writes and run again, the world is the same', () => {
  fc.assert(
    fc.property(story, fc.nat(8), fc.boolean(), (acts, dieAfter, keepsMarker) => {
      const [calm, killed] = [toy(), toy()];
      killed.keepsMarker = keepsMarker;
      calm.keepsMarker = keepsMarker;
      for (const world of [calm, killed]) for (const one of acts.flat()) perform(world, one);
      settle(calm);
      run(killed, { dieAfter });
      settle(killed);
      expect(spans(killed)).toEqual(spans(calm));
      const open = [...killed.links.values()]
        .flatMap((link) => link.mirrors)
        .filter((mirror) => mirror.id === null);
      expect(open, 'no intent is left open').toEqual([]);
    }),
    options,
  );
});

it('order independence: the order of what was read does not matter', () => {
  fc.assert(
    fc.property(story, (acts) => {
      const [one, other] = [toy(), toy()];
      for (const world of [one, other]) for (const step of acts.flat()) perform(world, step);
      run(one);
      run(other, { shuffle: (items) => [...items].reverse() });
      expect(spans(other)).toEqual(spans(one));
    }),
    options,
  );
});

it('direction: the excluded side is never written', () => {
  fc.assert(
    fc.property(
      story,
      fc.constantFrom('office-to-timify' as const, 'timify-to-office' as const),
      (acts, direction) => {
        const world = toy({ direction });
        live(world, acts);
        const excluded = direction === 'office-to-timify' ? 'office' : 'timify';
        expect(world.sent.filter((write: Write) => write.side === excluded)).toEqual([]);
      },
    ),
    options,
  );
});

it('anonymity: no text of a private event is in any write or link', () => {
  fc.assert(
    fc.property(story, (acts) => {
      const world = toy();
      for (const chapter of acts) for (const one of chapter) perform(world, one);
      for (const item of world.office.values())
        edit(world, 'office', item.id, { sensitivity: 'private', title: 'SECRET', notes: 'SECRET' });
      settle(world);
      expect(JSON.stringify([world.sent, [...world.links.values()]])).not.toContain('SECRET');
    }),
    options,
  );
});

it('bookings with customers are never moved or cancelled unless a setting or a person said so', () => {
  fc.assert(
    fc.property(story, (acts) => {
      const world = toy();
      live(world, acts);
      const touched = world.sent.filter(
        (write) => write.side === 'timify' && write.op !== 'create' && write.target === 'origin',
      );
      for (const write of touched)
        expect(
          [...world.links.values()].find((link) => link.id === write.linkId)?.origin.hasCustomers ?? false,
        ).toBe(false);
    }),
    options,
  );
});

it('silence is no deletion: a run that read only some changes deletes nothing it did not hear of', () => {
  fc.assert(
    fc.property(story, fc.nat(20), (acts, pick) => {
      const world = toy();
      live(world, acts);
      const ids = [...world.office.keys()];
      world.office.delete(ids[(pick + 1) % Math.max(ids.length, 1)] ?? '');
      const id = ids[pick % Math.max(ids.length, 1)];
      const before = world.sent.length;
      if (id && world.office.has(id)) {
        edit(world, 'office', id, {});
        run(world, { changes: { office: [id] } });
      }
      expect(world.sent.slice(before)).toEqual([]);
    }),
    options,
  );
});

it('isolation: one write that always fails leaves every other pair in step', () => {
  fc.assert(
    fc.property(story, (acts) => {
      const [whole, wounded] = [toy(), toy()];
      for (const world of [whole, wounded]) {
        for (const one of acts.flat()) perform(world, one);
        event(world, 'cursed', at(50_000, 50_060), { title: 'Cursed' });
      }
      settle(whole);
      for (let round = 0; round < 4; round += 1)
        run(wounded, { failing: (write) => write.op === 'create' && write.content.title === 'Cursed' });
      for (const item of [...whole.timify.values()])
        if (item.title === 'Cursed' && item.service === null) whole.timify.delete(item.id);
      expect(spans(wounded)).toEqual(spans(whole));
    }),
    options,
  );
});
