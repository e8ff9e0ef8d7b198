import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTimify, type TimifyConfig } from './createTimify.ts';
import { COMPANY, OTHER, page, RESOURCE } from './answers.testing.ts';
import { startStub, type Stub } from './stub.testing.ts';

const at = (iso: string): number => Date.parse(iso);
const span = (start: string, end: string) => ({ start: at(start), end: at(end) });

let stub: Stub;
let now = 0;
beforeEach(async () => {
  stub = await startStub();
  now = at('2026-11-24T09:00:00Z');
});
afterEach(() => stub.close());

const timifyOf = (config: Partial<TimifyConfig> = {}) =>
  createTimify(
    {
      baseUrl: stub.baseUrl,
      marker: 'external-id',
      authHeader: 'raw',
      refreshPath: 'refreshtoken',
      listDays: 31,
      ...config,
    },
    { now: () => now },
  );
const sideOf = (
  config: Partial<TimifyConfig> = {},
  blocker: 'appointment' | 'timeshift' = 'appointment',
  zone = 'Europe/Berlin',
) =>
  timifyOf(config)
    .company({ companyId: COMPANY, appId: 'app', appSecret: 'secret' }, blocker)
    .side(RESOURCE, zone);

const work = (from: string, to = from, begin = '08:00', end = '18:00') => ({
  id: `w-${from}`,
  resourceId: RESOURCE,
  interval: { begin: from, end: to },
  workingTimes: [{ begin, end }],
  bookingTimes: [{ begin: '10:00', end: '11:00' }],
});
const absence = (
  denialReason: string,
  from: string,
  to: string,
  denialTimes: unknown[] = [{ begin: '00:00', end: '24:00' }],
) => ({
  id: `d-${denialReason}-${from}`,
  resourceId: RESOURCE,
  interval: { begin: from, end: to },
  denialReason,
  denialTimes,
});
const shifts = (...rows: unknown[]) => stub.on('GET /v1/timeshifts', () => ({ body: page(rows) }));

const WEEK = span('2026-12-07T00:00:00Z', '2026-12-12T00:00:00Z');

describe('bookable times', () => {
  it('are working times minus absences, in the zone of the resource', async () => {
    shifts(
      work('2026-12-07', '2026-12-10'),
      absence('VACATION', '2026-12-08', '2026-12-08'),
      absence('SICK', '2026-12-09', '2026-12-09', [{ begin: '12:00', end: '24:00' }]),
      absence('BLOCKER', '2026-12-10', '2026-12-10', [{ begin: '09:00', end: '10:00' }]),
    );
    expect(await sideOf().availability(WEEK)).toEqual({
      bookable: [
        span('2026-12-07T07:00:00Z', '2026-12-07T17:00:00Z'),
        span('2026-12-09T07:00:00Z', '2026-12-09T11:00:00Z'),
        span('2026-12-10T07:00:00Z', '2026-12-10T08:00:00Z'),
        span('2026-12-10T09:00:00Z', '2026-12-10T17:00:00Z'),
      ],
      blocked: [{ id: 'd-BLOCKER-2026-12-10', span: span('2026-12-10T08:00:00Z', '2026-12-10T09:00:00Z') }],
    });
  });

  it('tell what a blocker of others takes of them: nothing where nobody works anyway', async () => {
    shifts(
      work('2026-12-07', '2026-12-08'),
      absence('VACATION', '2026-12-08', '2026-12-08'),
      absence('BLOCKER', '2026-12-07', '2026-12-08', [{ begin: '16:00', end: '20:00' }]),
    );
    expect(await sideOf().availability(WEEK)).toEqual({
      bookable: [span('2026-12-07T07:00:00Z', '2026-12-07T15:00:00Z')],
      blocked: [{ id: 'd-BLOCKER-2026-12-07', span: span('2026-12-07T15:00:00Z', '2026-12-07T17:00:00Z') }],
    });
  });

  it('are those of the youngest plan of a day', async () => {
    shifts(
      { ...work('2026-12-08', '2026-12-09', '10:00', '12:00'), id: 'new', updatedAt: '2026-11-20T09:00:00Z' },
      { ...work('2026-12-07', '2026-12-11'), id: 'old', updatedAt: '2026-11-01T09:00:00Z' },
      { ...absence('VACATION', '2026-12-11', '2026-12-11'), updatedAt: '2026-11-22T09:00:00Z' },
    );
    expect(await sideOf().availability(WEEK)).toEqual({
      bookable: [
        span('2026-12-07T07:00:00Z', '2026-12-07T17:00:00Z'),
        span('2026-12-08T09:00:00Z', '2026-12-08T11:00:00Z'),
        span('2026-12-09T09:00:00Z', '2026-12-09T11:00:00Z'),
        span('2026-12-10T07:00:00Z', '2026-12-10T17:00:00Z'),
      ],
    });
  });

  it('are told in days for one resource, in parts of the allowed length', async () => {
    shifts(work('2026-12-07'));
    await sideOf({ listDays: 30 }).availability(WEEK);
    expect(
      stub.to('GET /v1/timeshifts').map(({ query }) => [query['from'], query['to'], query['resource_ids']]),
    ).toEqual([
      ['2026-12-01', '2026-12-30', RESOURCE],
      ['2026-12-31', '2026-12-31', RESOURCE],
    ]);
  });

  it('read rows in snake case just as well, and not those of others', async () => {
    shifts(
      {
        id: 1,
        resource_id: RESOURCE,
        from: '2026-12-07',
        to: '2026-12-07',
        working_times: [{ begin: '08:00', end: '12:00' }],
      },
      { ...work('2026-12-08'), resourceId: OTHER },
      { odd: true },
    );
    expect(await sideOf().availability(WEEK)).toEqual({
      bookable: [span('2026-12-07T07:00:00Z', '2026-12-07T11:00:00Z')],
    });
  });

  it('are all times where nothing is told', async () => {
    shifts();
    expect(await sideOf().availability(WEEK)).toEqual({ bookable: 'always' });
  });

  it('are all times but the absences where no working time is told', async () => {
    shifts(absence('VACATION', '2026-12-01', '2026-12-09'));
    expect(await sideOf().availability(WEEK)).toEqual({
      bookable: [span('2026-12-09T23:00:00Z', '2026-12-12T00:00:00Z')],
    });
  });

  it('do not depend on what else is asked for: a free Sunday is no open Sunday', async () => {
    shifts(work('2026-12-07', '2026-12-11'));
    expect(await sideOf().availability(span('2026-12-13T00:00:00Z', '2026-12-14T00:00:00Z'))).toEqual({
      bookable: [],
    });
  });

  it('follow the clocks over the change of summer time', async () => {
    shifts(work('2026-10-24', '2026-10-26', '09:00', '10:00'));
    const { bookable } = await sideOf().availability(span('2026-10-24T00:00:00Z', '2026-10-27T00:00:00Z'));
    expect(bookable).toEqual([
      span('2026-10-24T07:00:00Z', '2026-10-24T08:00:00Z'),
      span('2026-10-25T08:00:00Z', '2026-10-25T09:00:00Z'),
      span('2026-10-26T08:00:00Z', '2026-10-26T09:00:00Z'),
    ]);
  });

  it('take a night shift over midnight and over the end of a month', async () => {
    shifts(work('2026-11-30', '2026-11-30', '22:00', '06:00'), work('2026-12-20'));
    const { bookable } = await sideOf().availability(span('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z'));
    expect(bookable).toEqual([span('2026-12-01T00:00:00Z', '2026-12-01T05:00:00Z')]);
  });

  it.each(['Asia/Tokyo', 'America/Los_Angeles', 'Nowhere/Land'])('stand in %s as well', async (zone) => {
    shifts(work('2026-12-09'));
    const start = {
      'Asia/Tokyo': '2026-12-08T23:00:00Z',
      'America/Los_Angeles': '2026-12-09T16:00:00Z',
      'Nowhere/Land': '2026-12-09T08:00:00Z',
    };
    const { bookable } = await sideOf({}, 'appointment', zone).availability(WEEK);
    expect(bookable).toMatchObject([{ start: at(start[zone as keyof typeof start]) }]);
  });
});

describe('our own blockers', () => {
  const ours = { ...absence('BLOCKER', '2026-12-07', '2026-12-07'), importShiftDenialId: 'tms:link.1' };
  const whole = { bookable: [span('2026-12-07T07:00:00Z', '2026-12-07T17:00:00Z')] };

  it('take no time, told by their import id', async () => {
    shifts(work('2026-12-07'), ours);
    expect(await sideOf().availability(WEEK)).toEqual(whole);
  });

  it('take no time, told by the ids of our mirrors', async () => {
    const row = { ...absence('BLOCKER', '2026-12-07', '2026-12-07'), id: 'ours' };
    shifts(work('2026-12-07'), row);
    const mirror = 'shift:ours@2026-12-07..2026-12-07';
    expect(await sideOf({ marker: 'none' }).availability(WEEK)).not.toEqual(whole);
    expect(await sideOf({ marker: 'none' }).availability(WEEK, [mirror])).toEqual(whole);
  });

  it('take no time where blockers are time shifts, told or not', async () => {
    shifts(work('2026-12-07'), absence('BLOCKER', '2026-12-07', '2026-12-07'));
    expect(await sideOf({ marker: 'none' }, 'timeshift').availability(WEEK)).toEqual(whole);
  });
});

describe('the memory', () => {
  it('holds ten minutes, for all sides of the process, and asks together for what is missing', async () => {
    shifts(work('2026-12-07'));
    const company = timifyOf().company(
      { companyId: COMPANY, appId: 'app', appSecret: 'secret' },
      'appointment',
    );
    const months = () => stub.to('GET /v1/timeshifts').map(({ query }) => query['from']);
    await Promise.all([
      company.side(RESOURCE, 'UTC').availability(WEEK),
      company.side(RESOURCE, 'UTC').availability(WEEK),
    ]);
    expect(months()).toEqual(['2026-12-01']);
    await company.side(RESOURCE, 'UTC').availability(span('2026-12-20T00:00:00Z', '2027-01-20T00:00:00Z'));
    expect(months()).toEqual(['2026-12-01', '2027-01-01']);
    now += 600_000;
    await company.side(RESOURCE, 'UTC').availability(WEEK);
    expect(months()).toEqual(['2026-12-01', '2027-01-01', '2026-12-01']);
  });

  it('is dropped when told to, for this resource alone', async () => {
    shifts(work('2026-12-07'));
    const company = timifyOf().company(
      { companyId: COMPANY, appId: 'app', appSecret: 'secret' },
      'appointment',
    );
    const [one, other] = [company.side(RESOURCE, 'UTC'), company.side(OTHER, 'UTC')];
    await one.availability(WEEK);
    await other.availability(WEEK);
    one.forgetAvailability();
    await one.availability(WEEK);
    await other.availability(WEEK);
    expect(stub.to('GET /v1/timeshifts').map(({ query }) => query['resource_ids'])).toEqual([
      RESOURCE,
      OTHER,
      RESOURCE,
    ]);
  });

  it('keeps no failure', async () => {
    stub.on('GET /v1/timeshifts', () => ({ status: 503 }));
    const side = sideOf();
    await expect(side.availability(WEEK)).rejects.toMatchObject({ kind: 'unavailable' });
    shifts(work('2026-12-07'));
    await expect(side.availability(WEEK)).resolves.toMatchObject({ bookable: [{}] });
  });
});
