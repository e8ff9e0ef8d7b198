import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { otherSide, type Span } from '../../core/items.ts';
import { type Link } from '../../core/links.ts';
import type { About } from '../about.ts';
import { DAY, NOON, at, begin, ids, link } from './builders.ts';
import type { World } from './world.ts';

const keep = async (world: World, links: Link[], connectionId = 'connection'): Promise<void> => {
  const { fence } = await begin(world.store, connectionId, Number.MAX_SAFE_INTEGER / 2);
  await world.store.commit({ connectionId, fence, links });
  const row = await world.store.work.get(connectionId);
  await world.store.work.done(connectionId, fence, {
    sequence: row?.sequence ?? 0,
    dueAt: NOON,
    retain: [],
    lane: 'live',
    failures: 0,
  });
};

/** The meaning of the question, written down without any index. */
const naive = (links: readonly Link[], what: About): string[] =>
  ids(links.filter((one) => matches(one, what)))
    .sort()
    .filter((id, index, all) => all.indexOf(id) === index);

const matches = ({ origin, mirrors }: Link, what: About): boolean => {
  const own = { office: what.office ?? [], timify: what.timify ?? [] };
  const named = (side: 'office' | 'timify', id: string | null): boolean =>
    id !== null &&
    (own[side].includes(id) || (side === 'timify' && own.timify.includes(id.split('/')[0] ?? '')));
  const meets = ({ start, end }: Span): boolean =>
    (what.spans ?? []).some((span) => {
      const [ownEnd, askedEnd] = [
        end > start ? end : start + 1,
        span.end > span.start ? span.end : span.start + 1,
      ];
      return start < askedEnd && span.start < ownEnd;
    });
  return (
    named(origin.side, origin.id) ||
    mirrors.some(({ id }) => named(otherSide(origin.side), id)) ||
    [origin, ...mirrors].some(({ base }) => meets(base.span) || meets(base.busy))
  );
};

const asking =
  (world: World) =>
  (connectionId: string, what: About): Promise<Link[]> =>
    world.store.links.about(connectionId, what);

const instant = fc
  .tuple(fc.integer({ min: -40, max: 40 }), fc.constantFrom(0, 1, 1800_000, DAY / 2, DAY - 1))
  .map(([days, rest]) => NOON + days * DAY + rest);
const length = fc.constantFrom(
  0,
  1,
  -60_000,
  900_000,
  3_600_000,
  DAY,
  3 * DAY,
  40 * DAY,
  1500 * DAY,
  90_000 * DAY,
);
const span = fc.tuple(instant, length).map(([start, ms]): Span => ({ start, end: start + ms }));
const name = fc.constantFrom('a', 'b', 'c', 'c/2026-03-02', 'd', 'd/2026-03-03');

const anyLink = fc
  .record({
    id: fc.nat({ max: 30 }).map((number) => `link-${number}`),
    side: fc.constantFrom('office' as const, 'timify' as const),
    origin: name,
    span,
    busy: span,
    mirrors: fc.array(fc.record({ id: fc.option(name), span }), { maxLength: 3 }),
  })
  .map(({ id, ...words }) => link(id, words));

const question = fc.record(
  {
    office: fc.array(name, { maxLength: 2 }),
    timify: fc.array(name, { maxLength: 2 }),
    spans: fc.array(span, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

export const aboutContract = (world: World): void => {
  describe('links about something', () => {
    it('are found by the ids of origin and mirror, each on its own side', async () => {
      await keep(world, [
        link('a', { origin: 'x', mirrors: [{ id: 'y', span: at(0) }] }),
        link('b', { side: 'timify', origin: 'x', mirrors: [{ id: 'y', span: at(0) }] }),
        link('c', { side: 'timify', origin: 'z/2026-03-02', mirrors: [{ id: null, span: at(0) }] }),
      ]);
      const about = asking(world);
      expect(ids(await about('connection', { office: ['x'] }))).toEqual(['a']);
      expect(ids(await about('connection', { office: ['y'] }))).toEqual(['b']);
      expect(ids(await about('connection', { timify: ['x', 'y'] }))).toEqual(['a', 'b']);
      expect(ids(await about('connection', { timify: ['z'] }))).toEqual(['c']);
      expect(ids(await about('connection', { timify: ['z/2026-03-02'] }))).toEqual(['c']);
      expect(await about('connection', {})).toEqual([]);
      expect(await about('other', { office: ['x'] })).toEqual([]);
    });

    it('are found by the time of each item, the end not included', async () => {
      await keep(world, [
        link('origin', { span: at(0) }),
        link('mirror', { span: at(-50), mirrors: [{ id: null, span: at(1) }] }),
        link('buffer', { span: at(-60), busy: at(-61, 3) }),
        link('years', { span: at(-20_000, 40_000) }),
      ]);
      const about = asking(world);
      expect(ids(await about('connection', { spans: [at(0)] }))).toEqual(['origin', 'years']);
      expect(ids(await about('connection', { spans: [at(1), at(-50)] }))).toEqual(['mirror', 'years']);
      expect(ids(await about('connection', { spans: [at(21_000)] }))).toEqual([]);
      expect(ids(await about('connection', { spans: [{ start: -8e15, end: 8e15 }] }))).toHaveLength(4);
      expect(ids(await about('connection', { spans: [at(-59)] }))).toEqual(['buffer', 'years']);
    });

    it('are found where they begin, also where they end before that', async () => {
      const { start } = at(0);
      const backwards = { start, end: start - 60_000 };
      await keep(world, [link('backwards', { span: at(90), mirrors: [{ id: null, span: backwards }] })]);
      const found = async (from: number): Promise<string[]> =>
        ids(await asking(world)('connection', { spans: [{ start: from, end: start + DAY }] }));
      expect(await found(start - 1)).toEqual(['backwards']);
      expect(await found(start)).toEqual(['backwards']);
      expect(await found(start + 1)).toEqual([]);
    });

    it('of day events are found by their days in every zone', async () => {
      const day = link('day', { span: at(0, 24) });
      const base = { ...day.origin.base, allDay: { start: '2026-03-02', end: '2026-03-03' } };
      await keep(world, [{ ...day, origin: { ...day.origin, base } }]);
      const about = asking(world);
      expect(ids(await about('connection', { spans: [at(37)] }))).toEqual(['day']);
      expect(ids(await about('connection', { spans: [at(-14)] }))).toEqual(['day']);
      expect(ids(await about('connection', { spans: [at(39)] }))).toEqual([]);
    });

    const seed = Date.now() & 0x7fffffff;
    it(`are what a plain filter over all links finds (seed ${seed})`, async () => {
      let round = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(anyLink, { selector: ({ id }) => id, minLength: 1, maxLength: 12 }),
          fc.array(question, { minLength: 1, maxLength: 6 }),
          async (links, questions) => {
            const connectionId = `connection-${round++}`;
            await keep(
              world,
              links.map((one) => ({ ...one, connectionId })),
              connectionId,
            );
            for (const what of questions)
              expect(ids(await world.store.links.about(connectionId, what))).toEqual(naive(links, what));
          },
        ),
        { seed, numRuns: 25 },
      );
    }, 120_000);
  });
};
