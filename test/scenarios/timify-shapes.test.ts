import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** Each copy as `from-to`, in UTC minutes of the day. */
const spansOf = async (person: Person): Promise<string[]> =>
  (await person.copies())
    .map(times)
    .map(({ start, end }) => `${start.slice(11, 16)}-${end.slice(11, 16)}`)
    .sort();

/** Nothing is left to do: a second look at both sides writes nothing, and no customer or guest was told anything. */
const quiet = async (person: Person): Promise<void> => {
  expect(await person.lookAgain()).toEqual([]);
  expect(await town.mailsToOthers()).toEqual([]);
};

const split = { duration_pattern: [60, 60, 30] };
const buffered = { duration_before: 10, duration_after: 5 };

describe('split bookings', { timeout: 120_000 }, () => {
  it('S-034 are one event from first start to last end, and stay one when the setting changes', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(tomorrow(9), 150, split);
    await town.settled();
    expect(await spansOf(lena)).toEqual(['09:00-11:30']);
    expect((await lena.settings({ splitBookings: 'each' })).status).toBe(200);
    await lena.rebook(booking, { datetime: minute(tomorrow(12)) });
    await town.settled();
    expect(await spansOf(lena)).toEqual(['12:00-14:30']);
    await lena.booking(tomorrow(16), 150, split);
    await town.settled();
    expect(await spansOf(lena)).toEqual(['12:00-14:30', '16:00-17:00', '18:00-18:30']);
    await quiet(lena);
  });

  it('S-034 are one event per part by setting, and stay so when the setting changes', async () => {
    const lena = await town.connected({ splitBookings: 'each' });
    const booking = await lena.booking(tomorrow(9), 150, split);
    await town.settled();
    expect(await spansOf(lena)).toEqual(['09:00-10:00', '11:00-11:30']);
    await lena.settings({ splitBookings: 'one' });
    await lena.rebook(booking, { datetime: minute(tomorrow(12)) });
    await town.settled();
    expect(await spansOf(lena)).toEqual(['12:00-13:00', '14:00-14:30']);
    await quiet(lena);
    // Applied to what is already there, the setting of now counts.
    await lena.action('apply-settings');
    await town.settled();
    expect(await spansOf(lena)).toEqual(['12:00-14:30']);
    await quiet(lena);
  });

  it('S-034 a part that goes in TIMIFY takes its event alone along', async () => {
    const lena = await town.connected({ splitBookings: 'each' });
    const booking = await lena.booking(tomorrow(9), 150, split);
    await town.settled();
    const first = (await lena.copies()).find((copy) => times(copy).start === tomorrow(9));
    await lena.rebook(booking, { duration_pattern: [60], duration: 60 });
    await town.settled();
    expect((await lena.copies()).map(({ id }) => id)).toEqual([first?.id]);
    await quiet(lena);
  });

  it.each(['ask', 'follow'] as const)(
    'S-034 a part deleted in Office (%s) takes nothing else along: booking and other part stay, somebody is asked',
    async (policy) => {
      const lena = await town.connected({
        splitBookings: 'each',
        onMirrorDeleted: { office: policy },
        onBookingDeleted: 'cancel-silently',
      });
      await lena.booking(tomorrow(9), 150, split);
      await town.settled();
      const last = (await lena.copies()).find((copy) => times(copy).start === tomorrow(11));
      await lena.remove(last ?? { id: '' });
      await town.settled();
      expect(await spansOf(lena)).toEqual(['09:00-10:00']);
      expect(await lena.appointments()).toHaveLength(1);
      const [conflict] = await lena.conflicts();
      expect(conflict?.kind).toBe(policy === 'ask' ? 'mirror-deleted' : 'not-representable');
      await quiet(lena);
      expect((await lena.resolve(conflict ?? { id: '' }, { action: 'put-back' })).status).toBe(200);
      await town.settled();
      expect(await spansOf(lena)).toEqual(['09:00-10:00', '11:00-11:30']);
      expect(await lena.conflicts()).toEqual([]);
      await quiet(lena);
    },
  );
});

describe('preparation and follow-up', { timeout: 120_000 }, () => {
  it.each([
    ['merge', ['08:50-10:05']],
    ['exclude', ['09:00-10:00']],
    ['separate', ['08:50-09:00', '09:00-10:00', '10:00-10:05']],
  ] as const)('S-033 %s', async (buffers, spans) => {
    const lena = await town.connected({ buffers });
    await lena.booking(tomorrow(9), 60, buffered);
    await town.settled();
    expect(await spansOf(lena)).toEqual(spans);
    await quiet(lena);
  });

  it('S-033 as events of their own they are named, remind nobody, and go with their booking', async () => {
    const lena = await town.connected({ buffers: 'separate', reminder: 15 });
    const booking = await lena.booking(tomorrow(9), 60, { ...buffered, customer_ids: [] });
    await town.settled();
    const subjects = (await lena.copies()).map(({ subject }) => subject).sort();
    expect(subjects).toHaveLength(3);
    expect(new Set(subjects).size).toBe(3);
    await lena.rebook(booking, { datetime: minute(tomorrow(12)) });
    await town.settled();
    expect(await spansOf(lena)).toEqual(['11:50-12:00', '12:00-13:00', '13:00-13:05']);
    // Moved in Office, the booking follows and so do its buffers.
    const main = (await lena.copies()).find((copy) => times(copy).start === tomorrow(12));
    await lena.change(main ?? { id: '' }, { from: tomorrow(15), to: tomorrow(16) });
    await town.settled();
    expect(await spansOf(lena)).toEqual(['14:50-15:00', '15:00-16:00', '16:00-16:05']);
    expect(await lena.appointments()).toMatchObject([{ startDate: tomorrow(15), duration: 60 }]);
    // A buffer alone has nowhere to go.
    const before = (await lena.copies()).find((copy) => times(copy).start === tomorrow(14, 50));
    await lena.change(before ?? { id: '' }, { from: tomorrow(7), to: tomorrow(7, 10) });
    await town.settled();
    expect(await spansOf(lena)).toEqual(['14:50-15:00', '15:00-16:00', '16:00-16:05']);
    expect((await lena.log()).map(({ rule }) => rule)).toContain('buffer-put-back');
    await quiet(lena);
    await lena.cancel(booking);
    await town.settled();
    expect(await lena.copies()).toEqual([]);
    await quiet(lena);
  });

  it('S-033 with a split booking, part by part', async () => {
    const lena = await town.connected({ buffers: 'separate', splitBookings: 'each' });
    await lena.booking(tomorrow(9), 150, { ...split, ...buffered });
    await town.settled();
    expect(await spansOf(lena)).toEqual(['08:50-09:00', '09:00-10:00', '11:00-11:30', '11:30-11:35']);
    await quiet(lena);
  });

  it('a blocker never takes a buffer: the free parts of an event leave it to the booking', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(9), 60, buffered);
    await town.settled();
    await lena.event('Workshop', tomorrow(8), tomorrow(11));
    await town.settled();
    const held = (await lena.blockers()).map(
      ({ start, end }) => `${start.slice(11, 16)}-${end.slice(11, 16)}`,
    );
    expect(held).toEqual(['08:00-08:50', '10:05-11:00']);
    expect(await lena.conflicts()).toMatchObject([{ kind: 'overlap' }]);
    await quiet(lena);
  });
});

describe('bookings of several resources', { timeout: 120_000 }, () => {
  it('are one event in the calendar of each, moved and cancelled together', async () => {
    const lena = await town.connected();
    const jonas = await town.connected();
    const booking = await lena.booking(tomorrow(9), 60, {
      resource_ids: [lena.resourceId, jonas.resourceId],
      customer_ids: [],
    });
    await town.settled();
    expect([await spansOf(lena), await spansOf(jonas)]).toEqual([['09:00-10:00'], ['09:00-10:00']]);
    const [copy] = await lena.copies();
    await lena.change(copy ?? { id: '' }, { from: tomorrow(13), to: tomorrow(14) });
    await town.settled();
    expect([await spansOf(lena), await spansOf(jonas)]).toEqual([['13:00-14:00'], ['13:00-14:00']]);
    await quiet(lena);
    await quiet(jonas);
    await lena.cancel(booking);
    await town.settled();
    expect([await lena.copies(), await jonas.copies()]).toEqual([[], []]);
    await quiet(lena);
  });

  it('are not moved onto what another of their resources has', async () => {
    const lena = await town.connected();
    const jonas = await town.person();
    await lena.booking(tomorrow(9), 60, {
      resource_ids: [lena.resourceId, jonas.resourceId],
      customer_ids: [],
    });
    await jonas.booking(tomorrow(13), 60);
    await town.settled();
    const [copy] = await lena.copies();
    await lena.change(copy ?? { id: '' }, { from: tomorrow(13), to: tomorrow(14) });
    await town.settled();
    const both = (await lena.appointments()).filter(({ resources }) => resources.length === 2);
    expect(both).toMatchObject([{ startDate: tomorrow(9) }]);
    expect((await lena.conflicts()).map(({ kind }) => kind)).toEqual(['move-refused']);
    await quiet(lena);
  });

  it('leave one calendar and enter another when they are given to another resource', async () => {
    const lena = await town.connected();
    const jonas = await town.connected();
    const booking = await lena.booking(tomorrow(9), 60);
    await town.settled();
    await lena.rebook(booking, { resource_ids: [jonas.resourceId] });
    await town.settled();
    expect([await spansOf(lena), await spansOf(jonas)]).toEqual([[], ['09:00-10:00']]);
    await quiet(lena);
    await quiet(jonas);
  });
});

describe('bookings that go', { timeout: 120_000 }, () => {
  it('many at once: every copy goes, nobody is told', async () => {
    const lena = await town.connected();
    const bookings = [];
    for (const hour of [8, 10, 12, 14]) bookings.push(await lena.booking(tomorrow(hour), 60));
    await town.settled();
    expect(await lena.copies()).toHaveLength(4);
    await lena.cancel(...bookings.slice(0, 3));
    await town.settled();
    expect(await spansOf(lena)).toEqual(['14:00-15:00']);
    await quiet(lena);
  });

  it('a deletion that waits counts as done', async () => {
    const lena = await town.connected();
    const booking = await lena.booking(tomorrow(9), 60);
    await town.settled();
    const companyId = town.world.company.id;
    const act = { companyId, action: 'schedule-deletion', id: booking.id };
    await town.control('POST', '/timify/appointments', act);
    await town.settled();
    expect(await lena.copies()).toEqual([]);
    await quiet(lena);
  });
});

describe('group bookings', { timeout: 120_000 }, () => {
  const course = { title: 'Yoga', is_course: true, max_participants: 10, customer_ids: [] };

  const customers = async (person: Person): Promise<{ id: string; fullName: string }[]> =>
    (await person.timify<{ data: { id: string; fullName: string }[] }>('GET', '/customers?limit=3')).data;

  it('show how many take part, and who only by setting', async () => {
    const lena = await town.connected();
    const jonas = await town.connected({ groupNames: true });
    const people = await customers(lena);
    const ids = people.map(({ id }) => id);
    for (const person of [lena, jonas])
      await person.booking(tomorrow(9), 60, {
        ...course,
        resource_ids: [person.resourceId],
        customer_ids: ids.slice(0, 2),
      });
    await town.settled();
    expect((await lena.copies()).map(({ subject }) => subject)).toEqual(['Yoga · 2/10']);
    const [named] = await jonas.copies();
    expect(named?.subject).toContain('2/10');
    for (const { fullName } of people.slice(0, 2)) expect(named?.subject).toContain(fullName);
    const [booking] = await lena.appointments();
    await lena.rebook(booking ?? { id: '' }, { customer_ids: ids });
    await town.settled();
    expect((await lena.copies()).map(({ subject }) => subject)).toEqual(['Yoga · 3/10']);
    await quiet(lena);
    await quiet(jonas);
  });

  it('are changed in TIMIFY alone: an edited copy is put back at once, and the log says so', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(9), 60, course);
    await town.settled();
    const [copy] = await lena.copies();
    await lena.change(copy ?? { id: '' }, { subject: 'Pilates' });
    await town.settled();
    expect((await lena.copies()).map(({ subject }) => subject)).toEqual([copy?.subject]);
    await lena.change(copy ?? { id: '' }, { from: tomorrow(13), to: tomorrow(14) });
    await town.settled();
    expect(await spansOf(lena)).toEqual(['09:00-10:00']);
    expect(await lena.appointments()).toMatchObject([{ startDate: tomorrow(9) }]);
    const told = (await lena.log()).filter(({ rule }) => rule === 'group-put-back');
    expect(told).toHaveLength(2);
    expect(await lena.conflicts()).toEqual([]);
    await quiet(lena);
    // The third time within a day it is no slip any more.
    await lena.change(copy ?? { id: '' }, { subject: 'Pilates' });
    await town.settled();
    expect((await lena.conflicts()).map(({ kind }) => kind)).toEqual(['fought-over']);
    await quiet(lena);
  });
});
