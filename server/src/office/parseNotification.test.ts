import { describe, expect, it } from 'vitest';
import { parseNotification } from './parseNotification.ts';

const change = (more: object = {}): object => ({
  id: 'lsgTZMr9KwAAA',
  subscriptionId: 's1',
  subscriptionExpirationDateTime: '2026-11-29T10:00:00.0000000+00:00',
  changeType: 'updated',
  resource: 'Users/u/Events/e1',
  resourceData: {
    '@odata.type': '#Microsoft.Graph.Event',
    '@odata.id': 'Users/u/Events/e1',
    '@odata.etag': 'W/"x"',
    id: 'e1',
  },
  clientState: 'secret',
  tenantId: 't',
  ...more,
});
const lifecycle = (lifecycleEvent: string): object => ({
  subscriptionId: 's2',
  subscriptionExpirationDateTime: '2026-11-29T10:00:00.0000000Z',
  tenantId: 't',
  clientState: 'secret',
  lifecycleEvent,
});

describe('a notification', () => {
  it('names the subscription, its secret and the event', () => {
    expect(parseNotification({ value: [change()] })).toEqual({
      items: [
        { kind: 'change', subscriptionId: 's1', clientState: 'secret', changeType: 'updated', eventId: 'e1' },
      ],
      bad: 0,
    });
  });

  it('may write the type in any case, or not at all', () => {
    const types = ['#microsoft.graph.event', '#MICROSOFT.GRAPH.EVENT', undefined];
    const value = types.map((type) => change({ resourceData: { '@odata.type': type, id: 'e1' } }));
    expect(parseNotification({ value })).toMatchObject({ items: types.map(() => ({ eventId: 'e1' })) });
  });

  it('about something else names no event', () => {
    const value = [
      change({ resourceData: { '@odata.type': '#Microsoft.Graph.Calendar', id: 'c' } }),
      change({ resourceData: null }),
    ];
    expect(parseNotification({ value })).toMatchObject({
      items: [{ eventId: null }, { eventId: null }],
      bad: 0,
    });
  });

  it.each(['missed', 'subscriptionRemoved', 'reauthorizationRequired'])(
    'of the life cycle: %s',
    (lifecycleEvent) => {
      expect(parseNotification({ value: [lifecycle(lifecycleEvent)] })).toEqual({
        items: [{ kind: 'lifecycle', subscriptionId: 's2', clientState: 'secret', lifecycleEvent }],
        bad: 0,
      });
    },
  );

  it('without a secret is still one; the caller refuses it', () => {
    const value = [change({ clientState: undefined }), change({ clientState: 7 })];
    expect(parseNotification({ value })).toMatchObject({
      items: [{ clientState: null }, { clientState: null }],
    });
  });
});

it('one bad element spoils no other', () => {
  const value = [
    null,
    7,
    'x',
    {},
    change({ subscriptionId: '' }),
    change({ changeType: 'moved' }),
    lifecycle('surprise'),
    change(),
    lifecycle('missed'),
  ];
  const parsed = parseNotification({ value });
  expect(parsed).toMatchObject({ items: [{ kind: 'change' }, { kind: 'lifecycle' }], bad: 7 });
});

it('an empty batch is a batch', () => {
  expect(parseNotification({ value: [] })).toEqual({ items: [], bad: 0 });
});

it.each([undefined, null, 7, 'text', [], {}, { value: {} }, { value: 'x' }])('%j is malformed', (body) => {
  expect(parseNotification(body)).toBe('malformed');
});
