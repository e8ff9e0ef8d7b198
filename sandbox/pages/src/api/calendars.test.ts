import { describe, expect, it } from 'vitest';
import { emptyDraft } from '../model/draft.ts';
import { bodyOf as eventBody, ianaZone, itemOf, markerIn } from './graph.ts';
import type { GraphEvent } from './graph.ts';
import { bodyOf as bookingBody, datetimeOf, isCopy, itemsOf } from './timify.ts';
import type { Appointment } from './timify.ts';
import { absencesOf } from './timeshifts.ts';

const BERLIN = 'Europe/Berlin';
const calendar = { id: 'c', name: 'Calendar', isDefaultCalendar: true };
const event = (change: Partial<GraphEvent> = {}): GraphEvent => ({
  id: 'e',
  subject: 'Dentist',
  start: { dateTime: '2026-11-25T17:00:00.0000000', timeZone: 'UTC' },
  end: { dateTime: '2026-11-25T18:00:00.0000000', timeZone: 'UTC' },
  ...change,
});
const appointment = (change: Partial<Appointment> = {}): Appointment => ({
  id: 'a',
  title: 'Advice',
  startDate: '2026-11-25T10:00:00Z',
  duration: 60,
  bookings: [
    { id: '1', resourceId: 'lena', interval: { begin: '2026-11-25T10:00:00Z', end: '2026-11-25T10:30:00Z' } },
    { id: '2', resourceId: 'lena', interval: { begin: '2026-11-25T11:00:00Z', end: '2026-11-25T11:30:00Z' } },
    { id: '3', resourceId: 'room', interval: { begin: '2026-11-25T10:00:00Z', end: '2026-11-25T10:30:00Z' } },
  ],
  ...change,
});

describe('events', () => {
  it('are origins unless they carry our marker', () => {
    expect(itemOf(event(), calendar)).toMatchObject({
      copy: false,
      start: Date.parse('2026-11-25T17:00:00Z'),
    });
    const marked = event({
      singleValueExtendedProperties: [{ id: 'String {…} Name TimifyLink', value: 'x' }],
    });
    expect(itemOf(marked, calendar)).toMatchObject({ copy: true });
  });

  it('of a calendar that may not be edited cannot be moved', () => {
    expect(itemOf(event(), { ...calendar, canEdit: false })).toMatchObject({ editable: false });
  });

  it('are written in UTC, all-day ones as midnights', () => {
    const draft = { ...emptyDraft('2026-11-25', 18 * 60), title: 'Dentist' };
    expect(eventBody(draft, BERLIN)).toMatchObject({
      start: { dateTime: '2026-11-25T17:00:00', timeZone: 'UTC' },
    });
    expect(eventBody({ ...draft, allDay: true, days: 2 }, BERLIN)).toMatchObject({
      start: { dateTime: '2026-11-25T00:00:00' },
      end: { dateTime: '2026-11-27T00:00:00' },
    });
  });

  it('are marked by a property whose name is found in the state', () => {
    const id = 'String {7f3c1a52-9d0e-4b8e-9a55-0d6f7c5a2b11} Name TimifyLink';
    expect(markerIn(JSON.stringify({ office: [{ extended: [{ id, value: 'x' }] }] }))).toBe(id);
    expect(markerIn('{}')).toBeUndefined();
  });

  it('live in a zone that may have a Windows name', () => {
    expect(ianaZone('W. Europe Standard Time')).toBe(BERLIN);
    expect(ianaZone('America/New_York')).toBe('America/New_York');
  });
});

describe('bookings', () => {
  it('have one item for each slice of the resource', () => {
    expect(itemsOf(appointment(), 'lena').map(({ key }) => key)).toEqual(['a 1', 'a 2']);
    expect(itemsOf(appointment({ scheduledForDeletionAt: '2026-11-25T10:00:00Z' }), 'lena')).toEqual([]);
  });

  it('are copies by our external id, or by being nobody’s booking', () => {
    expect(isCopy(appointment({ externalId: 'ts-1', serviceId: 's' }))).toBe(true);
    expect(isCopy(appointment({ externalId: 'crm-1' }))).toBe(false);
    expect(isCopy(appointment({ externalId: '' }))).toBe(true);
    expect(isCopy(appointment({ serviceId: 's' }))).toBe(false);
    expect(isCopy(appointment({ customers: [{ id: 'paul' }] }))).toBe(false);
  });

  it('are written in UTC without seconds, and without mails', () => {
    expect(datetimeOf(Date.parse('2026-11-25T18:05:00+01:00'))).toBe('2026-11-25 17:05');
    const body = bookingBody(
      { ...emptyDraft('2026-11-25', 9 * 60), serviceId: 's', customerId: 'paul' },
      BERLIN,
    );
    expect(body).toEqual({
      datetime: '2026-11-25 08:00',
      duration: 60,
      service_id: 's',
      customer_ids: ['paul'],
      has_notify_customers: false,
      has_notify_resources: false,
    });
  });
});

describe('timeshifts', () => {
  it('block their times on each of their days, up to midnight', () => {
    const shift = {
      id: 't',
      from: '2026-11-25',
      to: '2026-11-26',
      denialTimes: [{ begin: '22:00', end: '24:00' }],
    };
    const blocker = { ...shift, denialReason: 'BLOCKER' as const };
    const items = absencesOf(blocker, ['2026-11-24', '2026-11-25', '2026-11-26'], BERLIN);
    expect(items.map(({ end }) => new Date(end).toISOString())).toEqual([
      '2026-11-25T23:00:00.000Z',
      '2026-11-26T23:00:00.000Z',
    ]);
    expect(items[0]).toMatchObject({ copy: true, editable: false });
    expect(absencesOf({ ...shift, denialReason: null }, ['2026-11-25'], BERLIN)).toEqual([]);
  });
});
