import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cast, createTestWorld, hour, pages, WINDOW, type TestWorld } from './testWorld.ts';

/** Every answer against the published schema: no property that Graph does not have, no value outside its type. */

interface SchemaType {
  base?: string;
  properties?: Record<string, { type: string; nullable: boolean }>;
}

interface Schema {
  types: Record<string, SchemaType>;
  enums: Record<string, string[] | Record<string, unknown>>;
}

const FILE = new URL('../../../shared/data/graph-schema.json', import.meta.url);
/** Returned by v1.0 although its schema does not name them (facts: graph §3.1, §6.2). */
const BEYOND: Record<string, string[]> = { event: ['uid', 'occurrenceId'], calendar: ['groupClassId'] };

describe.skipIf(!existsSync(FILE))('answers', () => {
  const schema = existsSync(FILE)
    ? (JSON.parse(readFileSync(FILE, 'utf8')) as Schema)
    : { types: {}, enums: {} };
  let sandbox: TestWorld;
  beforeEach(async () => {
    sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
  });
  afterEach(() => sandbox.close());

  function propertiesOf(name: string): Record<string, { type: string; nullable: boolean }> {
    const type = schema.types[name];
    if (!type) return {};
    return { ...propertiesOf(type.base?.replace('graph.', '') ?? ''), ...type.properties };
  }

  function faults(value: unknown, type: string, path: string): string[] {
    if (value === null || value === undefined) return [];
    const inner = /^Collection\((.*)\)$/.exec(type)?.[1];
    if (inner !== undefined) {
      return Array.isArray(value)
        ? value.flatMap((one, index) => faults(one, inner, `${path}[${index}]`))
        : [`${path}: no list`];
    }
    const name = type.replace('graph.', '');
    const members = schema.enums[name];
    if (members)
      return namesOf(members).includes(value as string)
        ? []
        : [`${path}: ${JSON.stringify(value)} is no ${name}`];
    // The file leaves out what has nothing to do with calendars.
    if (type.startsWith('graph.') && !schema.types[name]) return [];
    if (type.startsWith('graph.')) return objectFaults(value, name, path);
    const wanted: Record<string, string> = {
      'Edm.String': 'string',
      'Edm.Guid': 'string',
      'Edm.Boolean': 'boolean',
      'Edm.Int32': 'number',
      'Edm.Date': 'string',
      'Edm.DateTimeOffset': 'string',
      'Edm.Double': 'number',
    };
    return typeof value === wanted[type] ? [] : [`${path}: ${typeof value} instead of ${type}`];
  }

  function namesOf(members: string[] | Record<string, unknown>): string[] {
    return Array.isArray(members) ? members : Object.keys(members);
  }

  function objectFaults(value: unknown, name: string, path: string): string[] {
    const known = propertiesOf(name);
    return Object.entries(value as Record<string, unknown>).flatMap(([key, one]) => {
      if (key.startsWith('@') || BEYOND[name]?.includes(key)) return [];
      const property = known[key];
      return property
        ? faults(one, property.type, `${path}/${key}`)
        : [`${path}/${key} is not a property of ${name}`];
    });
  }

  test('about events, in lists, views, delta and expansions', async () => {
    const { anna, ben } = cast(sandbox);
    const recurrence = {
      pattern: { type: 'relativeMonthly', interval: 1, daysOfWeek: ['monday'], index: 'last' },
      range: { type: 'noEnd', startDate: '2026-12-01' },
    };
    const attendees = [{ emailAddress: { address: ben.email }, type: 'optional' }];
    await sandbox.call(anna, 'POST', '/me/events', {
      body: hour('2026-12-01', 9, { attendees, location: { displayName: 'Here' }, isOnlineMeeting: true }),
    });
    const master = await sandbox.call(anna, 'POST', '/me/events', {
      body: hour('2026-12-01', 9, { recurrence }),
    });
    const list = await sandbox.call(anna, 'GET', '/me/events');
    const view = await sandbox.call(anna, 'GET', `/me/calendarView?${WINDOW}`);
    await sandbox.call(anna, 'PATCH', `/me/events/${encodeURIComponent(view.body.value[1]?.id ?? '')}`, {
      body: { subject: 'x' },
    });
    const delta = await pages(sandbox, anna, `/me/calendarView/delta?${WINDOW}`);
    const one = await sandbox.call(
      anna,
      'GET',
      `/me/events/${encodeURIComponent(master.body.id)}?$expand=exceptionOccurrences`,
    );
    const full = [master.body, one.body, ...list.body.value, ...view.body.value, ...delta.items];
    expect(full.flatMap((event) => faults(event, 'graph.event', 'event'))).toEqual([]);
    expect(delta.items.map((item) => item.type)).toContain('exception');
  });

  test('about calendars, subscriptions, settings and notifications', async () => {
    const { anna } = cast(sandbox);
    const hook = await sandbox.receiver();
    const calendars = await sandbox.call(anna, 'GET', '/me/calendars');
    const subscription = await sandbox.call(anna, 'POST', '/subscriptions', {
      body: {
        changeType: 'created',
        notificationUrl: hook.url,
        lifecycleNotificationUrl: hook.url,
        resource: 'me/events',
        expirationDateTime: '2026-11-27T00:00:00Z',
      },
    });
    await sandbox.call(anna, 'POST', '/me/events', { body: hour('2026-12-01', 9) });
    sandbox.graph.sendLifecycle(subscription.body.id, 'missed');
    const settings = await sandbox.call(anna, 'GET', '/me/mailboxSettings');
    await sandbox.graph.idle();
    expect(hook.items()).toHaveLength(2);
    expect([
      ...calendars.body.value.flatMap((one) => faults(one, 'graph.calendar', 'calendar')),
      ...faults(subscription.body, 'graph.subscription', 'subscription'),
      ...faults(settings.body, 'graph.mailboxSettings', 'mailboxSettings'),
      ...hook
        .items()
        .flatMap((one) =>
          faults({ ...one, resourceData: undefined }, 'graph.changeNotification', 'notification'),
        ),
    ]).toEqual([]);
  });
});
