import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Appointment, OfficeEvent, SideName, Span } from './items.ts';
import { KINDS, perform, type Act } from './toyActs.ts';
import { Day, SIDES } from './toyDay.ts';
import { at, bookableMinutes, openConflicts, toy, type Toy } from './toyWorld.ts';

/** A failing law prints its seed; `LAW_SEED=… npx vitest run --project core lives` replays it; `LAW_RUNS` tries more. */
const { env } = globalThis.process;
const options = { numRuns: Number(env['LAW_RUNS'] ?? 300), seed: Number(env['LAW_SEED'] ?? 20_261_127) };

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
  acts: fc.array(act, { minLength: 1, maxLength: 20, size: 'max' }),
  settings: fc.record({
    onMirrorDeleted: fc.record({ office: policy, timify: policy }),
    onBothChanged: fc.constantFrom('origin', 'ask', 'office', 'timify'),
    onBookingMoved: fc.constantFrom('ask', 'put-back', 'move-silently'),
    onBookingDeleted: fc.constantFrom('ask', 'restore', 'cancel-silently'),
    buffers: fc.constantFrom('merge', 'exclude', 'separate'),
    splitBookings: fc.constantFrom('one', 'each'),
  }),
  refusesOverlap: fc.boolean(),
  keepsMarker: fc.boolean(),
  hasHours: fc.boolean(),
});

const HOURS = { bookable: [at(0, 8 * 60), at(24 * 60, 32 * 60)] };

const isInside = (span: Span, window: Span): boolean => span.start >= window.start && span.end <= window.end;

/** Links that wait for a person, and so may be in step with nothing. */
const waiting = (world: Toy): Set<string> =>
  new Set([...openConflicts(world).map(({ linkId }) => linkId), ...(world.hold?.linkIds ?? [])]);

const mirrorsOf = (world: Toy) =>
  [...world.links.values()].flatMap((link) => link.mirrors.map((mirror) => ({ link, mirror })));

/** Events that a customer could book over although nobody was asked, nor has said that this is how it is to be. */
const exposed = ({ world, window }: Day): string[] => {
  if (world.settings.direction === 'timify-to-office') return [];
  // Whoever holds a slot books it or lets it go: only then TIMIFY takes a blocker there.
  if (world.refusesOverlap && [...world.timify.values()].some(({ isHeld }) => isHeld)) return [];
  const asked = waiting(world);
  const links = [...world.links.values()];
  const copies = new Set(mirrorsOf(world).map(({ mirror }) => mirror.id));
  const isBusy = ({ id, showAs, marker, calendarId, span }: OfficeEvent): boolean =>
    showAs !== 'free' &&
    marker === null &&
    calendarId === 'calendar-1' &&
    !copies.has(id) &&
    isInside(span, window);
  return [...world.office.values()].filter(isBusy).flatMap(({ id, span }) => {
    const link = links.find(({ origin }) => origin.id === id);
    if (link && (asked.has(link.id) || link.decision.reason === 'ignored-by-person')) return [];
    return bookableMinutes(world, span) > 0 ? `bookable: ${id}, ${link?.decision.rule ?? 'no link'}` : [];
  });
};

/** What a service refuses is tried again, and changes nothing. */
const versionsIn = ({ office, timify }: Toy): string[] =>
  [...office.values(), ...timify.values()].map(({ id, version }) => `${id} ${version}`);

/** Every item is one thing to us, an original or one link's copy, and whatever we made is a copy. */
const astray = (day: Day): string[] => {
  const { world, window } = day;
  const asked = waiting(world);
  const originals = new Set([...world.links.values()].map(({ origin }) => origin.id));
  const owned = mirrorsOf(world).map(({ mirror }) => mirror.id);
  const there = (side: SideName): boolean => !(side === 'office' && day.isRestored);
  const items = SIDES.flatMap((side): (OfficeEvent | Appointment)[] => [...world[side].values()]);
  const isAsked = (marker: string | null): boolean => [...asked].some((id) => marker?.startsWith(id));
  return [
    ...owned.flatMap((id, at) =>
      owned.indexOf(id) < at || originals.has(id ?? '') ? `twice: ${String(id)}` : [],
    ),
    ...items.flatMap(({ id, side, span, marker }) => {
      if (owned.includes(id) || !isInside(span, window) || isAsked(marker)) return [];
      if (world.office.get(id)?.calendarId === 'calendar-2') return [];
      if (!originals.has(id)) return `unknown: ${side} ${id}`;
      return id.startsWith('new-') && there(side) ? `taken for an original: ${side} ${id}` : [];
    }),
    ...mirrorsOf(world).flatMap(({ link, mirror: { id, base } }) => {
      if (asked.has(link.id) || link.decision.reason === 'ignored-by-person') return [];
      if (id === null) return `not written: for ${link.origin.id}`;
      const isThere = world.office.has(id) || world.timify.has(id);
      return isThere || !isInside(base.span, window) ? [] : `lost: ${id} of ${link.origin.id}`;
    }),
  ];
};

it('whatever people and services do: no event can be booked over in silence, and every item stays one thing', () => {
  fc.assert(
    fc.property(given, ({ acts, settings, refusesOverlap, keepsMarker, hasHours }) => {
      const world = Object.assign(toy(settings), { refusesOverlap, keepsMarker });
      if (hasHours) world.availability = HOURS;
      const day = new Day(world);
      for (const one of acts) {
        perform(day, one);
        if (one.quiet) expect(exposed(day)).toEqual([]);
      }
      day.rest();
      expect(exposed(day)).toEqual([]);
      for (let round = 0; round < 3; round += 1) day.look({}, true);
      const settled = versionsIn(world);
      day.look({}, true);
      expect(versionsIn(world)).toEqual(settled);
      expect([...exposed(day), ...astray(day)]).toEqual([]);
    }),
    options,
  );
}, 120_000);
