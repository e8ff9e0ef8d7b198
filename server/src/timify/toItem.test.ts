import { describe, expect, it } from 'vitest';
import {
  appointmentAnswer,
  NOW,
  OTHER,
  plainSlice,
  readAnswer,
  readItem,
  RESOURCE,
  sliceAnswer,
} from './answers.testing.ts';
import { factsOf, itemsOf, readAppointment } from './toItem.ts';

const at = (iso: string): number => Date.parse(iso);
const span = (begin: string, end: string) => ({
  start: at(`2026-12-01T${begin}Z`),
  end: at(`2026-12-01T${end}Z`),
});

describe('an appointment as observed', () => {
  it('is one booking, with service and blocked time told apart', () => {
    expect(readItem()).toEqual({
      side: 'timify',
      id: '65f0c0ffee00000000000001',
      appointmentId: '65f0c0ffee00000000000001',
      version: '1796000000000',
      kind: 'booking',
      span: span('08:00:00', '09:00:00'),
      slices: [{ service: span('08:00:00', '09:00:00'), busy: span('07:50:00', '09:05:00') }],
      title: 'Consultation',
      notes: '',
      place: '',
      marker: null,
      createdAt: null,
      resourceIds: [RESOURCE],
      service: null,
      customers: [],
      fields: [],
      resourceNames: ['Room 1'],
      hasCustomers: false,
      isGroup: false,
      participants: 1,
      maxParticipants: 1,
      isSplit: false,
      isConnectedSeries: false,
      isHeld: false,
    });
  });

  it('takes the buffers off where the interval includes them', () => {
    const bookings = [
      sliceAnswer({ interval: { begin: '2026-12-01T07:50:00Z', end: '2026-12-01T09:05:00Z' } }),
    ];
    expect(readItem({ bookings }).slices).toEqual([
      { service: span('08:00:00', '09:00:00'), busy: span('07:50:00', '09:05:00') },
    ]);
  });

  it('keeps our stamp, with nobody and no service on it, as it is', () => {
    expect(readItem({ externalId: 'link.1' })).toMatchObject({
      marker: 'link.1',
      kind: 'booking',
      hasCustomers: false,
    });
  });

  it('is a blocker by its type', () => {
    expect(readItem({ type: 'blocker' }).kind).toBe('blocker');
  });

  it('names customers once, and counts those whose shape it does not know', () => {
    const ann = { id: 'c1', firstName: 'Ann', lastName: 'Lee', fullName: 'Ann Lee', email: 'ann@a.example' };
    const bob = { id: 'c2', firstName: 'Bob', lastName: 'Ray' };
    expect(readItem({ customers: [ann, bob], singleCustomers: [ann] })).toMatchObject({
      customers: ['Ann Lee', 'Bob Ray'],
      hasCustomers: true,
    });
    expect(readItem({ customers: ['c9'] })).toMatchObject({ customers: [], hasCustomers: true });
    expect(JSON.stringify(readItem({ customers: [ann] }))).not.toContain('ann@a.example');
  });

  it('reads service, group and data fields', () => {
    const group = readItem({
      service: { id: 's1', name: 'Eye test' },
      isCourse: true,
      participants: 3,
      maxParticipants: 10,
      customfields: [
        { id: 'f1', label: 'Glasses', value: 'yes' },
        { id: 'f2', label: 'Age', value: 40 },
        { id: 'f3', label: 'Empty', value: '' },
        { id: 'f4', label: 'Many', value: ['a', 'b'] },
      ],
    });
    expect(group).toMatchObject({
      service: 'Eye test',
      isGroup: true,
      participants: 3,
      maxParticipants: 10,
      hasCustomers: true,
    });
    expect(group.fields).toEqual([
      { label: 'Glasses', value: 'yes' },
      { label: 'Age', value: '40' },
      { label: 'Many', value: 'a, b' },
    ]);
  });

  it('turns notes into text only where they hold tags', () => {
    expect(readItem({ notes: '<p>Hello<br>World &amp; you</p><style>p{}</style>' }).notes).toBe(
      'Hello\nWorld & you',
    );
    expect(readItem({ notes: 'a < b &amp; c > d' }).notes).toBe('a < b &amp; c > d');
  });

  it('holds no secret of the answer', () => {
    const secretive = readItem({ reschedulingSecret: 'SECRET', metadata: { secret: 'SECRET' } });
    expect(JSON.stringify(secretive)).not.toContain('SECRET');
  });
});

describe('held and leaving', () => {
  it.each<[Record<string, unknown>, boolean]>([
    [{ reservedUntil: '2026-11-24T09:05:00Z' }, true],
    [{ reservedUntil: '2026-11-24T08:55:00Z' }, false],
    [{ reservedUntil: 'whenever' }, true],
    [{ reservedUntil: null }, false],
    [{ scheduledForDeletionAt: '2026-11-30T00:00:00Z' }, true],
  ])('%j → %s', (changes, isHeld) => {
    expect(readItem(changes).isHeld).toBe(isHeld);
  });
});

describe('what cannot be understood', () => {
  it.each<[string, unknown]>([
    ['no id', { ...appointmentAnswer(), id: undefined }],
    ['no object', 'text'],
  ])('is broken as a whole: %s', (_, value) => {
    expect(readAppointment(value)).toHaveProperty('broken');
  });

  it.each<[string, unknown]>([
    ['an interval without an end', sliceAnswer({ interval: { begin: '2026-12-01T08:00:00Z' } })],
    ['a time that is none', sliceAnswer({ interval: { begin: 'morning', end: 'noon' } })],
    [
      'an end before the start',
      sliceAnswer({ interval: { begin: '2026-12-01T09:00:00Z', end: '2026-12-01T08:00:00Z' } }),
    ],
    ['no owner', { id: 'x' }],
  ])('is broken for this resource: %s', (_, slice) => {
    const read = itemsOf(readAnswer({ bookings: [slice] }), RESOURCE, NOW);
    expect(read.items).toEqual([]);
    expect(read.broken).toMatchObject({ id: '65f0c0ffee00000000000001' });
  });

  it('is nothing here where another resource has the broken slice', () => {
    const bookings = [
      plainSlice('2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z'),
      sliceAnswer({ resourceId: OTHER, interval: null }),
    ];
    expect(itemsOf(readAnswer({ bookings }), RESOURCE, NOW)).toMatchObject({
      items: [{ isSplit: false }],
      broken: null,
    });
  });

  it('is no news where null stands for an absent list or number', () => {
    expect(
      readItem({
        customers: null,
        singleCustomers: null,
        customfields: null,
        resources: null,
        participants: null,
        notes: null,
      }),
    ).toMatchObject({
      customers: [],
      notes: '',
      resourceIds: [RESOURCE],
    });
  });
});

describe('the version', () => {
  it('is the stamp, in words or as a number, else the time of the last change', () => {
    expect(readItem({ timestamp: 1796000000001 }).version).toBe('1796000000001');
    expect(readItem({ timestamp: null, updatedAt: '2026-11-01T00:00:00Z' }).version).toBe(
      '2026-11-01T00:00:00Z',
    );
  });
});

describe('facts for a run of the company', () => {
  it('hold times and ids alone', () => {
    expect(factsOf(readAnswer())).toEqual({
      id: '65f0c0ffee00000000000001',
      version: '1796000000000',
      start: at('2026-12-01T08:00:00Z'),
      resourceIds: [RESOURCE],
    });
  });
});
