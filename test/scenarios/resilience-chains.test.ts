import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { eventually } from '../support/call.ts';
import { Town } from '../support/town.ts';
import { at, on, span } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const quiet = async (lena: Person): Promise<void> => {
  expect(await lena.lookAgain()).toEqual([]);
  expect(await lena.lookAgain()).toEqual([]);
};
const sizes = async (lena: Person): Promise<[number, number]> => [
  (await lena.events()).length,
  (await lena.appointments()).length,
];

interface MarkedEvent {
  id: string;
  subject: string;
  start: unknown;
  end: unknown;
  categories: string[];
  singleValueExtendedProperties?: { id: string; value: string }[];
}

/** Outlook copies an event with all that is on it, our stamp included. */
const duplicate = async (lena: Person, { id }: { id: string }): Promise<{ id: string }> => {
  const events = await town.control<{ office: Record<string, { events: MarkedEvent[] }> }>('GET', '/state');
  const made = Object.values(events.office)
    .flatMap((mailbox) => mailbox.events)
    .find((one) => one.id === id);
  const whole = await lena.graph<MarkedEvent>('GET', `/events/${encodeURIComponent(id)}`);
  return lena.event(whole.subject, on(16), on(17), {
    categories: whole.categories,
    ...(made?.singleValueExtendedProperties
      ? { singleValueExtendedProperties: made.singleValueExtendedProperties }
      : {}),
  });
};

describe('copies and chains', { timeout: 60_000 }, () => {
  it('S-118 a copy that a person makes of our copy is an event of their own: it blocks, and nothing grows', async () => {
    const lena = await town.connected();
    await lena.booking(on(9), 60);
    await town.settled();
    const [copy] = await lena.copies();
    if (!copy) throw new Error('no copy');
    const twin = await duplicate(lena, copy);
    await town.settled();
    expect(await lena.blockers()).toMatchObject([span(on(16), on(17))]);
    expect(await sizes(lena)).toEqual([2, 2]);
    await quiet(lena);
    await lena.remove(twin);
    await town.settled();
    expect(await lena.blockers()).toEqual([]);
    expect(await sizes(lena)).toEqual([1, 1]);
    await quiet(lena);
  });

  it('S-118 another tool that copies every event back as its own: one more, and then no more', async () => {
    const lena = await town.connected();
    const event = await lena.event('Dentist', on(9), on(10));
    await town.settled();
    // The other tool saw the event and put a copy of its own beside it.
    await lena.event('Dentist', on(9), on(10));
    await town.settled();
    const before = await sizes(lena);
    await quiet(lena);
    expect(await sizes(lena)).toEqual(before);
    await lena.change(event, { from: on(11), to: on(12) });
    await town.settled();
    const held = (await lena.blockers()).map(({ start, end }) => ({ start, end }));
    expect(held).toEqual([span(on(9), on(10)), span(on(11), on(12))]);
    await quiet(lena);
  });

  it('S-118 two people with one calendar between them: a copy of one is an original of the other, without growth', async () => {
    const lena = await town.connected();
    const jonas = await town.connected();
    await lena.booking(on(9), 60);
    await town.settled();
    // Jonas sees Lena's booking as a meeting in his calendar.
    await jonas.event('Lena: Consultation', on(9), on(10));
    await town.settled();
    expect(await jonas.blockers()).toHaveLength(1);
    const before = [await sizes(lena), await sizes(jonas)];
    await quiet(lena);
    await quiet(jonas);
    expect([await sizes(lena), await sizes(jonas)]).toEqual(before);
  });

  it('S-170 a stamp that somebody takes away takes nothing over: the link still knows its own', async () => {
    const lena = await town.connected();
    await lena.event('Dentist', on(9), on(10));
    await town.settled();
    const [blocker] = await lena.blockers();
    await lena.rebook({ id: blocker?.id ?? '' }, { external_id: 'somebody-elses' });
    await town.settled();
    expect(await sizes(lena)).toEqual([1, 1]);
    await quiet(lena);
    await lena.rebook({ id: blocker?.id ?? '' }, { datetime: at(on(14)) });
    await town.settled();
    expect((await lena.events()).map(times)).toEqual([span(on(14), on(15))]);
    await quiet(lena);
  });
});

describe('the brake', { timeout: 90_000 }, () => {
  const twelve = async (): Promise<Person> => {
    const lena = await town.connected();
    for (let at = 0; at < 12; at += 1) {
      const [hour, days] = [9 + (at % 6), 3 + Math.floor(at / 6)];
      await lena.event(`E${at}`, on(hour, 0, days), on(hour, 30, days));
    }
    await town.settled();
    return lena;
  };

  const emptied = async (lena: Person): Promise<void> => {
    await lena.action('pause');
    for (const event of await lena.events()) await lena.remove(event);
    await town.settled();
    await lena.action('resume');
    await town.settled();
  };

  it('S-164 a long series deleted counts as one', async () => {
    const lena = await twelve();
    const series = await lena.event('Standup', on(7), on(7, 15), {
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'numbered', startDate: on(7).slice(0, 10), numberOfOccurrences: 60 },
      },
    });
    await town.settled();
    expect((await lena.connection()).counts).toMatchObject({ linked: 72 });
    await lena.remove(series);
    await town.settled();
    expect((await lena.connection()).counts).toMatchObject({ held: 0, linked: 12 });
    await quiet(lena);
  });

  it('S-115 S-164 a calendar emptied is held, new events go on; confirmed, the copies go', async () => {
    const lena = await twelve();
    await emptied(lena);
    expect((await lena.connection()).counts).toMatchObject({ held: 12 });
    expect(await lena.blockers()).toHaveLength(12);
    await lena.event('New', on(16), on(17));
    await town.settled();
    expect(await lena.blockers()).toHaveLength(13);
    await quiet(lena);
    expect((await lena.action('confirm-hold')).body).toMatchObject({ ok: true });
    await town.settled();
    expect(await lena.blockers()).toMatchObject([span(on(16), on(17))]);
    expect((await lena.connection()).counts).toMatchObject({ held: 0, linked: 1 });
    await quiet(lena);
  });

  it('S-164 refused, what is missing comes back', async () => {
    const lena = await twelve();
    const before = await lena.both();
    await emptied(lena);
    expect(await lena.events()).toEqual([]);
    expect((await lena.action('refuse-hold')).body).toMatchObject({ ok: true });
    await town.settled();
    expect((await lena.connection()).counts).toMatchObject({ held: 0 });
    expect(await lena.both()).toEqual(before);
    await quiet(lena);
  });

  /** Somebody deletes all bookings of a resource in TIMIFY at once; one comes meanwhile. */
  const bookingsDeleted = async (): Promise<Person> => {
    const lena = await town.connected();
    const bookings = [];
    for (let day = 3; day < 15; day += 1) bookings.push(await lena.booking(on(9, 0, day), 30));
    await town.settled();
    await lena.cancel(...bookings);
    await town.settled();
    expect((await lena.connection()).counts).toMatchObject({ held: 12 });
    await lena.booking(on(16), 60);
    await town.settled();
    expect(await lena.copies()).toHaveLength(13);
    await quiet(lena);
    return lena;
  };

  it('S-164 bookings deleted in bulk are held, new ones go on; confirmed, their copies go', async () => {
    const lena = await bookingsDeleted();
    expect((await lena.action('confirm-hold')).body).toMatchObject({ ok: true });
    await town.settled();
    expect((await lena.copies()).map(times)).toEqual([span(on(16), on(17))]);
    expect((await lena.connection()).counts).toMatchObject({ held: 0, linked: 1 });
    await quiet(lena);
    expect(await town.mailsToOthers()).toEqual([]);
  });

  it('S-164 refused, their copies stay, and hold their time like any other event', async () => {
    const lena = await bookingsDeleted();
    expect((await lena.action('refuse-hold')).body).toMatchObject({ ok: true });
    await town.settled();
    expect(await lena.copies()).toHaveLength(13);
    expect(await lena.blockers()).toHaveLength(12);
    expect((await lena.connection()).counts).toMatchObject({ held: 0, linked: 13 });
    await quiet(lena);
    expect(await town.mailsToOthers()).toEqual([]);
  });
});

describe('half of it', { timeout: 90_000 }, () => {
  it('S-140 of a batch in which some writes fail, the others stand and the failed are tried again', async () => {
    const lena = await town.connected();
    await lena.action('pause');
    for (let hour = 7; hour < 15; hour += 1) await lena.booking(on(hour), 30);
    await town.settled();
    const { id } = await town.fault({ service: 'graph', match: 'POST .*events', next: 4, status: 500 });
    const since = new Date().toISOString();
    await lena.action('resume');
    await eventually('all copies', async () => (await lena.copies()).length === 8, 60_000);
    await town.settled();
    await town.control('DELETE', `/faults/${id}`);
    expect(await lena.copies()).toHaveLength(8);
    const made = (await town.writes(since, 'graph')).filter((row) => row.method === 'POST');
    expect(made.filter(({ status }) => status < 300)).toHaveLength(8);
    await quiet(lena);
  });
});
