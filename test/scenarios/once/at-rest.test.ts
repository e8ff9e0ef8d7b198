import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../server/src/store/embedded/open.ts';
import { tomorrow, type ConnectionAnswer } from '../../support/answers.ts';
import { must } from '../../support/call.ts';
import type { Person } from '../../support/person.ts';
import type { SubscriptionRow } from '../../support/rows.ts';
import { Town } from '../../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await Town.start();
});
afterAll(() => town.stop());

/** Taken away in TIMIFY, as an admin there would. */
const takeAway = async (person: Person): Promise<void> => {
  await person.timify('DELETE', `/resources/${person.resourceId}`);
  await town.settled();
};

/** The same resource is listed again, and TIMIFY rings for it. */
const bringBack = async (person: Person): Promise<void> => {
  await town.control('POST', '/users', { count: town.people.length, events: 0 });
  await person.timify('PATCH', `/resources/${person.resourceId}`, { name: 'Back again' });
  await town.settled();
};

const asAdmin = async (method: string, path: string, body?: unknown): Promise<unknown> =>
  must(method, `${town.server}${path}`, {
    token: await town.token(town.admin),
    ...(body === undefined ? {} : { body }),
  });

/** Jonas opens the invitation of another's resource: an admin has to approve. */
const waiting = async (): Promise<{ jonas: Person; resource: Person }> => {
  const resource = await town.person();
  const jonas = await town.person();
  const answer = await jonas.api<ConnectionAnswer>('POST', '/api/connections', {
    invitation: await resource.invitation(),
    calendars: [jonas.calendarId],
    settings: { direction: 'both' },
  });
  expect(answer.status).toBe(202);
  jonas.connectionId = answer.body.id;
  await town.settled();
  return { jonas, resource };
};

const subscriptionsOf = async (person: Person): Promise<SubscriptionRow[]> => {
  const { items } = await town.control<{ items: SubscriptionRow[] }>('GET', '/subscriptions');
  return items.filter(({ oid }) => oid === person.oid);
};

const stateOf = async (person: Person): Promise<string> => (await person.connection()).state;

describe('a connection that nobody has approved', { timeout: 120_000 }, () => {
  it('S-168 stays so when its resource goes and comes back, and nothing of it is shown or done', async () => {
    const { jonas, resource } = await waiting();
    await resource.booking(tomorrow(11), 30, { title: 'Secret' });
    await jonas.event('Dentist', tomorrow(9), tomorrow(10));
    await town.settled();
    const since = new Date().toISOString();
    await takeAway(resource);
    expect(await stateOf(jonas)).toBe('awaiting-approval');
    await bringBack(resource);
    expect(await stateOf(jonas)).toBe('awaiting-approval');
    expect((await jonas.action('sync')).status).toBe(403);
    expect(await town.writes(since)).toEqual([]);
    await asAdmin('POST', `/api/company/invitations/${resource.resourceId}/approve`);
    await town.settled();
    expect(await stateOf(jonas)).toBe('in-step');
  });

  it('S-168 S-176 approved while its resource is gone, it says so, and begins when it is back', async () => {
    const { jonas, resource } = await waiting();
    await jonas.event('Dentist', tomorrow(9), tomorrow(10));
    await takeAway(resource);
    const since = new Date().toISOString();
    await asAdmin('POST', `/api/company/invitations/${resource.resourceId}/approve`);
    await town.settled();
    expect(await stateOf(jonas)).toBe('resource-gone');
    expect(await town.writes(since)).toEqual([]);
    await bringBack(resource);
    expect(await stateOf(jonas)).toBe('in-step');
    expect(await resource.blockers()).toMatchObject([{ title: 'Dentist' }]);
  });
});

describe('a connection that is paused', { timeout: 120_000 }, () => {
  it('S-028 S-176 stays so when its resource goes and comes back', async () => {
    const lena = await town.connected();
    await lena.action('pause');
    const since = new Date().toISOString();
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await takeAway(lena);
    expect(await stateOf(lena)).toBe('paused');
    await bringBack(lena);
    expect(await stateOf(lena)).toBe('paused');
    expect(await town.writes(since)).toEqual([]);
    await lena.action('resume');
    await town.settled();
    expect(await stateOf(lena)).toBe('in-step');
    expect(await lena.blockers()).toMatchObject([{ title: 'Dentist' }]);
  });

  it('S-028 S-176 resumed while its resource is gone, it says so, and changes neither calendar', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(9), 30);
    await town.settled();
    await lena.action('pause');
    await takeAway(lena);
    const since = new Date().toISOString();
    await lena.action('resume');
    await town.settled();
    expect(await stateOf(lena)).toBe('resource-gone');
    expect(await lena.copies()).toHaveLength(1);
    await lena.action('pause');
    await lena.action('resume');
    await town.settled();
    expect(await stateOf(lena)).toBe('resource-gone');
    expect(await town.writes(since)).toEqual([]);
  });

  it('S-028 makes the subscription anew that ended meanwhile, however much else it missed', async () => {
    const lena = await town.connected();
    await lena.action('pause');
    await town.lifecycle(lena, 'subscriptionRemoved');
    const starts = Array.from({ length: 60 }, (_, index) => tomorrow(8, (index % 20) * 20, index % 3));
    for (const start of starts) await lena.booking(start, 15);
    await town.settled();
    expect(await subscriptionsOf(lena)).toEqual([]);
    await lena.action('resume');
    await town.settled();
    expect(await subscriptionsOf(lena)).toHaveLength(1);
    expect(await lena.copies()).toHaveLength(60);
  });

  it('S-028 S-177 stays so when the app secret can not be read, and when there is a new one', async () => {
    const lena = await town.connected();
    await lena.action('pause');
    await town.settled();
    await loseSecret();
    const since = new Date().toISOString();
    await lena.event('Dentist', tomorrow(9), tomorrow(10));
    await lena.action('sync');
    await town.settled();
    expect(await stateOf(lena)).toBe('paused');
    const { id, appId, appSecret } = town.world.company;
    await asAdmin('PUT', '/api/company', { timifyCompanyId: id, appId, appSecret });
    await town.settled();
    expect(await stateOf(lena)).toBe('paused');
    // Others here may still have something to catch up with.
    const writes = await town.writes(since, 'graph');
    expect(writes.filter(({ path }) => path.includes(lena.oid))).toEqual([]);
    expect(await lena.blockers()).toEqual([]);
    await lena.action('resume');
    await town.settled();
    expect(await lena.blockers()).toMatchObject([{ title: 'Dentist' }]);
  });
});

/** What a key of the vault that was retired too early leaves behind. */
const loseSecret = async (): Promise<void> => {
  const [server] = town.servers.splice(0);
  await server?.child.stop();
  const file = join(String(server?.env['DATA_DIR']), 'sync.db');
  const store = await openEmbedded(file, { now: () => Date.now() });
  const company = await store.companies.get(town.world.company.id);
  if (!company) throw new Error('there is no company');
  await store.companies.put({ ...company, appSecret: 'retired:AAAA' });
  await store.close();
  await town.addServer(server?.env, Number(server?.env['PORT']));
};
