/** A horizon that a person brings nearer, and takes further again. */
import { DateTime } from 'luxon';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { times, tomorrow, type GraphEvent, type TimifyAppointment } from '../support/answers.ts';
import { explain } from '../support/explain.ts';
import type { Person } from '../support/person.ts';
import { expectRest } from '../support/rest.ts';
import { makeSeries, nextDay } from '../support/series.ts';
import { Town } from '../support/town.ts';

let town: Town;
let told = 0;
beforeAll(async () => {
  town = await Town.start();
});
beforeEach(async () => {
  told = (await town.mailsToOthers()).length;
});
afterAll(() => town.stop());

/** Within nine months, and beyond three. */
const FAR = DateTime.utc().startOf('day').plus({ months: 6 }).toFormat('yyyy-MM-dd');
const hour = (clock: number, day = FAR): string => `${day}T${String(clock).padStart(2, '0')}:00:00Z`;

interface Kept {
  lena: Person;
  event: GraphEvent;
  booking: TimifyAppointment;
}

/** An event, a booking and a series of which some days are near and some are far. */
const withItems = async (): Promise<Kept> => {
  const lena = await town.connected({ windowFutureMonths: 9 });
  const event = await lena.event('Far', hour(9), hour(10));
  const booking = await lena.booking(hour(14), 30, { title: 'Fitting' });
  const start = tomorrow(0, 0, 2).slice(0, 10);
  const pattern = { type: 'daily', interval: 28 } as const;
  await makeSeries(lena, 'Monthly', { day: start, from: '12:00', to: '13:00', times: 8, pattern });
  await town.settled();
  return { lena, event, booking };
};

const standing = async (lena: Person) => {
  const blockers = new Map<string, string>();
  for (let from = tomorrow(0).slice(0, 10); from < nextDay(FAR, 60); from = nextDay(from, 28))
    for (const { id, title, start } of await lena.blockers(hour(0, from), hour(0, nextDay(from, 28))))
      blockers.set(id, `${start} ${title}`);
  const copies = (await lena.copies(hour(0), hour(23))).map((copy) => times(copy).start);
  return { blockers: [...blockers.values()].sort(), copies };
};

/** Twenty-eight days apart, as far as three months reach. */
const isNear = (line: string): boolean =>
  line < DateTime.utc().startOf('day').plus({ months: 3, days: 1 }).toFormat('yyyy-MM-dd');

describe('a horizon that comes nearer', { timeout: 120_000 }, () => {
  it('leaves what is there until the settings are applied; then what lies beyond goes, as the preview said', async () => {
    const { lena, event, booking } = await withItems();
    const before = await standing(lena);
    expect(before.blockers).toHaveLength(9);
    expect(before.copies).toEqual([hour(14)]);
    await lena.settings({ windowFutureMonths: 3 });
    await expectRest(lena, [], told);
    expect(await standing(lena)).toEqual(before);
    const body = { kind: 'settings', connection: lena.connectionId };
    const { body: preview } = await lena.api<{ counts: { delete: number } }>('POST', '/api/preview', body);
    const near = before.blockers.filter(isNear);
    expect(preview.counts.delete).toBe(before.blockers.length - near.length + 1);
    await lena.action('apply-settings');
    await town.settled();
    expect(await standing(lena)).toEqual({ blockers: near, copies: [] });
    const skipped = { rule: 'skip.outside-window', setting: 'windowFutureMonths' };
    expect(await explain(lena, 'office', event.id)).toMatchObject(skipped);
    expect(await explain(lena, 'timify', booking.id)).toMatchObject(skipped);
    await expectRest(lena, [], told);

    await lena.settings({ windowFutureMonths: 9 });
    await lena.action('sync');
    await town.settled();
    expect(await standing(lena)).toEqual(before);
    await expectRest(lena, [], told);
    expect(town.complaints()).toEqual([]);
  });

  it('is taken back with the act: all stands again, each once, and follows when it is in reach', async () => {
    const { lena, event } = await withItems();
    const before = await standing(lena);
    await lena.settings({ windowFutureMonths: 3 });
    await lena.action('apply-settings');
    await town.settled();
    const line = (await lena.log()).find(({ rule }) => rule === 'settings-applied');
    const undone = await lena.api('POST', `/api/connections/${lena.connectionId}/log/${line?.id ?? ''}/undo`);
    expect(undone.status).toBe(200);
    await town.settled();
    expect(await standing(lena)).toEqual(before);
    await expectRest(lena, [], told);
    await lena.settings({ windowFutureMonths: 9 });
    await lena.change(event, { from: hour(10), to: hour(11) });
    await town.settled();
    expect((await standing(lena)).blockers).toContain(`${hour(10)} Far`);
    await expectRest(lena, [], told);
  });
});

describe('a horizon that goes further', { timeout: 120_000 }, () => {
  it('brings in what lies there by itself, and touches nothing else', async () => {
    const lena = await town.connected({ windowFutureMonths: 3 });
    await lena.event('Near', tomorrow(9), tomorrow(10));
    await lena.event('Far', hour(9), hour(10));
    await town.settled();
    expect((await standing(lena)).blockers).toEqual([`${tomorrow(9)} Near`]);
    await lena.settings({ windowFutureMonths: 9 });
    const since = new Date().toISOString();
    await lena.event('Rings', tomorrow(12), tomorrow(13));
    await town.settled();
    expect((await standing(lena)).blockers).toEqual([
      `${tomorrow(9)} Near`,
      `${tomorrow(12)} Rings`,
      `${hour(9)} Far`,
    ]);
    expect((await town.writes(since)).map(({ path }) => path)).toEqual(['/appointments', '/appointments']);
    await expectRest(lena, [], told);
  });

  it('so do more days of the past', async () => {
    const day = DateTime.utc().startOf('day').minus({ days: 25 }).toFormat('yyyy-MM-dd');
    const lena = await town.person();
    const pattern = { type: 'daily', interval: 1 } as const;
    const series = { day, from: '09:00', to: '10:00', times: 30, pattern };
    const master = await makeSeries(lena, 'Standup', series);
    await lena.connect({ windowPastDays: 10 });
    const past = async (): Promise<number> =>
      (await lena.blockers(hour(0, day), hour(0, nextDay(day, 10)))).length;
    expect(await past()).toBe(0);
    await lena.settings({ windowPastDays: 30 });
    await lena.change(master, { subject: 'Daily' });
    await town.settled();
    expect(await past()).toBe(10);
    await lena.change(master, { subject: 'Round' });
    await town.settled();
    expect(await past()).toBe(10);
    await expectRest(lena, [], told);
  });
});
