import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import { explain } from '../support/explain.ts';
import type { Person } from '../support/person.ts';
import { expectRest, whilePaused } from '../support/rest.ts';
import { Town } from '../support/town.ts';
import { at } from '../support/ways.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const clock = (iso: string): string => iso.slice(11, 16);
const spans = (items: { start: string; end: string }[]): string[] =>
  items.map(({ start, end }) => `${clock(start)}-${clock(end)}`).sort();
const copiesOf = async (lena: Person): Promise<string[]> => spans((await lena.copies()).map(times));

const copyAt = async (lena: Person, start: string): Promise<{ id: string }> => {
  const found = (await lena.copies()).find((copy) => times(copy).start === start);
  if (!found) throw new Error(`no copy at ${start}`);
  return found;
};

describe('split bookings, changed half', { timeout: 60_000 }, () => {
  it('S-034 a part that moves in TIMIFY after "each" became "one" moves its own event', async () => {
    const lena = await town.connected({ splitBookings: 'each' });
    const booking = await lena.booking(tomorrow(9), 150, { duration_pattern: [60, 60, 30] });
    await town.settled();
    const before = (await lena.copies()).map(({ id }) => id).sort();
    await lena.settings({ splitBookings: 'one' });
    await lena.rebook(booking, { duration: 180, duration_pattern: [60, 90, 30] });
    await town.settled();
    expect(await copiesOf(lena)).toEqual(['09:00-10:00', '11:30-12:00']);
    expect((await lena.copies()).map(({ id }) => id).sort()).toEqual(before);
    await expectRest(lena);
    // A third part is one more event; parts that become one booking leave one.
    await lena.rebook(booking, { duration: 240, duration_pattern: [60, 90, 30, 30, 30] });
    await town.settled();
    expect(await copiesOf(lena)).toEqual(['09:00-10:00', '11:30-12:00', '12:30-13:00']);
    await expectRest(lena);
    await lena.rebook(booking, { duration: 60, duration_pattern: [60], datetime: at(tomorrow(10)) });
    await town.settled();
    expect(await copiesOf(lena)).toEqual(['10:00-11:00']);
    await expectRest(lena);
    await lena.cancel(booking);
    await town.settled();
    expect(await copiesOf(lena)).toEqual([]);
    await expectRest(lena);
  });

  it('S-034 a part dragged in Outlook while TIMIFY moves the whole: never half a booking', async () => {
    const lena = await town.connected({ splitBookings: 'each', onBookingMoved: 'move-silently' });
    const booking = await lena.booking(tomorrow(9), 150, { duration_pattern: [60, 60, 30] });
    await town.settled();
    const last = await copyAt(lena, tomorrow(11));
    await whilePaused(lena, async () => {
      await lena.change(last, { from: tomorrow(16), to: tomorrow(16, 30) });
      await lena.rebook(booking, { datetime: at(tomorrow(12)) });
    });
    expect(await copiesOf(lena)).toEqual(['12:00-13:00', '14:00-14:30']);
    await expectRest(lena);
    const event = await copyAt(lena, tomorrow(14));
    await lena.change(event, { from: tomorrow(16), to: tomorrow(16, 30) });
    await town.settled();
    expect(await lena.appointments()).toMatchObject([{ startDate: tomorrow(12) }]);
    await expectRest(lena, ['not-representable']);
    expect((await explain(lena, 'office', event.id)).decision).toBe('conflict');
    const [conflict] = await lena.conflicts();
    expect((await lena.resolve(conflict ?? { id: '' }, { action: 'put-back' })).body).toMatchObject({
      ok: true,
    });
    await town.settled();
    expect(await copiesOf(lena)).toEqual(['12:00-13:00', '14:00-14:30']);
    await expectRest(lena);
  });
});

describe('preparation and follow-up as events of their own', { timeout: 60_000 }, () => {
  const around = { duration_before: 30, duration_after: 15 };

  it('S-033 over midnight, shortened, without buffers and with them again', async () => {
    const lena = await town.connected({ buffers: 'separate' });
    const booking = await lena.booking(tomorrow(9), 60, { ...around, customer_ids: [] });
    await town.settled();
    const ids = (await lena.copies()).map(({ id }) => id).sort();
    await lena.rebook(booking, { datetime: at(tomorrow(0, 10, 1)) });
    await town.settled();
    expect((await lena.copies()).map(times)).toEqual([
      { start: tomorrow(23, 40), end: tomorrow(0, 10, 1) },
      { start: tomorrow(0, 10, 1), end: tomorrow(1, 10, 1) },
      { start: tomorrow(1, 10, 1), end: tomorrow(1, 25, 1) },
    ]);
    expect((await lena.copies()).map(({ id }) => id).sort()).toEqual(ids);
    await expectRest(lena);
    // Shortened to what little a booking can be.
    await lena.rebook(booking, { duration: 5 });
    await town.settled();
    expect(await copiesOf(lena)).toEqual(['00:10-00:15', '00:15-00:30', '23:40-00:10']);
    await expectRest(lena);
    await lena.rebook(booking, { duration_before: 0, duration_after: 0 });
    await town.settled();
    expect(await copiesOf(lena)).toEqual(['00:10-00:15']);
    await expectRest(lena);
    await lena.rebook(booking, { duration_before: 10, datetime: at(tomorrow(0, 5, 1)) });
    await town.settled();
    expect(await copiesOf(lena)).toEqual(['00:05-00:10', '23:55-00:05']);
    await expectRest(lena);
  });

  it('S-033 deleted one by one in Outlook: a buffer comes back, the booking goes with its own event', async () => {
    const lena = await town.connected({
      buffers: 'separate',
      onMirrorDeleted: { office: 'follow' },
      onBookingDeleted: 'cancel-silently',
    });
    await lena.booking(tomorrow(9), 60, around);
    await town.settled();
    await lena.remove(await copyAt(lena, tomorrow(8, 30)));
    await town.settled();
    expect(await lena.appointments()).toHaveLength(1);
    await expectRest(lena, ['not-representable']);
    const [conflict] = await lena.conflicts();
    await lena.resolve(conflict ?? { id: '' }, { action: 'put-back' });
    await town.settled();
    expect(await copiesOf(lena)).toEqual(['08:30-09:00', '09:00-10:00', '10:00-10:15']);
    await expectRest(lena);
    await lena.remove(await copyAt(lena, tomorrow(9)));
    await town.settled();
    expect(await lena.appointments()).toEqual([]);
    expect(await copiesOf(lena)).toEqual([]);
    await expectRest(lena);
  });

  it('S-033 an event on a buffer alone: the rest of it is blocked, the buffer stays the booking’s', async () => {
    const lena = await town.connected({ buffers: 'separate' });
    const booking = await lena.booking(tomorrow(9), 60, around);
    await lena.event('Call', tomorrow(8), tomorrow(8, 45));
    await town.settled();
    expect(spans(await lena.blockers())).toEqual(['08:00-08:30']);
    await expectRest(lena, ['overlap']);
    await lena.rebook(booking, { duration_before: 10 });
    await town.settled();
    expect(spans(await lena.blockers())).toEqual(['08:00-08:45']);
    await expectRest(lena);
    expect(await copiesOf(lena)).toEqual(['08:50-09:00', '09:00-10:00', '10:00-10:15']);
  });
});

describe('bookings of two resources', { timeout: 60_000 }, () => {
  it('one of them disconnected, then given to a third, then cancelled with others', async () => {
    const lena = await town.connected();
    const jonas = await town.connected();
    const mia = await town.connected();
    const shared = await lena.booking(tomorrow(9), 60, { resource_ids: [lena.resourceId, jonas.resourceId] });
    const own = await lena.booking(tomorrow(12), 60);
    await town.settled();
    await jonas.action('deactivate', { copies: 'keep' });
    await town.settled();
    await lena.rebook(shared, {
      resource_ids: [jonas.resourceId, mia.resourceId],
      datetime: at(tomorrow(10)),
    });
    await town.settled();
    expect(await copiesOf(lena)).toEqual(['12:00-13:00']);
    expect(await copiesOf(mia)).toEqual(['10:00-11:00']);
    expect(await copiesOf(jonas)).toEqual(['09:00-10:00']);
    await expectRest(mia);
    await expectRest(lena);
    await jonas.connect();
    expect(await copiesOf(jonas)).toEqual(['10:00-11:00']);
    await expectRest(jonas);
    await lena.cancel(shared, own);
    await town.settled();
    for (const person of [lena, jonas, mia]) {
      expect(await copiesOf(person)).toEqual([]);
      await expectRest(person);
    }
  });

  it('dragged in both calendars at once to different times: one of them counts, both show the same', async () => {
    const lena = await town.connected();
    const jonas = await town.connected();
    await lena.booking(tomorrow(9), 60, {
      resource_ids: [lena.resourceId, jonas.resourceId],
      customer_ids: [],
    });
    await town.settled();
    const [hers] = await lena.copies();
    const [his] = await jonas.copies();
    await lena.action('pause');
    await jonas.action('pause');
    await lena.change(hers ?? { id: '' }, { from: tomorrow(13), to: tomorrow(14) });
    await jonas.change(his ?? { id: '' }, { from: tomorrow(15), to: tomorrow(16) });
    await town.settled();
    await lena.action('resume');
    await town.settled();
    await jonas.action('resume');
    await town.settled();
    expect(await copiesOf(lena)).toEqual(await copiesOf(jonas));
    await expectRest(lena);
    await expectRest(jonas);
  });
});

describe('group bookings', { timeout: 60_000 }, () => {
  it('a copy dragged and renamed while somebody joins is put back with the new count', async () => {
    const lena = await town.connected();
    const { data } = await lena.timify<{ data: { id: string }[] }>('GET', '/customers?limit=3');
    const ids = data.map(({ id }) => id);
    const course = { title: 'Yoga', is_course: true, max_participants: 10, customer_ids: ids.slice(0, 1) };
    const booking = await lena.booking(tomorrow(9), 60, course);
    await town.settled();
    const copy = await copyAt(lena, tomorrow(9));
    await whilePaused(lena, async () => {
      await lena.change(copy, { from: tomorrow(13), to: tomorrow(14), subject: 'Pilates' });
      await lena.rebook(booking, { customer_ids: ids });
    });
    expect(await lena.copies()).toMatchObject([{ id: copy.id, subject: 'Yoga · 3/10' }]);
    expect(await copiesOf(lena)).toEqual(['09:00-10:00']);
    await expectRest(lena);
    await whilePaused(lena, async () => {
      await lena.remove(copy);
      await lena.rebook(booking, { customer_ids: ids.slice(0, 2), datetime: at(tomorrow(11)) });
    });
    await expectRest(lena, ['mirror-deleted']);
    expect(await lena.copies()).toEqual([]);
    const [conflict] = await lena.conflicts();
    await lena.resolve(conflict ?? { id: '' }, { action: 'put-back' });
    await town.settled();
    expect(await lena.copies()).toMatchObject([{ subject: 'Yoga · 2/10' }]);
    expect(await copiesOf(lena)).toEqual(['11:00-12:00']);
    await expectRest(lena);
  });

  it('a copy dragged while its booking becomes a group booking is put back like that of any other', async () => {
    const lena = await town.connected({ onBookingMoved: 'move-silently' });
    const booking = await lena.booking(tomorrow(9), 60);
    await town.settled();
    const [copy] = await lena.copies();
    await whilePaused(lena, async () => {
      await lena.rebook(booking, { is_course: true, max_participants: 8 });
      await lena.change(copy ?? { id: '' }, { from: tomorrow(13), to: tomorrow(14) });
    });
    expect(await copiesOf(lena)).toEqual(['09:00-10:00']);
    expect((await lena.log()).map(({ rule }) => rule)).toContain('group-put-back');
    await expectRest(lena);
  });
});
