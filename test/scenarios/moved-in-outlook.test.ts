import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workingHours } from '../support/hours.ts';
import { times } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';
import { on, span } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const blockers = async (lena: Person) => (await lena.blockers()).map(({ start, end }) => ({ start, end }));
const events = async (lena: Person) => (await lena.events()).map(times);
const quiet = async (lena: Person): Promise<void> => {
  expect(await lena.lookAgain()).toEqual([]);
  expect(await lena.lookAgain()).toEqual([]);
};

const booked = async (settings: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => {
  const lena = await town.connected(settings);
  const booking = await lena.booking(on(9), 60, more);
  await town.settled();
  const [copy] = (await lena.events()).filter((event) => times(event).start === on(9));
  return { lena, booking, copy: { id: copy?.id ?? '' } };
};

const serviceOf = async (): Promise<string> => {
  const lena = await town.person();
  return (await lena.timify<{ data: { id: string }[] }>('GET', '/services')).data[0]?.id ?? '';
};

describe('bookings moved and deleted in Outlook', { timeout: 60_000 }, () => {
  it('S-099 an event wholly outside the bookable times is left out; one that straddles them blocks the inside', async () => {
    const lena = await town.person();
    await workingHours(lena, '08:00', '18:00');
    await lena.connect();
    await lena.event('Dinner', on(19), on(21));
    await lena.event('Late', on(16), on(18));
    await town.settled();
    expect(await blockers(lena)).toEqual([span(on(16), on(17))]);
    expect((await lena.log()).map(({ rule }) => rule)).toContain('skip.outside-bookable-times');
    expect(await lena.conflicts()).toMatchObject([{ kind: 'outside-working-hours' }]);
    await quiet(lena);
  });

  it('S-099 a booking moved there in Outlook is asked about: its two times stand, and both sides show it', async () => {
    const lena = await town.person();
    await workingHours(lena, '08:00', '18:00');
    await lena.connect();
    const booking = await lena.booking(on(9), 60, { customer_ids: [] });
    await town.settled();
    const [copy] = await lena.copies();
    await lena.change({ id: copy?.id ?? '' }, { from: on(20), to: on(21) });
    await town.settled();
    expect(await lena.conflicts()).toMatchObject([
      {
        kind: 'outside-working-hours',
        office: { id: copy?.id },
        timify: { id: booking.id },
      },
    ]);
    expect(await lena.appointments()).toMatchObject([{ startDate: on(9) }]);
    expect(await events(lena)).toEqual([span(on(20), on(21))]);
    await quiet(lena);
  });

  it.each([
    ['another person’s meeting', { customer_ids: [] }, null],
    ['a customer, by default', {}, 'ask'],
    ['a customer', {}, 'move-silently'],
    ['a customer', {}, 'move-and-notify'],
    ['a customer', {}, 'put-back'],
  ])('S-100 %s (%o, %s)', async (_, more, policy) => {
    const before = (await town.mailsToOthers()).length;
    const settings = policy && policy !== 'ask' ? { onBookingMoved: policy } : {};
    const service = policy === null ? { service_id: await serviceOf() } : {};
    const { lena, copy } = await booked(settings, { ...more, ...service });
    const shown = (await lena.events()).map(times)[0];
    const length = Date.parse(shown?.end ?? '') - Date.parse(shown?.start ?? '');
    const to = new Date(Date.parse(on(14)) + length).toISOString().replace('.000Z', 'Z');
    await lena.change(copy, { from: on(14), to });
    await town.settled();
    const moved = policy === null || policy.startsWith('move');
    const copyAt = policy === 'put-back' ? on(9) : on(14);
    expect((await events(lena)).map(({ start }) => start)).toEqual([copyAt]);
    const [item] = await lena.appointments();
    expect(new Date(item?.bookings[0]?.interval.begin ?? '').toISOString()).toContain(
      (moved ? on(14) : on(9)).slice(0, 16),
    );
    expect((await lena.conflicts()).map(({ kind }) => kind)).toEqual(
      policy === 'ask' ? ['confirm-move'] : [],
    );
    await quiet(lena);
    expect((await town.mailsToOthers()).length > before).toBe(policy === 'move-and-notify');
  });

  it.each([
    ['ask', 'ask', 'mirror-deleted', 1],
    ['restore', 'ask', null, 1],
    ['follow', 'ask', 'confirm-cancel', 1],
    ['follow', 'restore', null, 1],
    ['follow', 'cancel-silently', null, 0],
    ['follow', 'cancel-and-notify', null, 0],
  ])('S-101 deleted in Outlook, %s and %s: %s', async (onDeleted, onBooking, kind, left) => {
    const before = (await town.mailsToOthers()).length;
    const { lena, copy } = await booked({
      onMirrorDeleted: { office: onDeleted },
      onBookingDeleted: onBooking,
    });
    await lena.remove(copy);
    await town.settled();
    expect(await lena.appointments()).toHaveLength(left);
    expect((await lena.conflicts()).map((one) => one.kind)).toEqual(kind === null ? [] : [kind]);
    expect(await events(lena)).toHaveLength(kind === null && left === 1 ? 1 : 0);
    await quiet(lena);
    expect((await town.mailsToOthers()).length > before).toBe(onBooking === 'cancel-and-notify');
  });
});
