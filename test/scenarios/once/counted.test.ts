import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, booking, edit, event } from '../../../server/src/core/toyWorld.ts';
import { measured } from '../../support/counting.ts';
import { Person } from '../../support/person.ts';
import { tomorrow } from '../../support/answers.ts';
import { runSide } from '../../support/runSide.ts';
import { Town } from '../../support/town.ts';
import { worldName } from '../../support/worlds.ts';

/** Nobody's events lie there: the stored ones fill working hours only. A day of its own for each turn. */
const night = (turn: number, hour: number, minute = 0): string => tomorrow(hour, minute, turn);

/** An import of 10,000 takes minutes on a busy machine; COUNTED_STORED=10000 asks for it all the same. */
const MANY = Number(process.env['COUNTED_STORED'] ?? (worldName === 'a' ? 3_000 : 500));
const SIZES = [100, MANY];

for (const stored of SIZES) {
  describe(
    `counted, not timed: with ${stored} items stored${stored === MANY ? ' (COUNTED_STORED asks for more)' : ''}`,
    { timeout: 240_000 },
    () => {
      let town: Town;
      let lena: Person;
      beforeAll(async () => {
        // Empty first pages and doorbells that ring twice are calls of Graph's making: they are left out here.
        town = await Town.start({
          months: 'company',
          switches: { deltaFirstPage: 'filled', notificationsPerChange: 'one' },
        });
        const users = { count: 1, events: stored };
        const { items } = await town.control<{ items: Parameters<typeof Person.of>[1][] }>(
          'POST',
          '/users',
          users,
        );
        const [user] = items;
        if (!user) throw new Error('no user was made');
        lena = await Person.of(town, user);
        const from = Date.now();
        await lena.connect({}, {}, 280_000);
        console.log(`${stored} items were imported in ${Math.round((Date.now() - from) / 1000)} s`);
      }, 300_000);
      afterAll(() => town.stop());

      it('all of them are stored', async () => {
        const { counts } = await lena.connection();
        expect(counts.linked + counts.skipped).toBeGreaterThan(0.9 * stored);
      });

      it('one changed event costs one delta call, at most one read of its time, and one write', async () => {
        const cost = await measured(town, async (turn) => {
          const event = await lena.event('Night watch', night(turn, 1), night(turn, 2));
          return () =>
            lena.change(event, { subject: 'Night walk', from: night(turn, 1, 10), to: night(turn, 2, 10) });
        });
        expect(cost.change.filter((word) => word !== 'timify span')).toEqual(['graph delta', 'timify write']);
        expect(cost.change.filter((word) => word === 'timify span').length).toBeLessThanOrEqual(1);
      });

      it('one deleted event costs one delta call and one call to TIMIFY', async () => {
        const cost = await measured(town, async (turn) => {
          const event = await lena.event('Night watch', night(turn, 22), night(turn, 22, 30));
          return () => lena.remove(event);
        });
        expect(cost).toEqual({ change: ['graph delta', 'timify write'], echo: [] });
      });

      it('one changed booking costs one read of it and one write to Graph', async () => {
        const cost = await measured(town, async (turn) => {
          const booking = await lena.booking(night(turn, 3), 30);
          return () => lena.rebook(booking, { title: 'Fitting' });
        });
        expect(cost.change).toEqual(['timify read', 'graph write']);
      });

      it('the tombstone of a copy is read once before anything is concluded', async () => {
        const cost = await measured(town, async (turn) => {
          await lena.booking(night(turn, 4), 30);
          await town.settled();
          const [copy] = await lena.copies(night(turn, 4), night(turn, 4, 30));
          return () => lena.remove({ id: copy?.id ?? '' });
        });
        // The booking is read for what can be offered of it in the conflict.
        expect(cost).toEqual({ change: ['graph delta', 'graph read', 'timify read'], echo: [] });
      });

      it('an echo writes to neither calendar', async () => {
        const isWrite = (word: string): boolean => word.endsWith('write');
        const ofEvent = await measured(town, (turn) =>
          Promise.resolve(() => lena.event('Night shift', night(turn, 5), night(turn, 5, 30))),
        );
        expect(ofEvent.change.filter(isWrite)).toEqual(['timify write']);
        expect(ofEvent.echo.filter(isWrite)).toEqual([]);
        const ofBooking = await measured(town, (turn) =>
          Promise.resolve(() => lena.booking(night(turn, 23), 15)),
        );
        expect(ofBooking.change.filter(isWrite)).toEqual(['graph write']);
        expect(ofBooking.echo.filter(isWrite)).toEqual([]);
      });
    },
  );
}

describe('counted, not timed: calls to the database, at most ten a run', { timeout: 60_000 }, () => {
  /** An event is made, changed, echoed and deleted: the calls of each run. */
  const eventRuns = async (stored: number): Promise<string[][]> => {
    const side = await runSide(stored);
    const { world, news } = side;
    const run = (): Promise<string[]> => {
      news.add('watch');
      return side.run('connection', [{ kind: 'calendar', calendarId: 'calendar-1' }]);
    };
    event(world, 'watch', at(60, 90));
    const made = await run();
    edit(world, 'office', 'watch', { title: 'Walk', span: at(70, 100) });
    const changed = await run();
    expect([...world.timify.values()]).toMatchObject([{ title: 'Walk', span: at(70, 100) }]);
    const echoed = await run();
    world.office.delete('watch');
    const deleted = await run();
    expect(world.timify.size).toBe(0);
    return [made, changed, echoed, deleted];
  };

  /** A booking is made, changed and cancelled: two runs each, the company's and the connection's. */
  const bookingRuns = async (stored: number): Promise<string[][]> => {
    const side = await runSide(stored);
    const { world } = side;
    const runs = async (): Promise<string[][]> => [
      await side.run('company', [{ kind: 'appointment', id: 'b', version: null }]),
      await side.runDue(),
    ];
    booking(world, 'b', at(60, 90));
    const made = await runs();
    edit(world, 'timify', 'b', { notes: 'Bring the card' });
    const changed = await runs();
    const [copy] = [...world.office.values()];
    expect(copy?.notes).toContain('Bring the card');
    world.timify.delete('b');
    const cancelled = await runs();
    expect(world.office.size).toBe(0);
    return [...made, ...changed, ...cancelled];
  };

  for (const [name, runsWith] of [
    ['an event', eventRuns],
    ['a booking', bookingRuns],
  ] as const)
    it(`for ${name}, with 100 links stored as with 10,000`, async () => {
      const few = await runsWith(100);
      for (const calls of few) expect(calls.length, calls.join(' ')).toBeLessThanOrEqual(10);
      expect(await runsWith(10_000)).toEqual(few);
    });
});
