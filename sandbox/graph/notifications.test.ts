import { describe, expect, test, vi } from 'vitest';
import { hour, IMMUTABLE } from './testWorld.ts';
import { DAY, useSubscriber } from './testSubscriber.ts';

const { sandbox, hook, anna, subscribe, post, told } = useSubscriber();

const path = (id: string) => `/me/events/${encodeURIComponent(id)}`;

const calendarId = async (place: number) =>
  (await sandbox().call(anna(), 'GET', '/me/calendars')).body.value[place]?.id ?? '';

/** Until a notification waits that failed so often. */
const failed = (attempts: number) =>
  vi.waitFor(
    () =>
      expect(
        sandbox()
          .graph.snapshot()
          .parcels.map((one) => one.attempts),
      ).toEqual([attempts]),
    {
      interval: 5,
    },
  );

describe('a notification', () => {
  test('names the event and nothing of its content', async () => {
    const { id } = (await subscribe()).body;
    const event = await post(hour('2026-12-01', 9));
    await sandbox().graph.idle();
    expect(hook().posts[0]?.url).toBe('/change?tenant=1');
    expect(hook().items()[0]).toMatchObject({
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
    expect(JSON.stringify(hook().items())).not.toContain('Dentist');
  });

  test('uses the id form that was asked for when the subscription was made', async () => {
    await subscribe({}, IMMUTABLE);
    const event = await post(hour('2026-12-01', 9));
    const fixed = (await sandbox().call(anna(), 'GET', path(event.id), { headers: IMMUTABLE })).body.id;
    expect(await told()).toEqual([`created ${fixed}`]);
  });

  test('comes once per change, or several times', async () => {
    await subscribe();
    const event = await post(hour('2026-12-01', 9));
    expect(await told()).toEqual([`created ${event.id}`]);
    sandbox().world.switches.notificationsPerChange = 'several';
    await sandbox().call(anna(), 'PATCH', path(event.id), { body: { subject: 'x' } });
    expect((await told()).slice(1)).toEqual(Array(3).fill(`updated ${event.id}`));
    await sandbox().call(anna(), 'DELETE', path(event.id));
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
    const listed = await sandbox().call(
      anna(),
      'GET',
      `${path(master.id)}/instances?startDateTime=2026-12-01&endDateTime=2026-12-09`,
    );
    await sandbox().call(anna(), 'DELETE', path(listed.body.value[1]?.id ?? ''));
    expect(await told()).toEqual([`created ${master.id}`, `updated ${master.id}`]);
  });

  test('comes for the calendar subscribed to; users/{id}/events means the default one', async () => {
    const second = await calendarId(1);
    await subscribe();
    await post(hour('2026-12-01', 9), second);
    expect(await told()).toEqual([]);
    await subscribe({ resource: `users/${anna().oid}/calendars/${second}/events`, changeType: 'created' });
    const event = await post(hour('2026-12-01', 9), second);
    await sandbox().call(anna(), 'DELETE', path(event.id));
    expect(await told()).toEqual([`created ${event.id}`]);
  });

  test('of several subscriptions share one POST', async () => {
    await subscribe();
    await subscribe({ resource: 'me/events', changeType: 'created,updated' });
    await post(hour('2026-12-01', 9));
    await sandbox().graph.idle();
    expect(hook().posts.map((one) => one.items.length)).toEqual([2]);
  });

  test('is repeated until it is taken', async () => {
    await subscribe();
    hook().answers.push(503, 500);
    const event = await post(hour('2026-12-01', 9));
    await failed(1);
    sandbox().world.clock.advance(1);
    await failed(2);
    sandbox().world.clock.advance(2);
    expect(await told()).toEqual([`created ${event.id}`]);
  });

  test('is given up after four hours, and then said to be missed', async () => {
    await subscribe();
    hook().answers.push(...Array<number>(2).fill(500));
    await post(hour('2026-12-01', 9));
    await failed(1);
    sandbox().world.clock.advance(5 * 3600);
    await hook().next();
    await hook().next();
    expect(await told()).toEqual(['missed']);
  });

  test('can be lost, doubled or overtaken', async () => {
    await subscribe();
    Object.assign(sandbox().graph.deliveryFaults, { drop: 1 });
    await post(hour('2026-12-01', 9));
    expect(await told()).toEqual([]);
    Object.assign(sandbox().graph.deliveryFaults, { drop: 0, duplicate: 1 });
    const event = await post(hour('2026-12-01', 9));
    expect(await told()).toEqual([`created ${event.id}`, `created ${event.id}`]);
    Object.assign(sandbox().graph.deliveryFaults, { duplicate: 0, reorder: 1 });
    const late = await post(hour('2026-12-01', 9));
    sandbox().graph.deliveryFaults.reorder = 0;
    // However long the second one takes to be posted, the first is held back for longer.
    sandbox().world.clock.advance(-60);
    const early = await post(hour('2026-12-01', 9));
    await vi.waitFor(() => expect(hook().items()).toHaveLength(3));
    sandbox().world.clock.advance(60);
    expect((await told()).slice(2)).toEqual([`created ${early.id}`, `created ${late.id}`]);
  });

  test('can come before the answer of the write that caused it', async () => {
    await subscribe();
    sandbox().graph.deliveryFaults.beforeAnswer = true;
    const event = await post(hour('2026-12-01', 9));
    expect(
      hook()
        .items()
        .map((one) => one.resourceData?.id),
    ).toEqual([event.id]);
    sandbox().graph.deliveryFaults.beforeAnswer = false;
    sandbox().graph.latency.milliseconds = 150;
    const slow = post(hour('2026-12-01', 9));
    await hook().next();
    expect(hook().items()).toHaveLength(2);
    await slow;
  });
});

describe('a lifecycle notification', () => {
  test('asks for reauthorization before the end, again and again, until it is renewed', async () => {
    const { id } = (await subscribe()).body;
    sandbox().world.clock.advance(5 * DAY - 2 * 3600);
    expect(await told()).toEqual(['reauthorizationRequired']);
    sandbox().world.clock.advance(3600);
    expect(await told()).toHaveLength(2);
    const until = new Date(sandbox().world.clock.now() + 5 * DAY * 1000).toISOString();
    await sandbox().call(anna(), 'PATCH', `/subscriptions/${id}`, { body: { expirationDateTime: until } });
    sandbox().world.clock.advance(3 * 3600);
    expect(await told()).toHaveLength(2);
    expect(hook().posts.every((one) => one.url === '/life')).toBe(true);
  });

  test('of removal ends the subscription; missed leaves it alone', async () => {
    const { id } = (await subscribe()).body;
    expect(sandbox().graph.sendLifecycle(id, 'missed')).toBe(true);
    expect(sandbox().graph.subscriptions()).toHaveLength(1);
    sandbox().graph.sendLifecycle(id, 'subscriptionRemoved');
    expect(sandbox().graph.subscriptions()).toEqual([]);
    expect(await told()).toEqual(['missed', 'subscriptionRemoved']);
    expect(sandbox().graph.sendLifecycle(id, 'missed')).toBe(false);
  });

  test('of removal comes by itself when the user was disabled', async () => {
    await subscribe();
    anna().enabled = false;
    await post(hour('2026-12-01', 9));
    expect(await told()).toEqual(['subscriptionRemoved']);
  });
});
