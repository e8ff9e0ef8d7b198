import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anyText, at, sendJson, testSandbox, textAt, timifyClient } from '../testing.ts';
import type { TestSandbox, TimifyClient } from '../testing.ts';
import { COMPANY_LINDNER, CUSTOMER_IDS, RESOURCE_IDS, SERVICE_IDS } from './cast.ts';

let sandbox: TestSandbox;
let timify: TimifyClient;
beforeAll(async () => {
  sandbox = await testSandbox();
});
beforeEach(async () => {
  sandbox.reset();
  timify = await timifyClient(sandbox);
});
afterAll(() => sandbox.cleanUp());

const { lena, jonas } = RESOURCE_IDS;
const plain = { title: 'Meeting', resource_ids: [lena], datetime: '2027-03-01 09:00', duration: 60 };
const quiet = { has_notify_customers: false, has_notify_resources: false };

async function made(fields: Record<string, unknown> = {}): Promise<Record<string, unknown> & { id: string }> {
  const { body } = await timify.send('POST', '/appointments', { ...plain, ...quiet, ...fields });
  return (body as { data: Record<string, unknown> & { id: string } }).data;
}

describe('creating an appointment', () => {
  it('answers the object in TIMIFY’s shape, in UTC', async () => {
    const { status, body } = await timify.send('POST', '/appointments', {
      ...plain,
      notes: 'n',
      color: '#112233',
    });
    expect(status).toBe(200);
    expect(at(body, 'status')).toBe(1);
    expect(at(body, 'data')).toMatchObject({
      type: 'booking',
      title: 'Meeting',
      notes: 'n',
      color: '#112233',
      date: '2027-03-01Z',
      startDate: '2027-03-01T09:00:00Z',
      duration: 60,
      durationsPattern: [60],
      updatedByScope: 'APP',
      serviceId: null,
      customers: [],
      recurring: null,
      chainId: null,
      reservedUntil: null,
      bookings: [
        {
          interval: { begin: '2027-03-01T09:00:00Z', end: '2027-03-01T10:00:00Z' },
          batchNumber: 0,
          isFirstBatch: true,
          isLastBatch: true,
          durationTotal: 60,
          resourceId: lena,
        },
      ],
    });
    expect(at(body, 'data.timestamp')).toMatch(/^\d{13}$/);
    expect(at(body, 'data.bookings.0.id')).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    ['minutes off the grid', { datetime: '2027-03-01 09:03' }, 'datetime'],
    ['a length off the grid', { duration: 33 }, 'duration'],
    ['a time it cannot read', { datetime: '2027-03-01T09:00:00Z' }, 'datetime'],
    ['no title', { title: undefined }, 'title'],
    ['no resource', { resource_ids: undefined }, 'resource_ids'],
    ['an unknown resource', { resource_ids: ['65f0c0ffee99999999999999'] }, 'resource_ids'],
    ['a series without its zone', { recurring: { frequency: 'WEEKS' } }, 'recurring.timezone'],
  ])('refuses %s and names the field', async (_what, fields, field) => {
    const { status, body } = await timify.send('POST', '/appointments', { ...plain, ...fields });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: anyText, name: 'BadRequestError', errorCode: 400 });
    expect(at(body, 'details.body')).toHaveProperty([field]);
  });

  it('takes length, buffers and title from the service, for every resource', async () => {
    const fields = {
      title: undefined,
      duration: undefined,
      service_id: SERVICE_IDS.consultation,
      resource_ids: [lena, jonas],
    };
    const appointment = await made(fields);
    expect(appointment).toMatchObject({
      title: 'Brillenberatung',
      duration: 60,
      durationBefore: 10,
      durationAfter: 5,
    });
    expect(appointment['bookings']).toHaveLength(2);
    expect(appointment['bookings']).toMatchObject([
      { durationTotal: 75, resourceId: lena },
      { resourceId: jonas },
    ]);
  });

  it('shows the buffers in the interval by switch', async () => {
    sandbox.reset({ switches: { timifyInterval: 'with-buffers' } });
    timify = await timifyClient(sandbox);
    const appointment = await made({ service_id: SERVICE_IDS.consultation, duration: undefined });
    expect(appointment['bookings']).toMatchObject([
      {
        startDate: '2027-03-01T09:00:00Z',
        interval: { begin: '2027-03-01T08:50:00Z', end: '2027-03-01T10:05:00Z' },
      },
    ]);
    sandbox.reset({ switches: { timifyInterval: 'without-buffers' } });
  });

  it('cuts a split service into its intervals', async () => {
    const appointment = await made({ service_id: SERVICE_IDS.lensFitting, duration: undefined });
    expect(appointment['bookings']).toMatchObject([
      {
        batchNumber: 0,
        isLastBatch: false,
        interval: { begin: '2027-03-01T09:00:00Z', end: '2027-03-01T10:00:00Z' },
      },
      {
        batchNumber: 1,
        isLastBatch: true,
        interval: { begin: '2027-03-01T11:00:00Z', end: '2027-03-01T11:30:00Z' },
      },
    ]);
  });

  it('keeps the local clock time of a connected series over the change of summer time', async () => {
    const recurring = {
      timezone: 'Europe/Berlin',
      frequency: 'WEEKS',
      week_days: [1, 3],
      repeat_last_day: '2027-04-01',
    };
    const appointment = await made({ datetime: '2027-03-22 08:00', recurring });
    expect(appointment['bookings']).toMatchObject([
      { recurringDay: '2027-03-22', startDate: '2027-03-22T08:00:00Z' },
      { recurringDay: '2027-03-24', startDate: '2027-03-24T08:00:00Z' },
      { recurringDay: '2027-03-29', startDate: '2027-03-29T07:00:00Z' },
      { recurringDay: '2027-03-31', startDate: '2027-03-31T07:00:00Z' },
    ]);
    expect(appointment['recurring']).toMatchObject({ frequency: 'WEEKS', weekDays: [1, 3] });
  });

  it('keeps or drops an external id, by switch', async () => {
    expect(await made({ external_id: 'x-1' })).toMatchObject({ externalId: 'x-1' });
    sandbox.reset({ switches: { timifyExternalId: 'dropped' } });
    timify = await timifyClient(sandbox);
    expect(await made({ external_id: 'x-1' })).toMatchObject({ externalId: '' });
    sandbox.reset({ switches: { timifyExternalId: 'kept' } });
  });
});

describe('overlaps and working times', () => {
  it('are accepted or refused, by switch', async () => {
    await made();
    expect((await timify.send('POST', '/appointments', plain)).status).toBe(200);
    sandbox.reset({ switches: { timifyOverlap: 'refused', timifyOutsideHours: 'refused' }, empty: false });
    timify = await timifyClient(sandbox);
    const nextYear = { ...plain, datetime: '2027-09-06 09:00' };
    const first = await timify.send('POST', '/appointments', nextYear);
    expect(first.status).toBe(200);
    const second = await timify.send('POST', '/appointments', { ...nextYear, datetime: '2027-09-06 09:30' });
    expect([second.status, second.at('name')]).toEqual([409, 'ConflictError']);
    expect(
      (await timify.send('PATCH', `/appointments/${first.text('data.id')}`, { duration: 90 })).status,
    ).toBe(200);
    const early = await timify.send('POST', '/appointments', { ...nextYear, datetime: '2027-09-06 05:00' });
    expect(early.at('details')).toEqual({ body: { reason: 'outside_working_times' } });
    const sunday = await timify.send('POST', '/appointments', { ...nextYear, datetime: '2027-09-05 09:00' });
    expect(sunday.status).toBe(409);
    sandbox.reset({ switches: { timifyOverlap: 'accepted', timifyOutsideHours: 'accepted' }, empty: true });
  });

  it('are open at all hours where no working time is told', async () => {
    sandbox.reset({ switches: { timifyOutsideHours: 'refused' } });
    timify = await timifyClient(sandbox);
    expect(
      (await timify.send('POST', '/appointments', { ...plain, datetime: '2027-03-06 23:30' })).status,
    ).toBe(200);
    sandbox.reset({ switches: { timifyOutsideHours: 'accepted' } });
  });
});

describe('changing and deleting', () => {
  it('raises the version and moves the slices', async () => {
    const appointment = await made();
    const { body } = await timify.send('PATCH', `/appointments/${appointment.id}`, {
      datetime: '2027-03-02 10:00',
      ...quiet,
    });
    expect(at(body, 'data')).toMatchObject({
      id: appointment.id,
      startDate: '2027-03-02T10:00:00Z',
      title: 'Meeting',
    });
    expect(Number(at(body, 'data.timestamp'))).toBeGreaterThan(Number(appointment['timestamp']));
  });

  it('keeps title and length when the same service is named again', async () => {
    const service_id = SERVICE_IDS.consultation;
    const { id } = await made({ service_id, title: 'Brille für Paul', duration: 90 });
    const { body } = await timify.send('PATCH', `/appointments/${id}`, { service_id, notes: 'n', ...quiet });
    expect(at(body, 'data')).toMatchObject({ title: 'Brille für Paul', duration: 90, notes: 'n' });
  });

  it('answers 404 afterwards, or a delayed deletion by switch', async () => {
    const { id } = await made();
    expect((await timify.send('DELETE', `/appointments/${id}`, quiet)).body).toEqual({ status: 1 });
    expect((await timify.get(`/appointments/${id}`)).status).toBe(404);
    sandbox.reset({ switches: { timifyDeletedById: 'scheduled' } });
    timify = await timifyClient(sandbox);
    const again = await made();
    await timify.send('POST', '/appointments/delete/bulk', { ids: [again.id], ...quiet });
    expect((await timify.get(`/appointments/${again.id}`)).at('data.scheduledForDeletionAt')).not.toBeNull();
    expect((await timify.get('/appointments?from_date=2027-03-01&to_date=2027-03-02')).at('data')).toEqual(
      [],
    );
    sandbox.world.clock.advance(8 * 24 * 3600);
    expect((await timify.get(`/appointments/${again.id}`)).status).toBe(404);
    sandbox.reset({ switches: { timifyDeletedById: '404' } });
  });

  it('tells customers unless told not to', async () => {
    const withCustomer = { customer_ids: [CUSTOMER_IDS.paul] };
    const mails = () => sandbox.world.mails.all().map(({ from, reason, to }) => ({ from, reason, to }));
    const { id } = await made(withCustomer);
    await timify.send('PATCH', `/appointments/${id}`, { datetime: '2027-03-02 10:00', ...quiet });
    await timify.send('POST', '/appointments/delete/bulk', { ids: [id], ...quiet });
    expect(mails()).toEqual([]);
    const { body } = await timify.send('POST', '/appointments', { ...plain, ...withCustomer });
    await timify.send('PATCH', `/appointments/${textAt(body, 'data.id')}`, { notes: 'only a note' });
    await timify.send('PATCH', `/appointments/${textAt(body, 'data.id')}`, { datetime: '2027-03-02 10:00' });
    await timify.send('DELETE', `/appointments/${textAt(body, 'data.id')}`);
    const to = 'paul.petersen@kunde.example';
    expect(mails()).toEqual(
      ['confirmation', 'reschedule', 'cancellation'].map((reason) => ({ from: 'timify', reason, to })),
    );
  });
});

describe('the list', () => {
  it('needs a window that is not too long, or ids', async () => {
    expect((await timify.get('/appointments')).status).toBe(400);
    expect((await timify.get('/appointments?from_date=2027-01-01')).status).toBe(400);
    const long = await timify.get('/appointments?from_date=2027-01-01&to_date=2027-03-01');
    expect([long.status, long.at('details.query')]).toEqual([400, { to_date: 'invalid' }]);
    const { id } = await made();
    expect((await timify.get(`/appointments?ids=${id},x`)).at('data')).toMatchObject([{ id }]);
  });

  it('finds what touches the window, by resource, in pages', async () => {
    await made({ datetime: '2027-03-01 22:30', duration: 120, title: 'over midnight' });
    await made({ datetime: '2027-03-02 08:00', resource_ids: [jonas] });
    const day = (query: string) =>
      timify.get(`/appointments?from_date=2027-03-02&to_date=2027-03-02${query}`);
    expect((await day('')).body).toMatchObject({
      total: 2,
      meta: { page: 1, limit: 10_000, totalItems: 2, totalPages: 1 },
    });
    expect((await day(`&resource_ids=${lena}`)).at('data')).toMatchObject([{ title: 'over midnight' }]);
    expect((await day('&limit=1&page=2')).body).toMatchObject({
      meta: { totalPages: 2 },
      data: [{ title: 'Meeting' }],
    });
    const times = 'from_time=2027-03-02 09:00&to_time=2027-03-02 10:00&timezone=Europe/Berlin';
    expect((await timify.get(`/appointments?${times}`)).at('total')).toBe(1);
    expect(
      (await timify.get('/appointments?from_time=2027-03-02 09:01&to_time=2027-03-02 10:00')).status,
    ).toBe(400);
  });

  it('stays quick in a large company', async () => {
    const body = { companyId: COMPANY_LINDNER.id, appointment: plain, times: 500, everyDays: 1 };
    for (let round = 0; round < 20; round += 1) await sendJson(`${sandbox.url}/control/timify/chain`, body);
    const state = sandbox.timify.company(COMPANY_LINDNER.id);
    expect(state?.appointments.size()).toBe(10_000);
    const started = performance.now();
    const met = state?.appointments.meeting(Date.parse('2027-05-01T00:00Z'), Date.parse('2027-05-02T00:00Z'));
    expect(met).toHaveLength(20);
    expect(performance.now() - started).toBeLessThan(20);
  });
});
