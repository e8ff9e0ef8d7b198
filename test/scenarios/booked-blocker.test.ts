/** A blocker to which somebody in TIMIFY gives a customer is a booking from then on (design §4, rule 5). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
afterAll(() => town.stop());

/** An event whose blocker Nina has booked. */
const booked = async (lena: Person, book: (blocker: string, customer: string) => Promise<void>) => {
  const event = await lena.event('Lesson', tomorrow(9), tomorrow(10));
  await town.settled();
  const [blocker] = await lena.blockers();
  // One that was made this minute is what we made of it.
  await town.moveClock(120);
  const { data } = await lena.timify<{ data: { id: string } }>('POST', '/customers', {
    ...{ first_name: 'Nina', last_name: 'Wolf', email: 'nina@elsewhere.example' },
  });
  await book(blocker?.id ?? '', data.id);
  return { event, id: blocker?.id };
};

const mailsToNina = async (): Promise<unknown[]> =>
  (await town.mails()).filter(({ to }) => to === 'nina@elsewhere.example');

const bookedUnheard = (lena: Person) =>
  booked(lena, (blocker, customer) =>
    town.unheard(async () => {
      await lena.rebook({ id: blocker }, { customer_ids: [customer] });
    }),
  );

/** The booking is where Nina booked it, has its copy, and nobody told her anything. */
const expectCopied = async (lena: Person): Promise<void> => {
  expect((await lena.copies()).map(times)).toEqual([{ start: tomorrow(9), end: tomorrow(10) }]);
  expect(await lena.lookAgain()).toEqual([]);
  expect(await mailsToNina()).toEqual([]);
};

describe('a blocker that was booked', { timeout: 60_000 }, () => {
  it('stays when its event goes, and is copied like any other booking', async () => {
    const lena = await town.connected();
    const { event, id } = await booked(lena, async (blocker, customer) => {
      await lena.rebook({ id: blocker }, { customer_ids: [customer] });
    });
    await town.settled();
    await lena.remove(event);
    await town.settled();
    expect((await lena.appointments()).map((one) => one.id)).toEqual([id]);
    await expectCopied(lena);
  });

  it('stays also where nobody had heard of the customer when the event went', async () => {
    const lena = await town.connected();
    const { event, id } = await bookedUnheard(lena);
    await lena.remove(event);
    await town.settled();
    expect((await lena.appointments()).map((one) => one.id)).toEqual([id]);
    await expectCopied(lena);
  });

  it('stays where it is also where nobody had heard of the customer when the event was moved', async () => {
    const lena = await town.connected();
    const { event, id } = await bookedUnheard(lena);
    await lena.change(event, { from: tomorrow(14), to: tomorrow(15) });
    await town.settled();
    expect((await lena.appointments()).find((one) => one.id === id)).toMatchObject({
      bookings: [{ startDate: tomorrow(9) }],
    });
    expect((await lena.blockers()).map(({ start, end }) => ({ start, end }))).toEqual([
      { start: tomorrow(14), end: tomorrow(15) },
    ]);
    await expectCopied(lena);
  });
});

/** Made by people on both sides before anything was connected, and booked by Nina afterwards. */
const adoptedAndBooked = async () => {
  const lena = await town.person();
  const event = await lena.event('Lesson', tomorrow(9), tomorrow(10));
  const made = await lena.booking(tomorrow(9), 60, { title: 'Lesson', customer_ids: [] });
  await lena.connect();
  const { data } = await lena.timify<{ data: { id: string } }>('POST', '/customers', {
    ...{ first_name: 'Nina', last_name: 'Wolf', email: 'nina@elsewhere.example' },
  });
  const book = (): Promise<void> => lena.rebook(made, { customer_ids: [data.id] });
  return { lena, event, made, book };
};

describe('an appointment found beside an event, and booked since', { timeout: 60_000 }, () => {
  it.each([
    ['moved', 'heard', { from: tomorrow(14), to: tomorrow(15) }, ['14-15']],
    ['longer', 'heard', { to: tomorrow(11) }, ['10-11']],
    ['moved', 'unheard', { from: tomorrow(14), to: tomorrow(15) }, ['14-15']],
  ])('stays where it is when the event is %s, whose time is held (%s)', async (_, news, times, held) => {
    const { lena, event, made, book } = await adoptedAndBooked();
    if (news === 'heard') await book();
    else await town.unheard(book);
    await town.settled();
    await lena.change(event, times);
    await town.settled();
    const hour = (iso: string): number => new Date(iso).getUTCHours();
    expect((await lena.blockers()).map(({ start, end }) => `${hour(start)}-${hour(end)}`)).toEqual(held);
    expect((await lena.appointments()).find(({ id }) => id === made.id)).toMatchObject({
      bookings: [{ startDate: tomorrow(9) }],
    });
    await expectCopied(lena);
    await lena.remove(event);
    await town.settled();
    expect((await lena.appointments()).map(({ id }) => id)).toEqual([made.id]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
