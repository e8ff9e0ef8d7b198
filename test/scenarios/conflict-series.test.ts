import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answered } from '../support/explain.ts';
import { workingHours } from '../support/hours.ts';
import type { Person } from '../support/person.ts';
import { seriesBody } from '../support/series.ts';
import { Town } from '../support/town.ts';
import { at, on } from '../support/ways.ts';

/** "Ignore for this series" of every kind that offers it. */
let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const daily = (from: string, to: string) =>
  seriesBody({
    day: on(9).slice(0, 10),
    from,
    to,
    times: 3,
    pattern: { type: 'daily', interval: 1 },
  });

/** Brings the question about by one day of the series. */
type Bring = (day: number) => Promise<unknown>;

const moved = async (lena: Person, day: number): Promise<void> => {
  const blocker = (await lena.blockers()).find(({ start }) => start === on(9, 0, 2 + day));
  await lena.rebook({ id: blocker?.id ?? '' }, { datetime: at(on(14, 0, 2 + day)) });
};

const CASES: { kind: string; build: () => Promise<{ lena: Person; bring: Bring }> }[] = [
  {
    kind: 'outside-working-hours',
    build: async () => {
      const lena = await town.person();
      await workingHours(lena, '08:00', '18:00');
      await lena.connect();
      const series = await lena.event('Late', on(14), on(15), daily('14:00', '15:00'));
      await town.settled();
      const days = (await lena.events()).filter(({ seriesMasterId }) => seriesMasterId === series.id);
      // 17:00 to 20:00 in Berlin's winter time.
      const bring: Bring = (day) =>
        lena.change(days[day] ?? { id: '' }, { from: on(16, 0, 2 + day), to: on(19, 0, 2 + day) });
      return { lena, bring };
    },
  },
  {
    kind: 'mirror-deleted',
    build: async () => {
      const lena = await town.connected();
      await lena.event('Standup', on(9), on(10), daily('09:00', '10:00'));
      await town.settled();
      const blockers = await lena.blockers();
      return { lena, bring: (day) => lena.cancel(blockers[day] ?? { id: '' }) };
    },
  },
  {
    kind: 'not-writable',
    build: async () => {
      const lena = await town.connected();
      const event = { subject: 'Board', showAs: 'busy', ...daily('09:00', '10:00'), ...answered('accepted') };
      await town.control('POST', '/graph/raw', { user: lena.oid, event });
      await town.settled();
      return { lena, bring: (day) => moved(lena, day) };
    },
  },
];

describe('a kind of question that is ignored for a series', { timeout: 90_000 }, () => {
  it.each(CASES)('S-098 $kind: answers its other days, and those to come', async ({ kind, build }) => {
    const { lena, bring } = await build();
    await bring(0);
    await bring(1);
    await town.settled();
    const open = await lena.conflicts();
    expect(open.map((one) => one.kind)).toEqual([kind, kind]);
    expect(open.every(({ actions }) => actions.includes('ignore-series'))).toBe(true);
    const answer = await lena.resolve(open[0] ?? { id: '' }, { action: 'ignore-series' });
    expect(answer.body).toMatchObject({ ok: true });
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    await bring(2);
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    expect((await lena.allConflicts()).map(({ closedBy }) => closedBy)).toEqual(['ignored', 'ignored']);
    expect(await lena.lookAgain()).toEqual([]);
    expect(await lena.conflicts()).toEqual([]);
  });
});

describe('a series over bookings', { timeout: 60_000 }, () => {
  const standup = (numberOfOccurrences: number) => ({
    recurrence: {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: on(10).slice(0, 10), numberOfOccurrences },
    },
  });

  const standups = async (): Promise<{ lena: Person; series: { id: string } }> => {
    const lena = await town.connected();
    for (const days of [2, 3, 4]) await lena.booking(on(10, 0, days), 60);
    const series = await lena.event('Standup', on(10), on(10, 30), standup(5));
    await town.settled();
    return { lena, series };
  };

  it('S-098 ignored once asks about the others; ignored for the series asks about none, nor about new ones', async () => {
    const { lena, series } = await standups();
    const all = await lena.conflicts();
    expect(all.map(({ kind }) => kind)).toEqual(['overlap', 'overlap', 'overlap']);
    expect(all[0]?.actions).toContain('ignore-series');
    if (all[0]) await lena.resolve(all[0], { action: 'ignore' });
    await town.settled();
    const [second, ...rest] = await lena.conflicts();
    expect(rest).toHaveLength(1);
    if (second)
      expect((await lena.resolve(second, { action: 'ignore-series' })).body).toMatchObject({ ok: true });
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
    // A booking first, then an occurrence on it: so it can come about whatever TIMIFY takes.
    await lena.booking(on(10, 0, 8), 60);
    await lena.change(series, standup(7));
    await town.settled();
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
