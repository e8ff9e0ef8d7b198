import { afterAll, beforeAll, expect } from 'vitest';
import { Town } from '../support/town.ts';
import {
  firstSlot,
  on,
  span,
  quietly,
  loudly,
  eventsOf,
  bookingsOf,
  slotTimes,
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
    kind: 'move-refused',
    title: 'a booking moved onto another one in Outlook',
    build: async () => {
      const lena = await town.connected();
      const booking = await lena.booking(on(9), 60);
      await town.settled();
      const [copy] = await lena.copies();
      await lena.booking(on(14), 60);
      await town.settled();
      await lena.change({ id: copy?.id ?? '' }, { from: on(14, 30), to: on(15, 30) });
      return { lena, booking };
    },
    ways: [
      {
        action: 'put-back',
        after: async (stage) => {
          expect((await bookingsOf(stage)).map(({ start }) => start).sort()).toEqual([on(9), on(14)]);
          expect(await eventsOf(stage)).toEqual([span(on(9), on(10)), span(on(14), on(15))]);
        },
      },
      {
        action: 'move-booking',
        body: (stage) => ({ ...firstSlot(stage), ...quietly() }),
        after: async (stage) => {
          const { start } = slotTimes(stage);
          expect((await bookingsOf(stage)).map((one) => one.start).sort()).toEqual([on(14), start].sort());
          expect(await eventsOf(stage)).toEqual([span(on(14), on(15)), slotTimes(stage)]);
        },
      },
    ],
  },
  {
    kind: 'confirm-move',
    title: 'a customer’s booking moved to a free time in Outlook',
    build: async () => {
      const lena = await town.connected();
      const booking = await lena.booking(on(9), 60);
      await town.settled();
      const [copy] = await lena.copies();
      await lena.change({ id: copy?.id ?? '' }, { from: on(14), to: on(15) });
      return { lena, booking };
    },
    ways: [
      {
        action: 'move-booking',
        body: quietly,
        after: stands(() => ({ bookings: [{ start: on(14) }], events: [span(on(14), on(15))] })),
      },
      {
        action: 'move-booking',
        body: loudly,
        after: stands(() => ({ bookings: [{ start: on(14) }], events: [span(on(14), on(15))] })),
      },
      {
        action: 'put-back',
        after: stands(() => ({ bookings: [{ start: on(9) }], events: [span(on(9), on(10))] })),
      },
    ],
  },
  {
    kind: 'confirm-cancel',
    title: 'a customer’s booking deleted in Outlook',
    build: async () => {
      const lena = await town.connected({ onMirrorDeleted: { office: 'follow' } });
      const booking = await lena.booking(on(9), 60);
      await town.settled();
      const [copy] = await lena.copies();
      await lena.remove({ id: copy?.id ?? '' });
      return { lena, booking };
    },
    ways: [
      {
        action: 'cancel-booking',
        body: quietly,
        after: stands(() => ({ bookings: [], events: [] })),
      },
      {
        action: 'cancel-booking',
        body: loudly,
        after: stands(() => ({ bookings: [], events: [] })),
      },
      {
        action: 'put-back',
        after: stands(() => ({ bookings: [{ start: on(9) }], events: [span(on(9), on(10))] })),
      },
    ],
  },
  {
    kind: 'mirror-deleted',
    title: 'a blocker deleted in TIMIFY',
    build: async () => {
      const lena = await town.connected();
      const event = await lena.event('Dentist', on(9), on(10));
      await town.settled();
      const [blocker] = await lena.blockers();
      await lena.cancel({ id: blocker?.id ?? '' });
      return { lena, event };
    },
    ways: [
      {
        action: 'put-back',
        after: stands(() => ({ events: [span(on(9), on(10))], blockers: [span(on(9), on(10))] })),
      },
      {
        action: 'delete-event',
        after: stands(() => ({ events: [], blockers: [] })),
      },
      {
        action: 'ignore',
        after: stands(() => ({ events: [span(on(9), on(10))], blockers: [] })),
      },
    ],
  },
  {
    kind: 'mirror-deleted',
    title: 'a booking’s event deleted in Outlook',
    build: async () => {
      const lena = await town.connected();
      const booking = await lena.booking(on(9), 60);
      await town.settled();
      const [copy] = await lena.copies();
      await lena.remove({ id: copy?.id ?? '' });
      return { lena, booking };
    },
    ways: [
      {
        action: 'put-back',
        after: stands(() => ({ bookings: [{ start: on(9) }], events: [span(on(9), on(10))] })),
      },
      {
        action: 'cancel-booking',
        body: quietly,
        after: stands(() => ({ bookings: [], events: [] })),
      },
      {
        action: 'ignore',
        after: stands(() => ({ bookings: [{ start: on(9) }], events: [] })),
      },
    ],
  },
];

tryWays(CASES, () => town);
