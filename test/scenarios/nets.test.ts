import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { times, tomorrow, type TimifyAppointment } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { workingHours } from '../support/hours.ts';
import { Town } from '../support/town.ts';

/** What no bell rang for is found by looking, also while bells ring for something else all the time. */
let town: Town;
let lena: Person;
let known: TimifyAppointment;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
afterAll(() => town.stop());
beforeEach(async () => {
  lena = await town.connected();
  known = await lena.booking(tomorrow(9), 30);
  await town.settled();
});

const starts = async (): Promise<string[]> =>
  (await lena.copies(undefined, tomorrow(0, 0, 100))).map((copy) => times(copy).start).sort();

/** So long, TIMIFY rings every `seconds` for the booking that everybody knows. */
const traffic = async (minutes: number, seconds: number): Promise<void> => {
  for (let round = 1; round * seconds <= minutes * 60; round += 1) {
    await town.advance(seconds);
    const datetime = tomorrow(round % 2 ? 11 : 9)
      .slice(0, 16)
      .replace('T', ' ');
    await lena.rebook(known, { datetime });
  }
  await town.settled();
};

const unheardBooking = (start: string): Promise<void> =>
  town.unheard(async () => {
    await lena.booking(start, 30);
  });

describe('under traffic', { timeout: 180_000 }, () => {
  it('a booking of these days is found within a minute', async () => {
    await unheardBooking(tomorrow(14));
    await traffic(1, 20);
    expect(await starts()).toContain(tomorrow(14));
  });

  it('a booking of later days is found within a quarter of an hour', async () => {
    const later = tomorrow(14, 0, 60);
    await unheardBooking(later);
    await traffic(16, 40);
    expect(await starts()).toContain(later);
  });

  it('a booking is found as far ahead as anybody looks', async () => {
    lena = await town.connected({ windowFutureMonths: 36 });
    await unheardBooking(tomorrow(14, 0, 1_000));
    await traffic(16, 40);
    const found = await lena.copies(tomorrow(0, 0, 990), tomorrow(0, 0, 1_010));
    expect(found.map((copy) => times(copy).start)).toEqual([tomorrow(14, 0, 1_000)]);
  });

  it('an event is found by the sweep', async () => {
    // Nothing is written to her calendar, whose bell would ring for it.
    lena = await town.connected({ direction: 'office-to-timify' });
    known = await lena.booking(tomorrow(9), 30);
    await town.unheard(async () => {
      await lena.event('Dentist', tomorrow(14), tomorrow(15));
    });
    await traffic(38, 120);
    expect(await lena.blockers()).toMatchObject([{ title: 'Dentist' }]);
  });

  it('an event in a calendar that rings no bell is found within minutes', async () => {
    town.unchecked('the checker sees no calendars of others');
    const [anna, jonas] = [await town.person(), await town.person()];
    const { calendarId } = await town.control<{ calendarId: string }>('POST', '/graph/share', {
      owner: anna.oid,
      user: jonas.oid,
    });
    await jonas.connect({}, { calendars: [jonas.calendarId, calendarId], writeCalendar: jonas.calendarId });
    lena = jonas;
    known = await jonas.booking(tomorrow(9), 30);
    await town.settled();
    await anna.event('Of Anna', tomorrow(14), tomorrow(15));
    await traffic(7, 60);
    expect(await jonas.blockers()).toMatchObject([{ title: 'Of Anna' }]);
  });
});

describe('where no bell rang', { timeout: 60_000 }, () => {
  it('"sync now" knows the working times of now', async () => {
    await lena.event('Late', tomorrow(14), tomorrow(20));
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ start: tomorrow(14), end: tomorrow(20) }]);
    await town.unheard(() => workingHours(lena, '08:00', '18:00'));
    await lena.action('sync');
    await town.settled();
    expect((await lena.conflicts()).map(({ kind }) => kind)).toEqual(['outside-working-hours']);
    const [blocker] = await lena.blockers();
    expect(Date.parse(blocker?.end ?? '')).toBeLessThan(Date.parse(tomorrow(18)));
    expect(await lena.lookAgain()).toEqual([]);
  });
});
