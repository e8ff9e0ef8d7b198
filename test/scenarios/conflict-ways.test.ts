import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workingHours } from '../support/hours.ts';
import { times, tomorrow, type ConflictAnswer, type Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

/**
 * Every way out that the product offers, for every kind of conflict: what the world is like afterwards, that nothing
 * reopens, and that nobody got mail but who should.
 */
let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

/** Far enough ahead that no summer time begins in between; hours are UTC. */
const on = (hour: number, minute = 0, days = 2): string => tomorrow(hour, minute, days);
const at = (iso: string): string => iso.slice(0, 16).replace('T', ' ');
const span = (from: string, to: string) => ({ start: from, end: to });

interface Stage {
  lena: Person;
  conflict: ConflictAnswer;
  /** Ids of what the stage made. */
  event?: { id: string };
  booking?: { id: string };
}

interface Way {
  action: string;
  /** More of the call's body than the action. */
  body?: (stage: Stage) => Record<string, unknown>;
  /** What the call answers where it can't be done in this world. */
  refusedIn?: (town: Town) => string | null;
  after: (stage: Stage) => Promise<void>;
}

interface Case {
  kind: string;
  title: string;
  build: () => Promise<Omit<Stage, 'conflict'>>;
  ways: Way[];
}

const firstSlot = ({ conflict }: Stage) => ({ slot: conflict.slots[0] });
const quietly = () => ({ notify: false });
const loudly = () => ({ notify: true });

const eventsOf = async ({ lena }: Stage) =>
  (await lena.events()).map(times).sort((a, b) => a.start.localeCompare(b.start));
const blockersOf = async ({ lena }: Stage) =>
  (await lena.blockers()).map(({ start, end }) => ({ start, end }));
const bookingsOf = async ({ lena }: Stage) =>
  (await lena.appointments())
    .filter((item) => item.customers.length > 0 || item.serviceId !== null)
    .map((item) => ({
      start: new Date(item.bookings[0]?.interval.begin ?? '').toISOString().replace('.000Z', 'Z'),
      id: item.id,
    }));
const slotTimes = ({ conflict }: Stage) => {
  const [slot] = conflict.slots;
  if (!slot) throw new Error('no slot');
  const plain = (iso: string): string => iso.replace('.000Z', 'Z');
  return span(plain(slot.start), plain(slot.end));
};

const connected = async (settings: Record<string, unknown> = {}): Promise<Person> =>
  (await town.person()).connect(settings);

const CASES: Case[] = [
  {
    kind: 'overlap',
    title: 'an event over a booking',
    build: async () => {
      const lena = await connected();
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
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(10) }]);
          expect(await blockersOf(stage)).toEqual([span(on(9), on(10))]);
        },
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
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(10) }]);
          expect(await eventsOf(stage)).toEqual([span(on(10), on(11))]);
          expect(await blockersOf(stage)).toEqual([]);
        },
      },
      {
        action: 'ignore',
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(10) }]);
          expect(await blockersOf(stage)).toEqual([span(on(9), on(10))]);
        },
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
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([span(on(16), on(19))]);
          expect(await blockersOf(stage)).toEqual([span(on(16), on(17))]);
        },
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
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(10) }]);
          expect(await eventsOf(stage)).toEqual([span(on(10), on(11))]);
        },
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
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(20) }]);
          expect(await eventsOf(stage)).toEqual([span(on(20), on(21))]);
        },
      },
    ],
  },
  {
    kind: 'both-changed',
    title: 'an event and its blocker, both moved',
    build: async () => {
      const lena = await connected({ onBothChanged: 'ask' });
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
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([span(on(11), on(12))]);
          expect(await blockersOf(stage)).toEqual([span(on(11), on(12))]);
        },
      },
      {
        action: 'use-timify',
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([span(on(14), on(15))]);
          expect(await blockersOf(stage)).toEqual([span(on(14), on(15))]);
        },
      },
      {
        action: 'ignore',
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([span(on(11), on(12))]);
          expect(await blockersOf(stage)).toEqual([span(on(14), on(15))]);
        },
      },
    ],
  },
  {
    kind: 'both-changed',
    title: 'a booking and its event, both moved',
    build: async () => {
      const lena = await connected({ onBothChanged: 'ask' });
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
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([span(on(11), on(12))]);
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(11) }]);
        },
      },
      {
        action: 'use-timify',
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([span(on(14), on(15))]);
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(14) }]);
        },
      },
    ],
  },
  {
    kind: 'move-refused',
    title: 'a booking moved onto another one in Outlook',
    build: async () => {
      const lena = await connected();
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
      const lena = await connected();
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
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(14) }]);
          expect(await eventsOf(stage)).toEqual([span(on(14), on(15))]);
        },
      },
      {
        action: 'move-booking',
        body: loudly,
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(14) }]);
          expect(await eventsOf(stage)).toEqual([span(on(14), on(15))]);
        },
      },
      {
        action: 'put-back',
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(9) }]);
          expect(await eventsOf(stage)).toEqual([span(on(9), on(10))]);
        },
      },
    ],
  },
  {
    kind: 'confirm-cancel',
    title: 'a customer’s booking deleted in Outlook',
    build: async () => {
      const lena = await connected({ onMirrorDeleted: { office: 'follow' } });
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
        after: async (stage) => {
          expect(await bookingsOf(stage)).toEqual([]);
          expect(await eventsOf(stage)).toEqual([]);
        },
      },
      {
        action: 'cancel-booking',
        body: loudly,
        after: async (stage) => {
          expect(await bookingsOf(stage)).toEqual([]);
          expect(await eventsOf(stage)).toEqual([]);
        },
      },
      {
        action: 'put-back',
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(9) }]);
          expect(await eventsOf(stage)).toEqual([span(on(9), on(10))]);
        },
      },
    ],
  },
  {
    kind: 'mirror-deleted',
    title: 'a blocker deleted in TIMIFY',
    build: async () => {
      const lena = await connected();
      const event = await lena.event('Dentist', on(9), on(10));
      await town.settled();
      const [blocker] = await lena.blockers();
      await lena.cancel({ id: blocker?.id ?? '' });
      return { lena, event };
    },
    ways: [
      {
        action: 'put-back',
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([span(on(9), on(10))]);
          expect(await blockersOf(stage)).toEqual([span(on(9), on(10))]);
        },
      },
      {
        action: 'delete-event',
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([]);
          expect(await blockersOf(stage)).toEqual([]);
        },
      },
      {
        action: 'ignore',
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([span(on(9), on(10))]);
          expect(await blockersOf(stage)).toEqual([]);
        },
      },
    ],
  },
  {
    kind: 'mirror-deleted',
    title: 'a booking’s event deleted in Outlook',
    build: async () => {
      const lena = await connected();
      const booking = await lena.booking(on(9), 60);
      await town.settled();
      const [copy] = await lena.copies();
      await lena.remove({ id: copy?.id ?? '' });
      return { lena, booking };
    },
    ways: [
      {
        action: 'put-back',
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(9) }]);
          expect(await eventsOf(stage)).toEqual([span(on(9), on(10))]);
        },
      },
      {
        action: 'cancel-booking',
        body: quietly,
        after: async (stage) => {
          expect(await bookingsOf(stage)).toEqual([]);
          expect(await eventsOf(stage)).toEqual([]);
        },
      },
      {
        action: 'ignore',
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(9) }]);
          expect(await eventsOf(stage)).toEqual([]);
        },
      },
    ],
  },
  {
    kind: 'would-notify-guests',
    title: 'a booking moved whose event has a guest by now',
    build: async () => {
      const lena = await connected();
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
        after: async (stage) => {
          expect(await bookingsOf(stage)).toMatchObject([{ start: on(14) }]);
          expect(await eventsOf(stage)).toEqual([span(on(9), on(10))]);
        },
      },
    ],
  },
  {
    kind: 'would-notify-guests',
    title: 'the blocker of an event with guests moved in TIMIFY',
    build: async () => {
      const lena = await connected();
      const event = await lena.event('Review', on(9), on(10), { attendees: [guest] });
      await town.settled();
      const [blocker] = await lena.blockers();
      await lena.rebook({ id: blocker?.id ?? '' }, { datetime: at(on(14)) });
      return { lena, event };
    },
    ways: [
      {
        action: 'put-back',
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([span(on(9), on(10))]);
          expect(await blockersOf(stage)).toEqual([span(on(9), on(10))]);
        },
      },
      {
        action: 'ignore',
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([span(on(9), on(10))]);
          expect(await blockersOf(stage)).toEqual([span(on(14), on(15))]);
        },
      },
    ],
  },
  {
    kind: 'not-writable',
    title: 'the blocker of a meeting that somebody else organises moved in TIMIFY',
    build: async () => {
      const lena = await connected();
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
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([span(on(9), on(10))]);
          expect(await blockersOf(stage)).toEqual([span(on(9), on(10))]);
        },
      },
      {
        action: 'ignore',
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([span(on(9), on(10))]);
          expect(await blockersOf(stage)).toEqual([span(on(14), on(15))]);
        },
      },
    ],
  },
  {
    kind: 'not-representable',
    title: 'a service made longer in Outlook',
    build: async () => {
      const lena = await connected();
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
      const lena = await connected();
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
        after: async (stage) => {
          expect(await eventsOf(stage)).toEqual([span(on(0), on(0, 0, 3))]);
          expect(await blockersOf(stage)).toEqual([span(tomorrow(23, 0, 1), tomorrow(23, 0, 2))]);
        },
      },
      {
        action: 'ignore',
        after: async (stage) => {
          expect(await blockersOf(stage)).toEqual([span(on(0), on(0, 0, 3))]);
        },
      },
    ],
  },
  {
    kind: 'fought-over',
    title: 'a blocker that another program keeps moving',
    build: async () => {
      const lena = await connected({ direction: 'office-to-timify' });
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

const guest = { emailAddress: { address: 'guest@elsewhere.example', name: 'A guest' }, type: 'required' };

/** Whether nothing can be booked between the two times: bookings and blockers together hold all of it. */
const covered = async ({ lena }: Stage, from: string, to: string): Promise<boolean> => {
  const taken = (await lena.appointments())
    .flatMap((item) => item.bookings)
    .map(({ interval }) => [Date.parse(interval.begin), Date.parse(interval.end)] as const)
    .sort((a, b) => a[0] - b[0]);
  let reached = Date.parse(from);
  for (const [start, end] of taken) if (start <= reached) reached = Math.max(reached, end);
  return reached >= Date.parse(to);
};

/** A service of the company; a new one would be looked at by every resource. */
const aService = async (lena: Person): Promise<string> => {
  const { data } = await lena.timify<{ data: { id: string }[] }>('GET', '/services');
  return data[0]?.id ?? '';
};

const open = async (build: Case['build'], kind: string): Promise<Stage> => {
  const stage = await build();
  await town.settled();
  const conflicts = await stage.lena.conflicts();
  expect(conflicts.map((one) => one.kind)).toEqual([kind]);
  const [conflict] = conflicts;
  if (!conflict) throw new Error('no conflict');
  return { ...stage, conflict };
};

describe.each(CASES)('$kind: $title', { timeout: 60_000 }, ({ kind, build, ways }) => {
  it('is offered with these ways out, and with free times where something can move', async () => {
    const stage = await open(build, kind);
    const offered = [...new Set(ways.map(({ action }) => action))];
    expect([...stage.conflict.actions].sort()).toEqual(offered.sort());
    const moves = ['move-booking', 'move-event'].some((one) => stage.conflict.actions.includes(one));
    expect(stage.conflict.slots).toHaveLength(
      moves && kind !== 'confirm-move' ? 3 : stage.conflict.slots.length,
    );
    expect(await stage.lena.lookAgain()).toEqual([]);
    expect((await stage.lena.conflicts()).map(({ id }) => id)).toEqual([stage.conflict.id]);
  });

  it.each(
    ways.map(
      (way) => [way.action, JSON.stringify(way.body === loudly ? { notify: true } : {}), way] as const,
    ),
  )('is solved by %s %s', async (action, _, way) => {
    const stage = await open(build, kind);
    const { lena, conflict } = stage;
    const before = (await town.mailsToOthers()).length;
    const answer = await lena.resolve(conflict, { action, ...way.body?.(stage) });
    expect(answer.status).toBe(200);
    await town.settled();
    const refusal = way.refusedIn?.(town) ?? null;
    if (refusal) {
      expect(answer.body).toMatchObject({ ok: false, error: refusal });
      await lena.lookAgain();
      // What TIMIFY does not take stays a question, and both sides show it.
      expect((await lena.conflicts()).map((one) => one.kind)).toEqual(['move-refused']);
      expect(await lena.lookAgain()).toEqual([]);
      return;
    }
    expect(answer.body).toMatchObject({ ok: true });
    await way.after(stage);
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await lena.conflicts()).toEqual([]);
    await way.after(stage);
    const mails = (await town.mailsToOthers()).slice(before);
    expect(mails.length > 0).toBe(way.body === loudly);
    const [closed] = (await lena.allConflicts()).filter(({ id }) => id === conflict.id);
    expect(closed?.closedBy).toBe(action.startsWith('ignore') ? 'ignored' : 'solved');
  });
});
