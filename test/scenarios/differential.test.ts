/**
 * Thousands of series drawn by chance: the mailbox shows what two independent libraries work out, and TIMIFY holds that time.
 * `DIFFERENTIAL_SEED` draws the same again, `DIFFERENTIAL_CASES` draws more.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chance } from '../support/chance.ts';
import { daysByIcal, daysByTemporal } from '../support/oracle.ts';
import type { Person } from '../support/person.ts';
import { instantAt, randomSeries } from '../support/randomSeries.ts';
import { nextDay, seriesBody } from '../support/series.ts';
import { outward, union, type Time } from '../support/time.ts';
import { Town } from '../support/town.ts';
import { worldName } from '../support/worlds.ts';

const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? Date.now() % 1_000_000_007);
const CASES = Number(process.env['DIFFERENTIAL_CASES'] ?? (worldName === 'a' ? 2_000 : 200));
const PER_MAILBOX = 200;
const SYNCED = Math.max(20, Math.floor(CASES / 100));
console.log(`differential: seed ${seed}, ${CASES} series, ${SYNCED} of them synced`);

const TODAY = new Date().toISOString().slice(0, 10);
type Drawn = ReturnType<typeof randomSeries>;

const makeAll = async (person: Person, drawn: readonly Drawn[], end: string): Promise<void> => {
  const one = async (index: number): Promise<void> => {
    const series = drawn[index];
    if (!series) return;
    const { status } = await person.graphCall('POST', '/calendar/events', {
      subject: String(index),
      ...seriesBody(series),
    });
    if (status === 201) return;
    // Refused is only what never falls on a day, be it long after the end that we look to.
    expect(`${JSON.stringify(series)} ${status}`).toBe(`${JSON.stringify(series)} 400`);
    expect(daysByIcal(series, nextDay(end, 4_000))).toEqual([]);
  };
  for (let from = 0; from < drawn.length; from += 4)
    await Promise.all([from, from + 1, from + 2, from + 3].map(one));
};

interface Shown {
  subject: string;
  start: { dateTime: string };
  end: { dateTime: string };
}

/** What the mailbox shows, by subject, page after page. */
const shownOf = async (person: Person, from: string, to: string): Promise<Map<string, number[]>> => {
  const found = new Map<string, number[]>();
  for (let skip = 0; ; skip += 1_000) {
    const path = `/calendar/calendarView?startDateTime=${from}T00:00:00Z&endDateTime=${to}T00:00:00Z&$select=subject,start,end&$top=1000&$skip=${skip}`;
    const { value } = await person.graph<{ value: Shown[] }>('GET', path);
    for (const { subject, start } of value)
      found.set(subject, [...(found.get(subject) ?? []), Date.parse(`${start.dateTime}Z`)]);
    if (value.length < 1_000) return found;
  }
};

const startsOf = (series: Drawn, days: readonly string[]): number[] =>
  days.map((day) => instantAt(day, series.from, series.iana)).sort((a, b) => a - b);

describe(`differential, seed ${seed}`, { timeout: 900_000 }, () => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.start({ months: 'company' });
    await town.control('POST', '/graph/limits', { lanes: 50, perTenMinutes: 10_000_000 });
  });
  afterAll(() => town.stop());

  it(`${CASES} series are shown by the mailbox as ical.js and rrule-temporal work them out`, async () => {
    const draw = chance(seed);
    const [from, to] = [nextDay(TODAY, -420), nextDay(TODAY, 700)];
    for (let done = 0; done < CASES; done += PER_MAILBOX) {
      const drawn = Array.from({ length: Math.min(PER_MAILBOX, CASES - done) }, () =>
        randomSeries(draw, TODAY, { from: -400, spread: 600, most: 25 }),
      );
      const person = await town.person();
      await makeAll(person, drawn, to);
      const shown = await shownOf(person, from, nextDay(to, 5));
      for (const [index, series] of drawn.entries()) {
        const days = daysByIcal(series, to);
        const what = `seed ${seed}, ${done + index}: ${JSON.stringify(series)}`;
        expect({ what, days: daysByTemporal(series, to) }).toEqual({ what, days });
        const until = instantAt(to, '00:00', series.iana);
        const seen = (shown.get(String(index)) ?? []).filter((start) => start < until).sort((a, b) => a - b);
        expect({ what, seen }).toEqual({ what, seen: startsOf(series, days) });
      }
    }
  });

  it(`${SYNCED} series hold exactly their time in TIMIFY, and a second look writes nothing`, async () => {
    const draw = chance(seed ^ 0x5eed);
    const drawn = Array.from({ length: SYNCED }, () =>
      randomSeries(draw, TODAY, { from: -30, spread: 120, most: 6 }),
    ).map((series): Drawn => (series.times || series.until ? series : { ...series, times: 4 }));
    const lena = await town.person();
    const end = nextDay(TODAY, 400);
    await makeAll(lena, drawn, end);
    await lena.connect({}, {}, 300_000);
    // Away from the window's own edge, where an occurrence may hang over it.
    const window = { start: Date.parse(nextDay(TODAY, -8)), end: Date.parse(end) };
    const clipped = (times: readonly Time[]): Time[] =>
      union(times)
        .map(({ start, end }) => ({ start: Math.max(start, window.start), end: Math.min(end, window.end) }))
        .filter(({ start, end }) => start < end);
    const wanted = drawn.flatMap((series) =>
      // A day further, since days begin earlier elsewhere.
      daysByIcal(series, nextDay(end, 2)).map((day) => {
        const last = series.to > series.from ? day : nextDay(day);
        const start = instantAt(day, series.from, series.iana);
        return outward({ start, end: instantAt(last, series.to, series.iana) });
      }),
    );
    const blocked: Time[] = [];
    for (let from = nextDay(TODAY, -12); from < nextDay(end, 2); from = nextDay(from, 28))
      for (const one of await lena.blockers(`${from}T00:00:00Z`, `${nextDay(from, 28)}T00:00:00Z`))
        blocked.push({ start: Date.parse(one.start), end: Date.parse(one.end) });
    const said = (times: readonly Time[]): string[] =>
      clipped(times).map(
        ({ start, end }) => `${new Date(start).toISOString()} ${new Date(end).toISOString()}`,
      );
    expect(said(blocked)).toEqual(said(wanted));
    expect(await lena.lookAgain()).toEqual([]);
    expect(town.complaints()).toEqual([]);
  });
});
