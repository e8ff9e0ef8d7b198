import { afterAll, beforeAll, expect } from 'vitest';
import { workingHours } from '../support/hours.ts';
import { Town } from '../support/town.ts';
import {
  on,
  span,
  firstSlot,
  quietly,
  eventsOf,
  blockersOf,
  bookingsOf,
  slotTimes,
  covered,
  stands,
  tryWays,
  type Case,
} from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const CASES: Case[] = [
  {
    kind: 'overlap',
    title: 'an event over a booking',
    build: async () => {
      const lena = await town.connected();
      const booking = await lena.booking(on(10), 60);
      await town.settled();
      const event = await lena.event('Workshop', on(9), on(10, 30));
      return { lena, event, booking };
    },
    ways: [
      {
        action: 'move-booking',
        body: (stage) => ({ ...firstSlot(stage), ...quietly() }),
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: slotTimes(stage).start }]);
          expect(await eventsOf(stage)).toEqual([span(on(9), on(10, 30)), slotTimes(stage)]);
          expect(await covered(stage, on(9), on(10, 30))).toBe(true);
        },
      },
      {
        action: 'move-event',
        body: firstSlot,
        after: async (stage) => {
          const { start } = slotTimes(stage);
          const end = new Date(Date.parse(start) + 90 * 60_000).toISOString().replace('.000Z', 'Z');
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(10) }]);
          expect(await eventsOf(stage)).toEqual([span(on(10), on(11)), span(start, end)]);
          expect(await blockersOf(stage)).toEqual([span(start, end)]);
        },
      },
      {
        action: 'keep-both',
        after: stands(() => ({ bookings: [{ start: on(10) }], blockers: [span(on(9), on(10))] })),
      },
      {
        action: 'cancel-booking',
        body: quietly,
        after: async (stage) => {
          expect(await bookingsOf(stage)).toEqual([]);
          expect(await eventsOf(stage)).toEqual([span(on(9), on(10, 30))]);
          expect(await covered(stage, on(9), on(10, 30))).toBe(true);
        },
      },
      {
        action: 'delete-event',
        after: stands(() => ({
          bookings: [{ start: on(10) }],
          events: [span(on(10), on(11))],
          blockers: [],
        })),
      },
      {
        action: 'ignore',
        after: stands(() => ({ bookings: [{ start: on(10) }], blockers: [span(on(9), on(10))] })),
      },
    ],
  },
  {
    kind: 'outside-working-hours',
    title: 'an event that straddles the working hours',
    build: async () => {
      const lena = await town.person();
      await workingHours(lena, '08:00', '18:00');
      await lena.connect();
      // 17:00 to 20:00 in Berlin's winter time.
      const event = await lena.event('Late workshop', on(16), on(19));
      return { lena, event };
    },
    ways: [
      {
        action: 'move-event',
        body: firstSlot,
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([slotTimes(stage)]);
          expect(await blockersOf(stage)).toEqual([slotTimes(stage)]);
        },
      },
      {
        action: 'ignore',
        after: stands(() => ({ events: [span(on(16), on(19))], blockers: [span(on(16), on(17))] })),
      },
    ],
  },
  {
    kind: 'outside-working-hours',
    title: 'a booking moved outside the working hours in Outlook',
    build: async () => {
      const lena = await town.person();
      await workingHours(lena, '08:00', '18:00');
      await lena.connect();
      const booking = await lena.booking(on(10), 60);
      await town.settled();
      const [copy] = await lena.copies();
      await lena.change({ id: copy?.id ?? '' }, { from: on(20), to: on(21) });
      return { lena, booking };
    },
    ways: [
      {
        action: 'put-back',
        after: stands(() => ({ bookings: [{ start: on(10) }], events: [span(on(10), on(11))] })),
      },
      {
        action: 'move-booking',
        body: (stage) => ({ ...firstSlot(stage), ...quietly() }),
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: slotTimes(stage).start }]);
          expect(await eventsOf(stage)).toEqual([slotTimes(stage)]);
        },
      },
      {
        action: 'use-office',
        body: quietly,
        refusedIn: ({ sandbox }) =>
          sandbox.world.switches.timifyOutsideHours === 'refused' ? 'refused' : null,
        after: stands(() => ({ bookings: [{ start: on(20) }], events: [span(on(20), on(21))] })),
      },
    ],
  },
];

tryWays(CASES, () => town);
