import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chance } from '../support/chance.ts';
import { spanOf, times, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { eventually } from '../support/call.ts';
import { Town } from '../support/town.ts';

const SEED = Number(process.env['CHAOS_SEED'] ?? 20_261_125);

const WORLDS = [
  { name: 'TIMIFY keeps our mark', switches: { timifyExternalId: 'kept' }, kills: 10, days: 20 },
  { name: 'TIMIFY drops our mark', switches: { timifyExternalId: 'dropped' }, kills: 4, days: 8 },
] as const;

/** Days apart, so that an import finds them in several of its windows. */
const DAYS_APART = 4;
const EVENT_HOURS = [6, 8, 10];
const LATENCY = 30;

interface Item {
  title: string;
  start: string;
  end: string;
}

const byTime = (a: Item, b: Item): number => a.start.localeCompare(b.start) || a.title.localeCompare(b.title);

/** A day of events, and a booking: nothing of it overlaps. */
const fillDay = async (person: Person, day: number): Promise<{ events: Item[]; bookings: Item[] }> => {
  const events = EVENT_HOURS.map((hour) => ({
    title: `Day ${day} at ${hour}`,
    start: tomorrow(hour, 0, day),
    end: tomorrow(hour, 45, day),
  }));
  for (const { title, start, end } of events) await person.event(title, start, end);
  const booking = { title: `Booked on day ${day}`, start: tomorrow(14, 0, day), end: tomorrow(14, 30, day) };
  await person.booking(booking.start, 30, { title: booking.title });
  return { events, bookings: [booking] };
};

/** Both calendars over all the days of this test, in stretches that the services list at once. */
const held = async (person: Person): Promise<{ office: Item[]; timify: Item[]; copies: number }> => {
  const seen = { office: new Map<string, Item>(), timify: new Map<string, Item>(), copies: 0 };
  for (let day = -1; day < 100; day += 25) {
    const [from, to] = [tomorrow(0, 0, day), tomorrow(0, 0, day + 25)];
    for (const event of await person.events(from, to)) {
      if (!seen.office.has(event.id) && event.categories.includes('TIMIFY')) seen.copies += 1;
      seen.office.set(event.id, { title: event.subject ?? '', ...times(event) });
    }
    for (const item of await person.appointments(from, to)) {
      const { title, start, end } = spanOf(item);
      seen.timify.set(item.id, { title, start, end });
    }
  }
  const sorted = (items: Map<string, Item>): Item[] => [...items.values()].sort(byTime);
  return { office: sorted(seen.office), timify: sorted(seen.timify), copies: seen.copies };
};

const timesOf = (items: readonly Item[]): string[] => items.map(({ start, end }) => `${start} ${end}`).sort();

for (const { name, switches, kills, days } of WORLDS) {
  describe(`a server that is killed again and again: ${name} (CHAOS_SEED=${SEED})`, () => {
    let town: Town;
    beforeAll(async () => {
      town = await Town.start({ switches });
      await town.control('POST', '/latency', { graph: LATENCY, timify: LATENCY });
    });
    afterAll(() => town.stop());

    /** Ends the server as a crash would once it has begun that many writes. */
    const killAt = async (since: string, writes: number): Promise<void> => {
      await eventually(`write ${writes}`, async () => (await town.writes(since)).length >= writes, 60_000);
      await town.restart('SIGKILL');
    };

    /** Each event has exactly one blocker, each booking exactly one event, and nothing else is there. */
    const expectWhole = async (person: Person, made: { events: Item[]; bookings: Item[] }): Promise<void> => {
      await person.action('sync');
      await eventually('in step', async () => (await person.connection()).state === 'in-step', 60_000);
      await town.settled();
      const { office, timify, copies } = await held(person);
      const all = [...made.events, ...made.bookings];
      expect(timify).toEqual([...all].sort(byTime));
      expect(timesOf(office)).toEqual(timesOf(all));
      expect(office.filter(({ title }) => title.startsWith('Day'))).toEqual([...made.events].sort(byTime));
      expect(copies).toBe(made.bookings.length);
      expect((await person.connection()).counts).toMatchObject({ linked: all.length, conflicts: 0, held: 0 });
      expect(await person.conflicts()).toEqual([]);
      expect(await town.mailsToOthers()).toEqual([]);
      expect(await person.lookAgain()).toEqual([]);
      expect(town.complaints()).toEqual([]);
    };

    it(`${kills} times while it imports: no double and no gap`, async () => {
      const draw = chance(SEED);
      const person = await town.person();
      const made = { events: [] as Item[], bookings: [] as Item[] };
      for (let day = 0; day < days; day += 1) {
        const { events, bookings } = await fillDay(person, day * DAYS_APART);
        made.events.push(...events);
        made.bookings.push(...bookings);
      }
      const total = made.events.length + made.bookings.length;
      const moments = Array.from({ length: kills }, () => 1 + draw(total - 1)).sort((a, b) => a - b);
      const since = new Date().toISOString();
      await person.beginConnecting();
      for (const moment of moments) await killAt(since, moment);
      await expectWhole(person, made);
    });

    it(`${kills} times while it writes out what was just made: no double and no gap`, async () => {
      const draw = chance(SEED + 1);
      const person = await town.connected();
      const made = { events: [] as Item[], bookings: [] as Item[] };
      for (let round = 0; round < kills; round += 1) {
        const since = new Date().toISOString();
        const { events, bookings } = await fillDay(person, round * DAYS_APART);
        made.events.push(...events);
        made.bookings.push(...bookings);
        await killAt(since, 1 + draw(events.length + bookings.length));
      }
      await expectWhole(person, made);
    });
  });
}
