import { afterAll, beforeAll, expect } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';
import { on, at, span, loudly, blockersOf, guest, stands, tryWays, type Case } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

/** A service of the company; a new one would be looked at by every resource. */
const aService = async (lena: Person): Promise<string> => {
  const { data } = await lena.timify<{ data: { id: string }[] }>('GET', '/services');
  return data[0]?.id ?? '';
};

const CASES: Case[] = [
  {
    kind: 'both-changed',
    title: 'an event and its blocker, both moved',
    build: async () => {
      const lena = await town.connected({ onBothChanged: 'ask' });
      const event = await lena.event('Dentist', on(9), on(10));
      await town.settled();
      const [blocker] = await lena.blockers();
      await lena.action('pause');
      await lena.change(event, { from: on(11), to: on(12) });
      await lena.rebook({ id: blocker?.id ?? '' }, { datetime: at(on(14)) });
      await town.settled();
      await lena.action('resume');
      return { lena, event };
    },
    ways: [
      {
        action: 'use-office',
        after: stands(() => ({ events: [span(on(11), on(12))], blockers: [span(on(11), on(12))] })),
      },
      {
        action: 'use-timify',
        after: stands(() => ({ events: [span(on(14), on(15))], blockers: [span(on(14), on(15))] })),
      },
      {
        action: 'ignore',
        after: stands(() => ({ events: [span(on(11), on(12))], blockers: [span(on(14), on(15))] })),
      },
    ],
  },
  {
    kind: 'both-changed',
    title: 'a booking and its event, both moved',
    build: async () => {
      const lena = await town.connected({ onBothChanged: 'ask' });
      const booking = await lena.booking(on(9), 60);
      await town.settled();
      const [copy] = await lena.copies();
      await lena.action('pause');
      await lena.change({ id: copy?.id ?? '' }, { from: on(11), to: on(12) });
      await lena.rebook(booking, { datetime: at(on(14)) });
      await town.settled();
      await lena.action('resume');
      return { lena, booking };
    },
    ways: [
      {
        action: 'use-office',
        body: loudly,
        after: stands(() => ({ events: [span(on(11), on(12))], bookings: [{ start: on(11) }] })),
      },
      {
        action: 'use-timify',
        after: stands(() => ({ events: [span(on(14), on(15))], bookings: [{ start: on(14) }] })),
      },
    ],
  },
  {
    kind: 'would-notify-guests',
    title: 'a booking moved whose event has a guest by now',
    build: async () => {
      const lena = await town.connected();
      const booking = await lena.booking(on(9), 60);
      await town.settled();
      const [copy] = await lena.copies();
      await lena.change({ id: copy?.id ?? '' }, { attendees: [guest] });
      await town.settled();
      await lena.rebook(booking, { datetime: at(on(14)) });
      return { lena, booking };
    },
    ways: [
      {
        action: 'ignore',
        after: stands(() => ({ bookings: [{ start: on(14) }], events: [span(on(9), on(10))] })),
      },
    ],
  },
  {
    kind: 'would-notify-guests',
    title: 'the blocker of an event with guests moved in TIMIFY',
    build: async () => {
      const lena = await town.connected();
      const event = await lena.event('Review', on(9), on(10), { attendees: [guest] });
      await town.settled();
      const [blocker] = await lena.blockers();
      await lena.rebook({ id: blocker?.id ?? '' }, { datetime: at(on(14)) });
      return { lena, event };
    },
    ways: [
      {
        action: 'put-back',
        after: stands(() => ({ events: [span(on(9), on(10))], blockers: [span(on(9), on(10))] })),
      },
      {
        action: 'ignore',
        after: stands(() => ({ events: [span(on(9), on(10))], blockers: [span(on(14), on(15))] })),
      },
    ],
  },
  {
    kind: 'not-writable',
    title: 'the blocker of a meeting that somebody else organises moved in TIMIFY',
    build: async () => {
      const lena = await town.connected();
      // The organiser hides the guest list: what forbids a write is whose meeting it is.
      await town.control('POST', '/graph/raw', {
        user: lena.oid,
        event: {
          subject: 'Board',
          start: { dateTime: on(9).replace('Z', ''), timeZone: 'UTC' },
          end: { dateTime: on(10).replace('Z', ''), timeZone: 'UTC' },
          showAs: 'busy',
          isOrganizer: false,
          organizer: { emailAddress: { address: 'boss@elsewhere.example', name: 'The boss' } },
          responseStatus: { response: 'accepted', time: '0001-01-01T00:00:00Z' },
        },
      });
      await town.settled();
      const [blocker] = await lena.blockers();
      await lena.rebook({ id: blocker?.id ?? '' }, { datetime: at(on(14)) });
      return { lena };
    },
    ways: [
      {
        action: 'put-back',
        after: stands(() => ({ events: [span(on(9), on(10))], blockers: [span(on(9), on(10))] })),
      },
      {
        action: 'ignore',
        after: stands(() => ({ events: [span(on(9), on(10))], blockers: [span(on(14), on(15))] })),
      },
    ],
  },
  {
    kind: 'not-representable',
    title: 'a service made longer in Outlook',
    build: async () => {
      const lena = await town.connected();
      const serviceId = await aService(lena);
      const booking = await lena.booking(on(9), 60, { service_id: serviceId });
      await town.settled();
      const [copy] = await lena.copies();
      if (!copy) throw new Error('no copy');
      const end = new Date(Date.parse(times(copy).end) + 30 * 60_000).toISOString();
      await lena.change(copy, { to: end.replace('.000Z', 'Z') });
      return { lena, booking };
    },
    ways: [
      {
        action: 'put-back',
        after: async (stage) => {
          const [item] = await stage.lena.appointments();
          const [copy] = await stage.lena.copies();
          if (!item || !copy) throw new Error('something is missing');
          expect(Date.parse(times(copy).end) - Date.parse(times(copy).start)).toBe(item.duration * 60_000);
        },
      },
    ],
  },
  {
    kind: 'not-representable',
    title: 'the blocker of an all-day event moved by an hour in TIMIFY',
    build: async () => {
      const lena = await town.connected();
      const event = await lena.event('Fair', on(0), on(0, 0, 3), { isAllDay: true });
      await town.settled();
      const [blocker] = await lena.blockers();
      const later = new Date(Date.parse(blocker?.start ?? '') + 3_600_000).toISOString();
      await lena.rebook({ id: blocker?.id ?? '' }, { datetime: at(later) });
      return { lena, event };
    },
    ways: [
      {
        action: 'put-back',
        after: stands(() => ({
          events: [span(on(0), on(0, 0, 3))],
          blockers: [span(tomorrow(23, 0, 1), tomorrow(23, 0, 2))],
        })),
      },
      {
        action: 'ignore',
        after: stands(() => ({ blockers: [span(on(0), on(0, 0, 3))] })),
      },
    ],
  },
  {
    kind: 'fought-over',
    title: 'a blocker that another program keeps moving',
    build: async () => {
      const lena = await town.connected({ direction: 'office-to-timify' });
      const event = await lena.event('Dentist', on(9), on(10));
      await town.settled();
      for (let round = 0; round < 3; round += 1) {
        const [blocker] = await lena.blockers();
        await lena.rebook({ id: blocker?.id ?? '' }, { datetime: at(on(14)) });
        await town.settled();
      }
      return { lena, event };
    },
    ways: [
      {
        action: 'put-back',
        after: async (stage) => expect(await blockersOf(stage)).toEqual([span(on(9), on(10))]),
      },
      {
        action: 'ignore',
        after: async (stage) => expect(await blockersOf(stage)).toEqual([span(on(14), on(15))]),
      },
    ],
  },
];

tryWays(CASES, () => town);
