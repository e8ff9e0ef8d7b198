import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNotification } from './parseNotification.ts';

const A = '65f0c0ffee00000000000001';
const B = '65f0c0ffee00000000000002';
const C = '65f0c0ffee0000000000000c';

describe('a webhook of TIMIFY', () => {
  it.each<[string, unknown, object]>([
    [
      'type and data',
      { event: 'event.created', data: { id: A, companyId: C } },
      { kind: 'appointment', ids: [A], companyId: C },
    ],
    ['a bare id', { id: A }, { kind: 'appointment', ids: [A], companyId: null }],
    [
      'an event object',
      { type: 'Event Updated', event: { id: A }, company: { id: C } },
      { kind: 'appointment', ids: [A], companyId: C },
    ],
    ['eventId', { eventId: A, 'company-id': C }, { kind: 'appointment', ids: [A], companyId: C }],
    ['appointmentId', { appointmentId: A, company_id: C }, { kind: 'appointment', ids: [A], companyId: C }],
    [
      'bulk deletion, ids',
      { type: 'Events Deleted', ids: [A, B] },
      { kind: 'appointment', ids: [A, B], companyId: null },
    ],
    [
      'bulk deletion, data list',
      { type: 'EVENTS_DELETED', data: [A, B] },
      { kind: 'appointment', ids: [A, B] },
    ],
    [
      'bulk deletion, objects',
      { type: 'events.deleted', data: [{ id: A }, { id: B }, { id: A }] },
      { kind: 'appointment', ids: [A, B] },
    ],
    ['bulk deletion, eventIds', { data: { eventIds: [A, B] } }, { kind: 'appointment', ids: [A, B] }],
    [
      'an appointment as it is read',
      {
        type: 'booking',
        id: A,
        resources: [{ id: B }],
        serviceId: B,
        customers: [],
        bookings: [{ id: 'x', resourceId: B }],
      },
      { kind: 'appointment' },
    ],
    [
      'a delivery id beside the data',
      { id: 'delivery-7', type: 'event.updated', data: { id: A } },
      { ids: [A] },
    ],
    [
      'a resource',
      { type: 'Resource Updated', data: { id: B, companyId: C } },
      { kind: 'resource', ids: [B], companyId: C },
    ],
    ['a shift', { type: 'shift.updated', data: { id: B, resourceId: A } }, { kind: 'shift' }],
    ['a service', { event: 'service.updated', data: { id: B } }, { kind: 'service', ids: [B] }],
    ['a customer', { event: 'customers.deleted', data: { id: B } }, { kind: 'customer', ids: [B] }],
    ['a company', { event: 'company.updated', data: { id: C } }, { kind: 'company', ids: [C] }],
    [
      'a company by its id alone',
      { type: 'Company Updated', companyId: C },
      { kind: 'company', ids: [C], companyId: C },
    ],
    ['something else', { type: 'Enterprise Updated', data: { id: B } }, { kind: 'other' }],
  ])('%s', (_, body, expected) => {
    expect(parseNotification(body)).toMatchObject([expected]);
  });

  it('takes an array of notifications and leaves out what is none', () => {
    expect(parseNotification([{ eventId: A }, null, 7, { eventId: B }])).toMatchObject([
      { ids: [A] },
      { ids: [B] },
    ]);
  });

  it.each([[null], ['text'], [7], [[]], [{}], [{ hello: 'world' }], [{ id: '../x' }]])(
    'calls %j malformed',
    (body) => {
      expect(parseNotification(body)).toBe('malformed');
    },
  );

  it('survives any JSON, and its ids are safe for a path', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const read = parseNotification(body);
        return read === 'malformed' || read.every((one) => one.ids.every((id) => /^[\w-]{1,64}$/.test(id)));
      }),
    );
  });
});
