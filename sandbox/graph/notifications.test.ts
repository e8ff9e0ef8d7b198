import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cast, createTestWorld, hour, IMMUTABLE, type TestWorld } from './testWorld.ts';
import type { Json } from './testJson.ts';
import type { Receiver } from './testReceiver.ts';

let sandbox: TestWorld;
let hook: Receiver;
beforeEach(async () => {
  sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
  hook = await sandbox.receiver();
});
afterEach(() => sandbox.close());

const anna = () => cast(sandbox).anna;
const path = (id: string) => `/me/events/${encodeURIComponent(id)}`;
const DAY = 86_400;

const subscribe = (more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  sandbox.call(anna(), 'POST', '/subscriptions', {
    headers,
    body: {
      changeType: 'created,updated,deleted',
      notificationUrl: `${hook.url}/change?tenant=1`,
      lifecycleNotificationUrl: `${hook.url}/life`,
      resource: `users/${anna().oid}/events`,
      expirationDateTime: new Date(sandbox.world.clock.now() + 5 * DAY * 1000).toISOString(),
      clientState: 'secret',
      ...more,
    },
  });

const calendarId = async (place: number) =>
  (await sandbox.call(anna(), 'GET', '/me/calendars')).body.value[place]?.id ?? '';

async function post(body: Record<string, unknown>, calendar?: string): Promise<Json> {
  const route =
    calendar === undefined ? '/me/events' : `/me/calendars/${encodeURIComponent(calendar)}/events`;
  return (await sandbox.call(anna(), 'POST', route, { body })).body;
}

/** Until a notification waits that failed so often. */
const failed = (attempts: number) =>
  vi.waitFor(() => expect(sandbox.graph.snapshot().parcels.map((one) => one.attempts)).toEqual([attempts]), {
    interval: 5,
  });

const told = async () => {
  await sandbox.graph.idle();
  return hook
    .items()
    .map((one) => `${one.changeType ?? one.lifecycleEvent ?? ''} ${one.resourceData?.id ?? ''}`.trim());
};

describe('a subscription', () => {
  test('is made after both addresses repeated their token, and is shown in full', async () => {
    const answer = await subscribe();
    expect(answer.status).toBe(201);
    expect(
      hook.validations.map((url) => url.split('&validationToken')[0]?.split('?validationToken')[0]).sort(),
    ).toEqual(['/change?tenant=1', '/life']);
    expect(answer.body).toMatchObject({
      clientState: 'secret',
      creatorId: anna().oid,
      latestSupportedTlsVersion: 'v1_2',
    });
    expect((await sandbox.call(anna(), 'GET', '/subscriptions')).body.value.map((one) => one.id)).toEqual([
      answer.body.id,
    ]);
    expect((await sandbox.call(anna(), 'GET', `/subscriptions/${answer.body.id}`)).body.id).toBe(
      answer.body.id,
    );
  });

  test.each([
    [
      'echoes the token encoded',
      (token: string) => ({ status: 200, type: 'text/plain', body: encodeURIComponent(token) }),
    ],
    ['answers as HTML', (token: string) => ({ status: 200, type: 'text/html', body: token })],
    ['answers 202', (token: string) => ({ status: 202, type: 'text/plain', body: token })],
  ])('is refused where the endpoint %s', async (_name, validation) => {
    hook.validation = validation;
    const answer = await subscribe();
    expect([answer.status, answer.body.error.code]).toEqual([400, 'InvalidRequest']);
    expect(sandbox.graph.subscriptions()).toEqual([]);
  });

  test('lives at least 45 minutes and at most 10,080', async () => {
    const at = (minutes: number) => new Date(sandbox.world.clock.now() + minutes * 60_000).toISOString();
    const raised = await subscribe({ expirationDateTime: at(5) });
    const minutes = (Date.parse(raised.body.expirationDateTime) - sandbox.world.clock.now()) / 60_000;
    expect(minutes).toBeGreaterThan(44);
    const refused = await subscribe({ expirationDateTime: at(10_100), changeType: 'created' });
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toContain('10080 minutes');
  });

  test('is refused for unknown resources, plain http beyond this machine, and mailboxes of others', async () => {
    const status = async (more: Record<string, unknown>) => (await subscribe(more)).status;
    expect(await status({ resource: 'me/messages' })).toBe(400);
    expect(await status({ resource: `users/${anna().oid}/calendars/x/events/y` })).toBe(400);
    expect(await status({ notificationUrl: 'http://example.com/x' })).toBe(400);
    expect(await status({ changeType: 'moved' })).toBe(400);
    const other = await subscribe({ resource: `users/${cast(sandbox).ben.oid}/events` });
    expect([other.status, other.body.error.code]).toEqual([403, 'ExtensionError']);
  });

  test('a second of the same kind is 409, or made as well', async () => {
    const first = await subscribe();
    const again = await subscribe();
    expect([again.status, again.body.error.message]).toEqual([
      409,
      `Subscription Id <${first.body.id}> already exists for the requested combination`,
    ]);
    sandbox.world.switches.duplicateSubscription = '201';
    expect((await subscribe()).status).toBe(201);
  });

  test('can be renewed, reauthorized and removed; a removed one is 404', async () => {
    const { id } = (await subscribe()).body;
    const until = new Date(sandbox.world.clock.now() + 6 * DAY * 1000).toISOString();
    const renewed = await sandbox.call(anna(), 'PATCH', `/subscriptions/${id}`, {
      body: { expirationDateTime: until },
    });
    expect(Date.parse(renewed.body.expirationDateTime)).toBe(Date.parse(until));
    expect((await sandbox.call(anna(), 'POST', `/subscriptions/${id}/reauthorize`)).status).toBe(204);
    expect((await sandbox.call(anna(), 'DELETE', `/subscriptions/${id}`)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) {
      const gone = await sandbox.call(anna(), method, `/subscriptions/${id}`);
      expect([gone.status, gone.body.error.code]).toEqual([404, 'ResourceNotFound']);
    }
  });

  test('ends when its time is over', async () => {
    const { id } = (await subscribe()).body;
    sandbox.world.clock.advance(5 * DAY + 1);
    expect((await sandbox.call(anna(), 'PATCH', `/subscriptions/${id}`, { body: {} })).status).toBe(404);
    await post(hour('2026-12-01', 9));
    expect((await told()).filter((line) => line.startsWith('created'))).toEqual([]);
  });
});

describe('a notification', () => {
  test('names the event and nothing of its content', async () => {
    const { id } = (await subscribe()).body;
    const event = await post(hour('2026-12-01', 9));
    await sandbox.graph.idle();
    expect(hook.posts[0]?.url).toBe('/change?tenant=1');
    expect(hook.items()[0]).toMatchObject({
      subscriptionId: id,
      changeType: 'created',
      clientState: 'secret',
      tenantId: anna().tenantId,
      resource: `Users/${anna().oid}/Events/${event.id}`,
      resourceData: {
        '@odata.type': '#Microsoft.Graph.Event',
        id: event.id,
        '@odata.etag': event['@odata.etag'],
      },
    });
    expect(JSON.stringify(hook.items())).not.toContain('Dentist');
  });

  test('uses the id form that was asked for when the subscription was made', async () => {
    await subscribe({}, IMMUTABLE);
    const event = await post(hour('2026-12-01', 9));
    const fixed = (await sandbox.call(anna(), 'GET', path(event.id), { headers: IMMUTABLE })).body.id;
    expect(await told()).toEqual([`created ${fixed}`]);
  });

  test('comes once per change, or several times', async () => {
    await subscribe();
    const event = await post(hour('2026-12-01', 9));
    expect(await told()).toEqual([`created ${event.id}`]);
    sandbox.world.switches.notificationsPerChange = 'several';
    await sandbox.call(anna(), 'PATCH', path(event.id), { body: { subject: 'x' } });
    expect((await told()).slice(1)).toEqual(Array(3).fill(`updated ${event.id}`));
    await sandbox.call(anna(), 'DELETE', path(event.id));
    expect((await told()).slice(4)).toEqual([`deleted ${event.id}`]);
    const other = await post(hour('2026-12-01', 9));
    expect((await told()).slice(5)).toEqual([`created ${other.id}`, `updated ${other.id}`]);
  });

  test('of a series names its master alone, a deleted occurrence as an update', async () => {
    await subscribe();
    const recurrence = {
      pattern: { type: 'daily', interval: 1 },
      range: { type: 'numbered', startDate: '2026-12-01', numberOfOccurrences: 3 },
    };
    const master = await post(hour('2026-12-01', 9, { recurrence }));
    const listed = await sandbox.call(
      anna(),
      'GET',
      `${path(master.id)}/instances?startDateTime=2026-12-01&endDateTime=2026-12-09`,
    );
    await sandbox.call(anna(), 'DELETE', path(listed.body.value[1]?.id ?? ''));
    expect(await told()).toEqual([`created ${master.id}`, `updated ${master.id}`]);
  });

  test('comes for the calendar subscribed to; users/{id}/events means the default one', async () => {
    const second = await calendarId(1);
    await subscribe();
    await post(hour('2026-12-01', 9), second);
    expect(await told()).toEqual([]);
    await subscribe({ resource: `users/${anna().oid}/calendars/${second}/events`, changeType: 'created' });
    const event = await post(hour('2026-12-01', 9), second);
    await sandbox.call(anna(), 'DELETE', path(event.id));
    expect(await told()).toEqual([`created ${event.id}`]);
  });

  test('of several subscriptions share one POST', async () => {
    await subscribe();
    await subscribe({ resource: 'me/events', changeType: 'created,updated' });
    await post(hour('2026-12-01', 9));
    await sandbox.graph.idle();
    expect(hook.posts.map((one) => one.items.length)).toEqual([2]);
  });

  test('is repeated until it is taken', async () => {
    await subscribe();
    hook.answers.push(503, 500);
    const event = await post(hour('2026-12-01', 9));
    await failed(1);
    sandbox.world.clock.advance(1);
    await failed(2);
    sandbox.world.clock.advance(2);
    expect(await told()).toEqual([`created ${event.id}`]);
  });

  test('is given up after four hours, and then said to be missed', async () => {
    await subscribe();
    hook.answers.push(...Array<number>(2).fill(500));
    await post(hour('2026-12-01', 9));
    await failed(1);
    sandbox.world.clock.advance(5 * 3600);
    await hook.next();
    await hook.next();
    expect(await told()).toEqual(['missed']);
  });

  test('can be lost, doubled or overtaken', async () => {
    await subscribe();
    Object.assign(sandbox.graph.deliveryFaults, { drop: 1 });
    await post(hour('2026-12-01', 9));
    expect(await told()).toEqual([]);
    Object.assign(sandbox.graph.deliveryFaults, { drop: 0, duplicate: 1 });
    const event = await post(hour('2026-12-01', 9));
    expect(await told()).toEqual([`created ${event.id}`, `created ${event.id}`]);
    Object.assign(sandbox.graph.deliveryFaults, { duplicate: 0, reorder: 1 });
    const late = await post(hour('2026-12-01', 9));
    sandbox.graph.deliveryFaults.reorder = 0;
    // However long the second one takes to be posted, the first is held back for longer.
    sandbox.world.clock.advance(-60);
    const early = await post(hour('2026-12-01', 9));
    await vi.waitFor(() => expect(hook.items()).toHaveLength(3));
    sandbox.world.clock.advance(60);
    expect((await told()).slice(2)).toEqual([`created ${early.id}`, `created ${late.id}`]);
  });

  test('can come before the answer of the write that caused it', async () => {
    await subscribe();
    sandbox.graph.deliveryFaults.beforeAnswer = true;
    const event = await post(hour('2026-12-01', 9));
    expect(hook.items().map((one) => one.resourceData?.id)).toEqual([event.id]);
    sandbox.graph.deliveryFaults.beforeAnswer = false;
    sandbox.graph.latency.milliseconds = 150;
    const slow = post(hour('2026-12-01', 9));
    await hook.next();
    expect(hook.items()).toHaveLength(2);
    await slow;
  });
});

describe('a lifecycle notification', () => {
  test('asks for reauthorization before the end, again and again, until it is renewed', async () => {
    const { id } = (await subscribe()).body;
    sandbox.world.clock.advance(5 * DAY - 2 * 3600);
    expect(await told()).toEqual(['reauthorizationRequired']);
    sandbox.world.clock.advance(3600);
    expect(await told()).toHaveLength(2);
    const until = new Date(sandbox.world.clock.now() + 5 * DAY * 1000).toISOString();
    await sandbox.call(anna(), 'PATCH', `/subscriptions/${id}`, { body: { expirationDateTime: until } });
    sandbox.world.clock.advance(3 * 3600);
    expect(await told()).toHaveLength(2);
    expect(hook.posts.every((one) => one.url === '/life')).toBe(true);
  });

  test('of removal ends the subscription; missed leaves it alone', async () => {
    const { id } = (await subscribe()).body;
    expect(sandbox.graph.sendLifecycle(id, 'missed')).toBe(true);
    expect(sandbox.graph.subscriptions()).toHaveLength(1);
    sandbox.graph.sendLifecycle(id, 'subscriptionRemoved');
    expect(sandbox.graph.subscriptions()).toEqual([]);
    expect(await told()).toEqual(['missed', 'subscriptionRemoved']);
    expect(sandbox.graph.sendLifecycle(id, 'missed')).toBe(false);
  });

  test('of removal comes by itself when the user was disabled', async () => {
    await subscribe();
    anna().enabled = false;
    await post(hour('2026-12-01', 9));
    expect(await told()).toEqual(['subscriptionRemoved']);
  });
});
