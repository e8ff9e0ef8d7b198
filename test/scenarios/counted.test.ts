import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measured } from '../support/counting.ts';
import { Person, tomorrow } from '../support/person.ts';
import { eventually, Town } from '../support/town.ts';

/** Nobody's events lie there: the stored ones fill working hours only. */
const night = (hour: number, minute = 0): string => tomorrow(hour, minute);

for (const stored of (process.env["N"] ?? "100,10000").split(",").map(Number)) {
  describe(`counted, not timed: with ${stored} items stored`, { timeout: 240_000 }, () => {
    let town: Town;
    let lena: Person;
    beforeAll(async () => {
      town = await Town.start();
      const { items } = await town.control<{ items: { oid: string; email: string; resourceId: string }[] }>(
        'POST',
        '/users',
        { count: 1, events: stored },
      );
      const [user] = items;
      if (!user) throw new Error('no user was made');
      lena = await Person.of(town, user);
      const from = Date.now();
      await lena.connect({}, {}, 200_000);
      console.log(`${stored} items were imported in ${Math.round((Date.now() - from) / 1000)} s`);
    }, 240_000);
    afterAll(() => town.stop());

    it('all of them are stored', async () => {
      const { counts } = await lena.connection();
      expect(counts.linked + counts.skipped).toBeGreaterThan(0.9 * stored);
    });

    it('one changed event costs one delta call, at most one read of its time, and one write', async () => {
      const cost = await measured(town, async () => {
        const event = await lena.event('Night watch', night(1), night(2));
        return () => lena.change(event, { subject: 'Night walk', from: night(1, 10), to: night(2, 10) });
      });
      expect(cost.change.filter((word) => word !== 'timify span')).toEqual(['graph delta', 'timify write']);
      expect(cost.change.filter((word) => word === 'timify span').length).toBeLessThanOrEqual(1);
    });

    it('one deleted event costs one delta call and one call to TIMIFY', async () => {
      const cost = await measured(town, async () => {
        const event = await lena.event('Night watch', night(22), night(22, 30));
        return () => lena.remove(event);
      });
      expect(cost.change).toEqual(['graph delta', 'timify write']);
    });

    it('one changed booking costs one read of it and one write to Graph', async () => {
      const cost = await measured(town, async () => {
        const booking = await lena.booking(night(3), 30);
        return () => lena.rebook(booking, { title: 'Fitting' });
      });
      expect(cost.change).toEqual(['timify read', 'graph write']);
    });

    it('the tombstone of a copy is read once before anything is concluded', async () => {
      const cost = await measured(town, async () => {
        await lena.booking(night(4), 30);
        await town.settled();
        const [copy] = (await lena.copies(night(4), night(4, 30))).slice(-1);
        return () => lena.remove({ id: copy?.id ?? '' });
      });
      expect(cost).toEqual({ change: ['graph delta', 'graph read'], echo: [] });
    });

    it('an echo writes to neither calendar', async () => {
      const ofEvent = await measured(town, async () => {
        await town.settled();
        return () => lena.event('Night shift', night(5), night(5, 30));
      });
      const ofBooking = await measured(town, async () => {
        await town.settled();
        return async () => {
          const booking = await lena.booking(night(23), 15);
          await eventually('its event', async () => (await lena.copies(night(23), night(23, 15))).length > 0);
          return booking;
        };
      });
      for (const { echo } of [ofEvent, ofBooking])
        expect(echo.filter((word) => word.endsWith('write'))).toEqual([]);
      expect(ofEvent.change.filter((word) => word.endsWith('write'))).toEqual(['timify write']);
      expect(ofBooking.change.filter((word) => word.endsWith('write'))).toEqual(['graph write']);
    });
  });
}
