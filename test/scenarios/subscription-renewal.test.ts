import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { on, span } from '../support/ways.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';
import type { JournalRow } from '../support/rows.ts';

const DAY = 24 * 3_600;
/** Subscriptions live a week and are renewed half-way, give or take some hours (core/subscriptions.ts). */
const HALF_LIFE = 4 * DAY;

let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true });
});
afterAll(() => town.stop());

interface Lifetime {
  id: string;
  oid: string;
  expiresAt: number;
}

const subscriptionsOf = async ({ oid }: Person): Promise<Lifetime[]> => {
  const { items } = await town.control<{ items: Lifetime[] }>('GET', '/subscriptions');
  return items.filter((one) => one.oid === oid);
};

const theOne = async (lena: Person): Promise<Lifetime> => {
  const [one, ...more] = await subscriptionsOf(lena);
  if (!one || more.length > 0) throw new Error(`${more.length + (one ? 1 : 0)} subscriptions`);
  return one;
};

/** What was asked about subscriptions since, as `PATCH 200`; ids are left out. */
const asked = (rows: readonly JournalRow[]): string[] =>
  rows
    .filter(({ path }) => path.startsWith('/subscriptions'))
    .map(({ method, status }) => `${method} ${status}`);

/** A calendar whose subscription is due for its renewal, and what is asked for it. */
const renewal = async (
  meanwhile: (lena: Person) => Promise<unknown>,
): Promise<{ lena: Person; before: Lifetime; calls: string[] }> => {
  // One at a time: others' renewals would be counted too.
  for (const other of town.people)
    if (other.connectionId) await other.action('deactivate', { copies: 'keep' });
  const lena = await town.connected();
  const before = await theOne(lena);
  await meanwhile(lena);
  const since = new Date().toISOString();
  await town.advance(HALF_LIFE);
  // Told to wait, it waits; then it is asked again.
  await town.advance(60);
  return { lena, before, calls: asked(await town.calls(since)) };
};

/** It is heard of what happens, without anybody's asking. */
const hears = async (lena: Person): Promise<void> => {
  await lena.event('Dentist', on(9, 0, 20), on(10, 0, 20));
  await town.settled();
  expect(await lena.blockers()).toMatchObject([span(on(9, 0, 20), on(10, 0, 20))]);
  expect(await lena.lookAgain()).toEqual([]);
};

describe('a subscription near its end', { timeout: 120_000 }, () => {
  // That the PATCH has the new expiry and nothing else is tested in server/src/office/subscriptions.test.ts.
  it('S-127 is renewed by one PATCH, and stays the same', async () => {
    const { lena, before, calls } = await renewal(() => Promise.resolve());
    expect(calls).toEqual(['PATCH 200']);
    const after = await theOne(lena);
    expect(after.id).toBe(before.id);
    expect(after.expiresAt).toBeGreaterThan(before.expiresAt);
    await hears(lena);
  });

  it('S-127 that is gone (404) is made anew', async () => {
    const { lena, before, calls } = await renewal((one) =>
      town.unheard(() => town.lifecycle(one, 'subscriptionRemoved')),
    );
    expect(calls).toEqual(['PATCH 404', 'POST 201']);
    expect((await theOne(lena)).id).not.toBe(before.id);
    await hears(lena);
  });

  it('S-127 is not taken for gone where Graph is only busy (429)', async () => {
    const busy = { service: 'graph', match: 'PATCH /subscriptions', next: 1, status: 429, retryAfter: 2 };
    let rule = { id: '' };
    const { lena, before, calls } = await renewal(async () => (rule = await town.fault(busy)));
    await town.control('DELETE', `/faults/${rule.id}`);
    expect(calls).toEqual(['PATCH 429', 'PATCH 200']);
    expect((await theOne(lena)).id).toBe(before.id);
    expect(await lena.connection()).toMatchObject({ state: 'in-step' });
    await hears(lena);
  });

  it('S-127 that Graph will not renew is tried again at every poll of the calendar meanwhile, not every second', async () => {
    const unwilling = { service: 'graph', match: '(PATCH|POST) /subscriptions', status: 400 };
    let rule = { id: '' };
    const { lena, calls } = await renewal(async () => (rule = await town.fault(unwilling)));
    // Each time also for the shorter life that older documentation tells.
    const refused = ['PATCH 400', 'PATCH 400'];
    expect(calls).toEqual(refused);
    const since = new Date().toISOString();
    for (let round = 0; round < 12; round += 1) await town.advance(10);
    expect(asked(await town.calls(since))).toEqual([]);
    await town.advance(6 * 60);
    expect(asked(await town.calls(since))).toEqual(refused);
    await town.control('DELETE', `/faults/${rule.id}`);
    await town.advance(6 * 60);
    expect(asked(await town.calls(since))).toEqual([...refused, 'PATCH 200']);
    await hears(lena);
  });
});
