import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../../support/answers.ts';
import { call } from '../../support/call.ts';
import { actsIn, explain, type Why } from '../../support/explain.ts';
import type { Person } from '../../support/person.ts';
import { makeSeries } from '../../support/series.ts';
import { Town } from '../../support/town.ts';
import { on } from '../../support/ways.ts';

/** Items that are no single ones of the window: series by their own id, what is too far, what is somebody else's. */
let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const { connected } = actsIn(() => town);

const pathOf = (lena: Person, side: string, item: string): string =>
  `/api/connections/${lena.connectionId}/explain?side=${side}&item=${encodeURIComponent(item)}`;

const daily = (days: number) => ({
  day: on(9, 0, days).slice(0, 10),
  from: '09:00',
  to: '10:00',
  times: 3,
  pattern: { type: 'daily', interval: 1 } as const,
});

describe('a series, asked about by its own id', { timeout: 60_000 }, () => {
  it('of Outlook is told of by its next day; one that nowhere touches the window says that', async () => {
    const lena = await connected();
    const near = await makeSeries(lena, 'Standup', daily(2));
    const far = await makeSeries(lena, 'Retreat', daily(500));
    await town.settled();
    const why = await explain(lena, 'office', near.id);
    expect(why).toMatchObject({ rule: 'new-item', decision: 'mirrored' });
    expect(why.sentence).toContain('It is a series, of which the next day is told');
    expect((await explain(lena, 'office', far.id, 'de')).sentence).toMatch(/keiner ihrer Tage/);
    expect(await explain(lena, 'office', far.id)).toMatchObject({ rule: 'series-elsewhere' });
    const asAdmin = await call<Why>('GET', `${town.server}${pathOf(lena, 'office', near.id)}`, {
      token: await town.token(town.admin),
    });
    expect(asAdmin.body).toMatchObject({ rule: 'new-item' });
  });
});

describe('the window', { timeout: 60_000 }, () => {
  const outside = async (lena: Person, days: number): Promise<Why> => {
    const { id } = await lena.event('Far', tomorrow(9, 0, days), tomorrow(10, 0, days));
    await town.settled();
    return explain(lena, 'office', id);
  };

  it('is widened as far as it has to be, and no call is named that would not reach', async () => {
    const lena = await connected();
    expect(await outside(lena, -35)).toMatchObject({
      setting: 'windowPastDays',
      change: { body: { windowPastDays: 40 } },
    });
    expect(await outside(lena, -55)).toMatchObject({ change: { body: { windowPastDays: 60 } } });
    expect(await outside(lena, -90)).toMatchObject({ setting: 'windowPastDays', change: null });
    expect(await outside(lena, 800)).toMatchObject({ change: { body: { windowFutureMonths: 36 } } });
    expect(await outside(lena, 1600)).toMatchObject({ setting: 'windowFutureMonths', change: null });
  });
});

describe('anonymous by setting', { timeout: 60_000 }, () => {
  it('names the setting, whose it is, and the call that ends it; an admin is named none', async () => {
    const lena = await connected({ anonymous: { toTimify: true } });
    const { id } = await lena.event('Therapy', on(9), on(10));
    await town.settled();
    const why = await explain(lena, 'office', id);
    expect(why).toMatchObject({
      rule: 'new-item',
      setting: 'anonymous.toTimify',
      value: true,
      source: 'connection',
      change: { body: { anonymous: { toTimify: false } } },
    });
    expect(why.inFull).toContain('setting anonymous.toTimify = true, set for this calendar');
    const token = await town.token(town.admin);
    const asAdmin = await call<Why>('GET', `${town.server}${pathOf(lena, 'office', id)}`, { token });
    expect(asAdmin.body).toMatchObject({ setting: 'anonymous.toTimify', change: null });
    if (why.change) await lena.api(why.change.method, why.change.path, why.change.body);
    expect(await explain(lena, 'office', id)).toMatchObject({ value: false, earlier: { value: true } });
    await lena.action('apply-settings');
    await town.settled();
    expect((await lena.blockers()).map(({ title }) => title)).toEqual(['Therapy']);
    expect(await explain(lena, 'office', id)).toMatchObject({ setting: null, earlier: null });
  });
});

describe('what no run has met', { timeout: 60_000 }, () => {
  it('while it is paused, of either side, waits for the next run', async () => {
    const lena = await connected();
    await lena.action('pause');
    const event = await lena.event('Dentist', on(9), on(10));
    const booking = await lena.booking(on(14), 60);
    const items = [
      ['office', event.id],
      ['timify', booking.id],
    ] as const;
    for (const [side, id] of items)
      expect(await explain(lena, side, id)).toMatchObject({ rule: 'not-seen-yet', decision: 'unseen' });
    await lena.action('resume');
    await town.settled();
    for (const [side, id] of items) expect(await explain(lena, side, id)).toMatchObject({ rule: 'new-item' });
  });
});

describe('what is not of this connection', { timeout: 60_000 }, () => {
  it('is nowhere: of another person, of the other side, of a stranger who asks', async () => {
    const [lena, jonas] = [await connected(), await connected()];
    const event = await lena.event('Dentist', on(9), on(10));
    const booking = await lena.booking(on(14), 60);
    await town.settled();
    for (const [side, id] of [
      ['office', event.id],
      ['timify', booking.id],
    ] as const)
      expect((await jonas.api('GET', pathOf(jonas, side, id))).status).toBe(404);
    expect((await lena.api('GET', pathOf(lena, 'timify', event.id))).status).toBe(404);
    expect((await jonas.api('GET', pathOf(lena, 'office', event.id))).status).toBe(404);
  });
});
