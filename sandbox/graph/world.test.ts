import { afterEach, beforeEach, expect, test } from 'vitest';
import { cast, createTestWorld, hour, IMMUTABLE, pages, WINDOW, type TestWorld } from './testWorld.ts';
import { createGraph, type GraphState } from './service.ts';

let sandbox: TestWorld;
beforeEach(async () => {
  sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
});
afterEach(() => sandbox.close());

const anna = () => cast(sandbox).anna;
const FIRST = `/me/calendarView/delta?${WINDOW}`;

test('a world written down and read again is the same: events, ids, delta links, subscriptions, waiting mail', async () => {
  const hook = await sandbox.receiver();
  const recurrence = {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'noEnd', startDate: '2026-12-01' },
  };
  await sandbox.call(anna(), 'POST', '/me/events', {
    body: hour('2026-12-01', 9, { recurrence, transactionId: 't' }),
  });
  const { deltaLink } = await pages(sandbox, anna(), FIRST, { Prefer: 'odata.maxpagesize=200' });
  const subscription = await sandbox.call(anna(), 'POST', '/subscriptions', {
    body: {
      changeType: 'created',
      notificationUrl: hook.url,
      resource: 'me/events',
      expirationDateTime: '2026-11-28T00:00:00Z',
    },
  });
  sandbox.graph.bulkMailboxes(3, 10);
  sandbox.graph.deliveryFaults.reorder = 1;
  const event = await sandbox.call(anna(), 'POST', '/me/events', { body: hour('2026-12-02', 9) });
  const state = JSON.parse(JSON.stringify(sandbox.graph.snapshot())) as GraphState;
  const before = sandbox.graph.state();
  await sandbox.graph.idle();

  sandbox.graph.reset();
  expect(sandbox.graph.state()).toEqual({});
  sandbox.graph.restore(state);
  expect(sandbox.graph.state()).toEqual(before);
  expect(sandbox.graph.subscriptions().map((one) => one.id)).toEqual([subscription.body.id]);
  await sandbox.graph.idle();
  expect(hook.items().map((one) => one.resourceData?.id)).toEqual([event.body.id, event.body.id]);
  const next = await pages(sandbox, anna(), deltaLink);
  expect(next.items.map((one) => one.id)).toEqual([event.body.id]);
  const again = await sandbox.call(anna(), 'POST', '/me/events', {
    body: hour('2026-12-01', 9, { transactionId: 't' }),
  });
  expect(again.status).toBe(200);
  expect(JSON.parse(JSON.stringify(sandbox.graph.snapshot()))).toMatchObject({
    waiting: [{ 1: 10 }, { 1: 10 }, { 1: 10 }],
  });
});

test('the same seed gives the same ids', async () => {
  const other = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
  try {
    const make = async (world: TestWorld) =>
      (await world.call(anna(), 'POST', '/me/events', { body: hour('2026-12-01', 9) })).body.id;
    expect(await make(sandbox)).toBe(await make(other));
  } finally {
    await other.close();
  }
});

test('bulk mailboxes are empty of cost until looked at, then full, and the same each time', async () => {
  const users = sandbox.graph.bulkMailboxes(200, 25);
  expect(users).toHaveLength(200);
  expect(Object.keys(sandbox.graph.state())).toEqual([]);
  const [, second] = users;
  if (!second) throw new Error('no user');
  const seen = await pages(sandbox, second, '/me/events');
  expect(seen.items).toHaveLength(25);
  expect(Object.keys(sandbox.graph.state())).toEqual([second.email]);
  const twin = createGraph(sandbox.world);
  twin.fillLater([second.oid], 25);
  expect(twin.createMailbox(second).events.map((one) => one.id)).toEqual(
    sandbox.graph.state()[second.email]?.events.map((one) => one.id),
  );
});

test('bulk mailboxes are those of users that joined, where some joined', () => {
  const joined = {
    ...anna(),
    oid: 'b0000000-0000-4000-8000-00000000beef',
    email: 'new@contoso.example',
    upn: 'new@contoso.example',
  };
  sandbox.users.push(joined);
  expect(sandbox.graph.bulkMailboxes(1, 5)).toEqual([joined]);
  expect(
    sandbox.graph.createMailbox(joined).events.filter((one) => one.type === 'singleInstance'),
  ).toHaveLength(5);
});

test('the picture of the world names both id forms and expands series on request', async () => {
  const recurrence = {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'numbered', startDate: '2026-12-01', numberOfOccurrences: 3 },
  };
  const made = await sandbox.call(anna(), 'POST', '/me/events', {
    body: hour('2026-12-01', 9, { recurrence }),
    headers: IMMUTABLE,
  });
  const picture = sandbox.graph.state()[anna().email];
  expect(picture?.calendars.map((one) => one.canEdit)).toEqual([true, true, false]);
  expect(picture?.events.at(0)).toMatchObject({
    immutableId: made.body.id,
    type: 'seriesMaster',
    start: '2026-12-01T08:00:00.000Z',
  });
  const all = sandbox.graph.expanded(anna().email, '2026-12-01', '2026-12-03', 'Kalender');
  expect(all.map((one) => [one.type, one.seriesMasterId])).toEqual(
    Array(2).fill(['occurrence', picture?.events[0]?.id]),
  );
});

test('odds and ends answer: profile, organization, settings, zones', async () => {
  const { body: me } = await sandbox.call(anna(), 'GET', '/me');
  expect(me).toMatchObject({
    id: anna().oid,
    mail: anna().email,
    userPrincipalName: anna().upn,
    displayName: 'Anna',
  });
  expect((await sandbox.call(anna(), 'GET', '/organization')).body.value).toHaveLength(1);
  expect((await sandbox.call(anna(), 'GET', '/me/mailboxSettings/timeZone')).body.value).toBe(
    'W. Europe Standard Time',
  );
  expect(
    (await sandbox.call(anna(), 'GET', '/me/outlook/supportedTimeZones')).body.value.length,
  ).toBeGreaterThan(130);
  const iana = "/me/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Iana')";
  expect((await sandbox.call(anna(), 'GET', iana)).body.value).toContainEqual({
    alias: 'Europe/Berlin',
    displayName: 'Europe/Berlin',
  });
});

test('a browser of another origin may call', async () => {
  const answer = await fetch(`${sandbox.base}/me`, {
    method: 'OPTIONS',
    headers: { Origin: 'https://x.example' },
  });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
});
