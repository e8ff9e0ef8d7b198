import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import type { Person } from '../support/person.ts';
import { Town } from '../support/town.ts';
import type { JournalRow } from '../support/rows.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

const deltas = (rows: readonly JournalRow[], person: Person): string[] =>
  rows
    .map((row) => decodeURIComponent(row.path))
    .filter((path) => path.includes(`/users/${person.oid}/`) && path.includes('calendarView/delta'));

/** Rounds that began anew instead of with the token that was kept. */
const fullRounds = (rows: readonly JournalRow[], person: Person): string[] =>
  deltas(rows, person).filter((path) => !/\$(delta|skip)token=/.test(path));

describe('tokens', { timeout: 60_000 }, () => {
  it('S-119 an access token that ended is renewed once, the call repeated, and nobody is asked', async () => {
    const lena = await town.connected();
    const mails = (await town.mails()).length;
    await town.control('POST', '/tokens', { user: lena.oid, expire: 'access' });
    await lena.signIn();
    const since = new Date().toISOString();
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Dentist' }]);
    const calls = await town.calls(since);
    expect(calls.filter((row) => row.service === 'graph' && row.status === 401)).toHaveLength(1);
    const renewals = calls.filter(
      (row) => row.service === 'entra' && row.path.includes('/oauth2/v2.0/token'),
    );
    expect(renewals).toHaveLength(1);
    expect(await lena.connection()).toMatchObject({ state: 'in-step' });
    expect((await town.mails()).length).toBe(mails);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-119 TIMIFY’s tokens that ended are renewed too', async () => {
    const jonas = await town.connected();
    await town.control('POST', '/timify/expire', { companyId: town.world.company.id });
    await jonas.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    await jonas.signIn();
    expect(await jonas.blockers()).toMatchObject([{ title: 'Dentist' }]);
    expect(await jonas.connection()).toMatchObject({ state: 'in-step' });
    expect(await jonas.lookAgain()).toEqual([]);
  });
});

describe('lifecycle notifications', { timeout: 60_000 }, () => {
  it('S-124 missed: the changes are read now, with the token that was kept', async () => {
    const lena = await town.connected();
    const { id } = await town.subscription(lena);
    await town.unheard(async () => {
      await lena.event('Dentist', tomorrow(9), tomorrow(10));
    });
    expect(await lena.blockers()).toEqual([]);
    const since = new Date().toISOString();
    await town.lifecycle(lena, 'missed');
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Dentist' }]);
    const calls = await town.calls(since);
    expect(deltas(calls, lena).length).toBeGreaterThan(0);
    expect(fullRounds(calls, lena)).toEqual([]);
    expect((await town.subscription(lena)).id).toBe(id);
    expect(await lena.lookAgain()).toEqual([]);
  });

  it('S-125 reauthorizationRequired: the subscription is renewed, no item is touched', async () => {
    const lena = await town.connected();
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    const before = await town.subscription(lena);
    const since = new Date().toISOString();
    await town.lifecycle(lena, 'reauthorizationRequired');
    await town.settled();
    const calls = (await town.calls(since)).filter((row) => /^\/subscriptions/.test(row.path));
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.every(({ status }) => status < 300)).toBe(true);
    expect((await town.subscription(lena)).id).toBe(before.id);
    expect(await town.writes(since)).toEqual([]);
  });

  it('S-126 subscriptionRemoved: a new subscription, and the gap is read', async () => {
    const lena = await town.connected();
    const before = await town.subscription(lena);
    await town.unheard(async () => {
      await lena.event('In the gap', tomorrow(9), tomorrow(10));
    });
    const since = new Date().toISOString();
    await town.lifecycle(lena, 'subscriptionRemoved');
    await town.settled();
    const after = await town.subscription(lena);
    expect(after.id).not.toBe(before.id);
    expect(await lena.blockers()).toMatchObject([{ title: 'In the gap' }]);
    expect(fullRounds(await town.calls(since), lena)).toEqual([]);
    await lena.event('Afterwards', tomorrow(11), tomorrow(12));
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'In the gap' }, { title: 'Afterwards' }]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
