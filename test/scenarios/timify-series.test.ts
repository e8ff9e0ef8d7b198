import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { times, tomorrow, type GraphEvent } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const DAYS = [0, 1, 2, 3] as const;
const minute = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** A connected series: one appointment of four days, from 9 to 10 UTC. */
const weekOf = async (settings: Record<string, unknown> = {}, more: Record<string, unknown> = {}) => {
  const lena = await town.connected(settings);
  const recurring = { timezone: 'UTC', frequency: 'DAYS', period: 1, repeat_times: DAYS.length };
  const series = await lena.booking(tomorrow(9), 60, { recurring, ...more });
  await town.settled();
  return { lena, series };
};

const starts = async (person: Person): Promise<string[]> =>
  (await person.copies()).map((copy) => times(copy).start).sort();

const copyOn = async (person: Person, day: number): Promise<GraphEvent> => {
  const found = (await person.copies()).find((copy) => times(copy).start === tomorrow(9, 0, day));
  if (!found) throw new Error(`no copy on day ${day}`);
  return found;
};

const without = (...days: number[]): string[] =>
  DAYS.filter((day) => !days.includes(day)).map((day) => tomorrow(9, 0, day));

const slicesOf = async (person: Person): Promise<number> =>
  (await person.appointments()).flatMap(({ bookings }) => bookings).length;

const quiet = async (person: Person): Promise<void> => {
  expect(await person.lookAgain()).toEqual([]);
  expect(await town.mailsToOthers()).toEqual([]);
};

describe('a connected series', { timeout: 120_000 }, () => {
  it('S-059 becomes one event per day, at the same clock time', async () => {
    const { lena } = await weekOf();
    expect(await starts(lena)).toEqual(without());
    expect((await lena.connection()).counts).toMatchObject({ linked: DAYS.length });
    await quiet(lena);
  });

  it('S-060 one day cancelled in TIMIFY takes its event alone along', async () => {
    const { lena, series } = await weekOf();
    const kept = (await copyOn(lena, 2)).id;
    const act = { companyId: town.world.company.id, id: series.id, day: tomorrow(9, 0, 1).slice(0, 10) };
    await town.control('POST', '/timify/appointments', { ...act, action: 'cancel-occurrence' });
    await town.settled();
    expect(await starts(lena)).toEqual(without(1));
    expect((await copyOn(lena, 2)).id).toBe(kept);
    await quiet(lena);
  });

  it('follows when the whole of it moves in TIMIFY: every event stays the same one', async () => {
    const { lena, series } = await weekOf();
    const ids = (await lena.copies()).map(({ id }) => id).sort();
    await lena.rebook(series, { datetime: minute(tomorrow(11)) });
    await town.settled();
    expect(await starts(lena)).toEqual(DAYS.map((day) => tomorrow(11, 0, day)));
    expect((await lena.copies()).map(({ id }) => id).sort()).toEqual(ids);
    await quiet(lena);
    await lena.cancel(series);
    await town.settled();
    expect(await lena.copies()).toEqual([]);
    await quiet(lena);
  });

  it.each(['ask', 'follow', 'restore'] as const)(
    'S-035 one event deleted in Office (%s) is acted on alone: no other day goes, in neither calendar',
    async (office) => {
      const settings = { onMirrorDeleted: { office }, onBookingDeleted: 'cancel-silently' };
      const { lena } = await weekOf(settings);
      await lena.remove(await copyOn(lena, 1));
      await town.settled();
      expect(await slicesOf(lena)).toBe(DAYS.length);
      expect(await starts(lena)).toEqual(office === 'restore' ? without() : without(1));
      const conflicts = await lena.conflicts();
      const kinds = { ask: ['mirror-deleted'], follow: ['not-representable'], restore: [] };
      expect(conflicts.map(({ kind }) => kind)).toEqual(kinds[office]);
      expect(conflicts.flatMap(({ actions }) => actions)).not.toContain('cancel-booking');
      await quiet(lena);
      for (const conflict of conflicts) await lena.resolve(conflict, { action: 'put-back' });
      await town.settled();
      expect(await starts(lena)).toEqual(without());
      expect(await lena.conflicts()).toEqual([]);
      await quiet(lena);
    },
  );

  it('S-035 one event moved or made longer in Office moves nothing in TIMIFY; it can be put back', async () => {
    const { lena } = await weekOf({ onBookingMoved: 'move-silently' });
    await lena.change(await copyOn(lena, 1), { from: tomorrow(14, 0, 1), to: tomorrow(16, 0, 1) });
    await town.settled();
    const booked = (await lena.appointments()).flatMap(({ bookings }) => bookings);
    expect(booked.map(({ interval }) => interval.begin.slice(11, 16))).toEqual(DAYS.map(() => '09:00'));
    const [conflict] = await lena.conflicts();
    expect(conflict?.kind).toBe('not-representable');
    expect(await starts(lena)).toEqual([...without(1), tomorrow(14, 0, 1)].sort());
    await quiet(lena);
    expect((await lena.resolve(conflict ?? { id: '' }, { action: 'put-back' })).status).toBe(200);
    await town.settled();
    expect(await starts(lena)).toEqual(without());
    expect(await lena.conflicts()).toEqual([]);
    await quiet(lena);
  });

  it('one day moved in TIMIFY moves its event alone', async () => {
    const { lena, series } = await weekOf();
    const companyId = town.world.company.id;
    await town.control('POST', '/timify/appointments', {
      ...{ companyId, action: 'change', id: series.id, scope: 'this', day: tomorrow(9, 0, 1).slice(0, 10) },
      appointment: { datetime: minute(tomorrow(14, 0, 1)) },
    });
    await town.settled();
    expect(await starts(lena)).toEqual([...without(1), tomorrow(14, 0, 1)].sort());
    await quiet(lena);
  });
});

describe('an independent series', { timeout: 120_000 }, () => {
  const chain = async (settings: Record<string, unknown> = {}): Promise<Person> => {
    const lena = await town.connected(settings);
    await town.control('POST', '/timify/chain', {
      ...{ companyId: town.world.company.id, times: DAYS.length, everyDays: 1 },
      appointment: {
        title: 'Course',
        resource_ids: [lena.resourceId],
        datetime: minute(tomorrow(9)),
        duration: 60,
      },
    });
    await town.settled();
    return lena;
  };

  it('S-035 is bookings by themselves: one moved or deleted in Office takes its own along and no other', async () => {
    const lena = await chain({ onMirrorDeleted: { office: 'follow' } });
    expect(await starts(lena)).toHaveLength(DAYS.length);
    const [first, second] = (await lena.copies()).sort((a, b) =>
      a.start.dateTime < b.start.dateTime ? -1 : 1,
    );
    await lena.remove(first ?? { id: '' });
    await lena.change(second ?? { id: '' }, { from: tomorrow(15, 0, 1), to: tomorrow(16, 0, 1) });
    await town.settled();
    const booked = (await lena.appointments()).map(({ startDate }) => startDate).sort();
    expect(booked).toEqual(await starts(lena));
    expect(booked).toHaveLength(DAYS.length - 1);
    expect(booked).toContain(tomorrow(15, 0, 1));
    expect(await lena.conflicts()).toEqual([]);
    await quiet(lena);
  });
});
