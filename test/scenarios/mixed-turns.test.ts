import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow, type GraphEvent } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { expectRest } from '../support/rest.ts';
import { makeSeries, seriesBody, type Series } from '../support/series.ts';
import { Town } from '../support/town.ts';
import { at, guest } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const FIRST = tomorrow(0).slice(0, 10);
const daily = (count: number, from = '09:00', to = '10:00'): Series => ({
  ...{ day: FIRST, from, to, times: count },
  pattern: { type: 'daily', interval: 1 },
});
const recurring = (count: number): Record<string, unknown> => ({
  recurrence: seriesBody(daily(count))['recurrence'],
});
const days = (count: number, hour = 9, from = 0): string[] =>
  Array.from({ length: count }, (_, day) => tomorrow(hour, 0, from + day));
const eventStarts = async (lena: Person): Promise<string[]> =>
  (await lena.events()).map((event) => times(event).start).sort();
const blockerStarts = async (lena: Person): Promise<string[]> =>
  (await lena.blockers()).map(({ start }) => start);
const customerBookings = async (lena: Person): Promise<string[]> =>
  (await lena.appointments())
    .filter(({ customers }) => customers.length > 0)
    .map(({ startDate }) => startDate);

describe('an event that a person turns into a series', { timeout: 60_000 }, () => {
  it('S-037 S-045 single, daily, single again: each time is blocked once', async () => {
    const lena = await town.connected();
    const event = await lena.event('Standup', tomorrow(9), tomorrow(10));
    await town.settled();
    await lena.change(event, recurring(4));
    await town.settled();
    expect(await eventStarts(lena)).toEqual(days(4));
    expect(await blockerStarts(lena)).toEqual(days(4));
    await expectRest(lena);
    expect((await lena.connection()).counts.linked).toBe(4);
    await lena.change(event, { recurrence: null });
    await town.settled();
    expect(await blockerStarts(lena)).toEqual(await eventStarts(lena));
    await expectRest(lena);
  });

  it('S-102 with a booking on its second day, and back: the question comes and goes', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(9, 30, 1), 30);
    const event = await lena.event('Standup', tomorrow(9), tomorrow(10));
    await town.settled();
    await expectRest(lena);
    await lena.change(event, recurring(3));
    await town.settled();
    expect((await lena.blockers()).map(({ start, end }) => `${start} ${end}`)).toContain(
      `${tomorrow(9, 0, 1)} ${tomorrow(9, 30, 1)}`,
    );
    await expectRest(lena, ['overlap']);
    await lena.change(event, { recurrence: null });
    await town.settled();
    await expectRest(lena);
    expect(await blockerStarts(lena)).toEqual([tomorrow(9)]);
  });

  it('S-102 decided about before anybody heard of the series: its day is asked about', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(9, 30), 30);
    const event = await lena.event('Standup', tomorrow(9), tomorrow(10));
    await town.settled();
    const [conflict] = await lena.conflicts();
    await town.unheard(() => lena.change(event, recurring(3)).then(() => undefined));
    const slot = { start: tomorrow(15), end: tomorrow(16) };
    const answer = await lena.resolve(conflict ?? { id: '' }, { action: 'move-event', slot });
    expect(answer.status).toBe(200);
    await lena.lookAgain();
    expect(await eventStarts(lena)).toEqual([tomorrow(9), tomorrow(9, 30), ...days(2, 9, 1)]);
    expect(await blockerStarts(lena)).toEqual(days(3));
    await expectRest(lena, ['overlap']);
  });
});

describe('the copy of a booking that a person turns into a series', { timeout: 60_000 }, () => {
  const turned = async (policy: string) => {
    const lena = await town.connected({
      onMirrorDeleted: { office: policy },
      onBookingDeleted: 'cancel-silently',
    });
    const booking = await lena.booking(tomorrow(9), 60);
    await town.settled();
    const [copy] = await lena.copies();
    await lena.change(copy ?? { id: '' }, { ...recurring(3), categories: [], subject: 'Mine' });
    await town.settled();
    return { lena, booking, master: { id: copy?.id ?? '' } };
  };
  const copyStarts = async (lena: Person): Promise<string[]> =>
    (await lena.copies()).map((copy) => times(copy).start);
  const own = async (lena: Person): Promise<string[]> =>
    (await lena.events()).filter(({ subject }) => subject === 'Mine').map((event) => times(event).start);

  it.each(['ask', 'follow'])(
    'S-101 the series is the person’s, the booking has another copy (%s)',
    async (policy) => {
      const { lena, booking } = await turned(policy);
      expect(await customerBookings(lena)).toEqual([tomorrow(9)]);
      expect(await copyStarts(lena)).toEqual([tomorrow(9)]);
      expect(await own(lena)).toEqual(days(3));
      // On the first day the person's own event lies on the booking.
      expect(await blockerStarts(lena)).toEqual(days(2, 9, 1));
      await expectRest(lena, ['overlap']);
      expect((await lena.log()).map(({ rule }) => rule)).toContain('became-series');
      await lena.rebook(booking, { datetime: at(tomorrow(12)) });
      await town.settled();
      expect(await copyStarts(lena)).toEqual([tomorrow(12)]);
      expect(await blockerStarts(lena)).toEqual(days(3));
      await expectRest(lena);
      await lena.cancel(booking);
      await town.settled();
      expect(await copyStarts(lena)).toEqual([]);
      expect(await own(lena)).toEqual(days(3));
      await expectRest(lena);
    },
  );

  it('S-101 made single again it stays the person’s, and blocks like any other', async () => {
    const { lena, booking, master } = await turned('follow');
    await lena.change(master, { recurrence: null });
    await town.settled();
    expect(await own(lena)).toEqual([tomorrow(9)]);
    expect(await copyStarts(lena)).toEqual([tomorrow(9)]);
    expect(await blockerStarts(lena)).toEqual([]);
    await expectRest(lena, ['overlap']);
    await lena.cancel(booking);
    await town.settled();
    expect(await own(lena)).toEqual([tomorrow(9)]);
    expect(await copyStarts(lena)).toEqual([]);
    expect(await blockerStarts(lena)).toEqual([tomorrow(9)]);
    await expectRest(lena);
  });
});

describe('an occurrence', { timeout: 60_000 }, () => {
  it('S-040 shown as free, the series out of office, then busy and private: each part follows what it did not change itself', async () => {
    const lena = await town.connected();
    const master = await makeSeries(lena, 'Standup', daily(3));
    await town.settled();
    const second = (await lena.events()).find(
      (event) => times(event).start === tomorrow(9, 0, 1),
    ) as GraphEvent;
    await lena.change(second, { from: tomorrow(9, 30, 1), to: tomorrow(11, 0, 1), showAs: 'free' });
    await town.settled();
    expect(await blockerStarts(lena)).toEqual([tomorrow(9), tomorrow(9, 0, 2)]);
    await lena.change(master, { showAs: 'oof' });
    await town.settled();
    expect(await blockerStarts(lena)).toEqual([tomorrow(9), tomorrow(9, 0, 2)]);
    await lena.change(second, { showAs: 'busy', sensitivity: 'private' });
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toEqual([
      'Standup',
      'Kalenderblocker',
      'Standup',
    ]);
    await expectRest(lena);
    await lena.change(master, { subject: 'Daily' });
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(['Daily', 'Kalenderblocker', 'Daily']);
    await expectRest(lena);
  });
});

describe('what nobody told of', { timeout: 60_000 }, () => {
  const unheard = async (
    more: (lena: Person, booking: { id: string }) => Promise<unknown>,
  ): Promise<Person> => {
    const lena = await town.connected({
      onMirrorDeleted: { office: 'follow' },
      onBookingDeleted: 'cancel-silently',
    });
    const booking = await lena.booking(tomorrow(9), 60);
    const event = await lena.event('Dentist', tomorrow(14), tomorrow(15));
    await town.settled();
    const [copy] = await lena.copies();
    await town.unheard(async () => {
      await lena.change(copy ?? { id: '' }, { ...recurring(3), categories: [], subject: 'Mine' });
      const { recurrence } = seriesBody(daily(2, '14:00', '15:00'));
      await lena.change(event, { recurrence });
      await more(lena, booking);
    });
    return lena;
  };
  const own = async (lena: Person): Promise<string[]> =>
    (await lena.events()).filter(({ subject }) => subject === 'Mine').map((event) => times(event).start);

  it('S-047 a full look finds the series, also where its booking was cancelled meanwhile: it stays', async () => {
    const lena = await unheard((person, booking) => person.cancel(booking));
    await lena.lookAgain();
    expect(await own(lena)).toEqual(days(3));
    expect(await lena.copies()).toEqual([]);
    expect(await blockerStarts(lena)).toEqual([...days(3), ...days(2, 14)].sort());
    await expectRest(lena);
  });

  it('S-153 S-161 deactivated at once, neither the series goes with the copies nor what has guests', async () => {
    const lena = await unheard(async (person) => {
      await person.booking(tomorrow(17), 60);
    });
    await lena.lookAgain();
    const [late] = (await lena.copies()).filter((copy) => times(copy).start === tomorrow(17));
    const [copy] = (await lena.copies()).filter((one) => times(one).start === tomorrow(9));
    await town.unheard(async () => {
      await lena.change(copy ?? { id: '' }, { ...recurring(3), categories: [], subject: 'Mine again' });
      await lena.change(late ?? { id: '' }, { attendees: [guest] });
    });
    // What the person sends themselves is theirs.
    const before = (await town.mailsToOthers()).length;
    const { body } = await lena.action('deactivate', { copies: 'remove' });
    expect(JSON.stringify(body)).toContain('would-notify-guests');
    expect(await own(lena)).toEqual(days(3));
    const left = (await lena.events()).filter(({ subject }) => subject === 'Mine again');
    expect(left.map((event) => times(event).start)).toEqual(days(3));
    expect((await lena.copies()).map((event) => times(event).start)).toEqual([tomorrow(17)]);
    expect((await town.mailsToOthers()).length).toBe(before);
  });
});
