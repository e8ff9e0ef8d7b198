import fc from 'fast-check';
import { expect, it } from 'vitest';
import { freezes } from './conflicts.ts';
import type { Conflict, Undo } from './decisions.ts';
import type { OfficeEvent, SideName } from './items.ts';
import type { Write } from './planned.ts';
import { MINUTE } from './spans.ts';
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
import { ask, run, type RunOptions } from './toyRun.ts';

/** A failing law prints its seed; `LAW_SEED=… npx vitest run --project core answers` replays it; `LAW_RUNS` tries more. */
const { env } = globalThis.process;
const options = { numRuns: Number(env['LAW_RUNS'] ?? 300), seed: Number(env['LAW_SEED'] ?? 20_261_127) };

const KINDS = [
  ...['event', 'event', 'booking', 'move event', 'move appointment', 'delete event', 'delete appointment'],
  ...[
    'delete appointment',
    'guest',
    'free',
    'private',
    'hours',
    'apply',
    'answer',
    'answer',
    'answer',
    'take back',
  ],
] as const;

interface Act {
  kind: (typeof KINDS)[number];
  pick: number;
  slot: number;
  length: number;
  /** Somebody puts a guest on in the very moment, or Office is away: what is written to an event there fails. */
  fails: boolean;
  /** All is quiet before the next act. */
  quiet: boolean;
  full: boolean;
}

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom(...KINDS),
  pick: fc.nat(20),
  slot: fc.nat(24),
  length: fc.integer({ min: 1, max: 8 }),
  fails: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
  quiet: fc.boolean(),
  full: fc.integer({ min: 0, max: 4 }).map((one) => one === 0),
});

const policy = fc.constantFrom('ask' as const, 'ask' as const, 'restore' as const, 'follow' as const);

const given = fc.record({
  acts: fc.array(act, { minLength: 4, maxLength: 20, size: 'max' }),
  onMirrorDeleted: fc.record({ office: policy, timify: policy }),
  onBookingMoved: fc.constantFrom('ask' as const, 'put-back' as const, 'move-silently' as const),
  refusesOverlap: fc.boolean(),
  hasHours: fc.boolean(),
});

const HOURS = { bookable: [at(0, 8 * 60), at(24 * 60, 32 * 60)] };
const SIDES: readonly SideName[] = ['office', 'timify'];

/** One company's day: what people do rings, what we write rings, and only what rang is looked at. */
class Day {
  readonly world: Toy;
  readonly #known: Record<SideName, Map<string, string>> = { office: new Map(), timify: new Map() };
  readonly #rung: Record<SideName, Set<string>> = { office: new Set(), timify: new Set() };
  readonly #answers: Undo[] = [];

  constructor(world: Toy) {
    this.world = world;
  }

  /** Bells ring for whatever is another than it was, by whoever's doing. */
  #ring(): void {
    for (const side of SIDES) {
      const now = new Map([...this.world[side]].map(([id, { version }]) => [id, version]));
      const before = this.#known[side];
      for (const id of [...now.keys(), ...before.keys()])
        if (now.get(id) !== before.get(id)) this.#rung[side].add(id);
      this.#known[side] = now;
    }
  }

  look(more: RunOptions = {}, full = false): void {
    this.#ring();
    for (const { side, id } of this.world.retry) this.#rung[side].add(id);
    const changes = { office: [...this.#rung.office], timify: [...this.#rung.timify] };
    for (const side of SIDES) this.#rung[side].clear();
    run(this.world, { ...(full ? {} : { changes }), ...more });
    this.#ring();
  }

  rest(): void {
    for (let round = 0; round < 8; round += 1) {
      this.#ring();
      if (this.world.retry.length === 0 && SIDES.every((side) => this.#rung[side].size === 0)) return;
      this.look();
    }
  }

  #answer(conflict: Conflict, { pick, fails, full }: Act): void {
    const action = conflict.actions[pick % Math.max(conflict.actions.length, 1)];
    const link = this.world.links.get(conflict.linkId);
    if (!action || !link) return;
    if (action === 'ignore' || action === 'keep-both')
      this.#answers.push({
        linkId: link.id,
        back: {
          kind: 'ask-again',
          conflictId: conflict.id,
          decision: freezes(conflict) ? link.decision : null,
        },
        notify: false,
        by: 'owner',
      });
    const moves = action === 'move-booking' || action === 'move-event';
    const slot = moves ? (conflict.slots[0] ?? null) : null;
    if (moves && !slot) return;
    const failing = ({ side, op }: Write): boolean => side === 'office' && op !== 'create';
    this.look({ verdicts: [verdict(conflict, action, { slot })], ...(fails ? { failing } : {}) }, full);
  }

  #takeBack(pick: number, full: boolean): void {
    const [undo] = this.#answers.splice(pick % Math.max(this.#answers.length, 1), 1);
    if (undo && this.world.links.has(undo.linkId)) this.look({ undos: [undo] }, full);
  }

  do(one: Act): void {
    const { world } = this;
    const pick = <T>(items: Iterable<T>): T | undefined => {
      const all = [...items];
      return all[one.pick % Math.max(all.length, 1)];
    };
    const span = at(one.slot * 15, (one.slot + one.length) * 15);
    const met = pick(world.office.values());
    const change = (
      values: Pick<Partial<OfficeEvent>, 'span' | 'hasGuests' | 'showAs' | 'sensitivity'>,
    ): void => {
      if (met) edit(world, 'office', met.id, values);
    };
    const appointment = pick(world.timify.values());
    const id = `p${String((world.counter += 1))}`;
    if (one.kind === 'event') event(world, id, span);
    else if (one.kind === 'booking') booking(world, id, span);
    else if (one.kind === 'move event') change({ span });
    else if (one.kind === 'move appointment' && appointment)
      edit(world, 'timify', appointment.id, {
        span: { start: span.start, end: span.start + appointment.span.end - appointment.span.start },
      });
    else if (one.kind === 'delete event' && met) world.office.delete(met.id);
    else if (one.kind === 'delete appointment' && appointment) world.timify.delete(appointment.id);
    else if (one.kind === 'guest') change({ hasGuests: met?.hasGuests !== true });
    else if (one.kind === 'free') change({ showAs: met?.showAs === 'free' ? 'busy' : 'free' });
    else if (one.kind === 'private')
      change({ sensitivity: met?.sensitivity === 'private' ? 'normal' : 'private' });
    else if (one.kind === 'hours') {
      const from = one.slot * 15;
      world.availability = one.full ? { bookable: 'always' } : { bookable: [at(from, from + 300)] };
      this.look({}, true);
    } else if (one.kind === 'apply') this.look({ reapply: true }, true);
    else if (one.kind === 'take back') this.#takeBack(one.pick, one.full);
    else if (one.kind === 'answer') {
      const conflict = pick(openConflicts(world));
      if (conflict) this.#answer(conflict, one);
    }
    if (one.quiet) this.rest();
  }
}

/** Events that a customer could book over although nobody was asked, nor has said that this is how it is to be. */
const exposed = (world: Toy): string[] => {
  const asked = new Set(openConflicts(world).map(({ linkId }) => linkId));
  const links = [...world.links.values()];
  const copies = new Set(links.flatMap(({ mirrors }) => mirrors.map(({ id }) => id)));
  return [...world.office.values()].flatMap(({ id, span, showAs, marker }) => {
    if (showAs === 'free' || marker !== null || copies.has(id)) return [];
    const link = links.find(({ origin }) => origin.id === id);
    if (link && (asked.has(link.id) || link.decision.reason === 'ignored-by-person')) return [];
    return bookableMinutes(world, span) > 0 ? `${id} at ${String(span.start / MINUTE)}` : [];
  });
};

it('whatever people answer, take back and change while they are asked: no event can be booked over in silence', () => {
  fc.assert(
    fc.property(given, ({ acts, refusesOverlap, hasHours, ...settings }) => {
      const world = toy(settings);
      world.refusesOverlap = refusesOverlap;
      if (hasHours) world.availability = HOURS;
      const day = new Day(world);
      for (const one of acts) {
        day.do(one);
        if (one.quiet) expect(exposed(world)).toEqual([]);
      }
      day.rest();
      expect(exposed(world)).toEqual([]);
      for (let round = 0; round < 3; round += 1) run(world);
      expect(ask(world).plan.writes).toEqual([]);
      expect(exposed(world)).toEqual([]);
    }),
    options,
  );
}, 120_000);
