import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '../core/planned.ts';
import { clockSpan } from '../core/normalise.ts';
import { coveredBy, GRID, HOUR, MINUTE, outward, union } from '../core/spans.ts';
import { midnightParts } from './blockers.ts';
import { createTimify, type TimifyConfig } from './createTimify.ts';
import { deniedSpans, readShift } from './shifts.ts';
import { COMPANY, page, RESOURCE } from './answers.testing.ts';
import { startStub, type Stub } from './stub.testing.ts';

const at = (iso: string): number => Date.parse(iso);
const span = (start: string, end: string) => ({ start: at(start), end: at(end) });

describe('cutting at midnight', () => {
  it.each([
    [
      'a day with a long night',
      span('2026-12-01T21:00:00Z', '2026-12-02T01:00:00Z'),
      [
        { from: '2026-12-01', to: '2026-12-01', begin: '22:00', end: '24:00' },
        { from: '2026-12-02', to: '2026-12-02', begin: '00:00', end: '02:00' },
      ],
    ],
    [
      'three days as one',
      span('2026-11-30T23:00:00Z', '2026-12-03T23:00:00Z'),
      [{ from: '2026-12-01', to: '2026-12-03', begin: '00:00', end: '24:00' }],
    ],
    [
      'thirty hours',
      span('2026-12-01T12:00:00Z', '2026-12-02T18:00:00Z'),
      [
        { from: '2026-12-01', to: '2026-12-01', begin: '13:00', end: '24:00' },
        { from: '2026-12-02', to: '2026-12-02', begin: '00:00', end: '19:00' },
      ],
    ],
    [
      'minutes off the grid',
      span('2026-12-01T08:02:00Z', '2026-12-01T08:58:00Z'),
      [{ from: '2026-12-01', to: '2026-12-01', begin: '09:00', end: '10:00' }],
    ],
    [
      'the hour that comes twice',
      span('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'),
      [{ from: '2026-10-25', to: '2026-10-25', begin: '02:00', end: '03:00' }],
    ],
    [
      'the hour that is left out',
      span('2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z'),
      [{ from: '2027-03-28', to: '2027-03-28', begin: '01:30', end: '03:30' }],
    ],
  ])('%s', (_, given, parts) => {
    expect(midnightParts(given, 'Europe/Berlin')).toEqual(parts);
  });

  it('covers the span in every zone, and little more', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'UTC',
      'Africa/Cairo',
      'America/Havana',
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') }),
        fc.integer({ min: MINUTE, max: 100 * HOUR }),
        fc.constantFrom(...zones),
        (start, length, zone) => {
          const given = { start, end: start + length };
          const spans = union(
            midnightParts(given, zone).flatMap((part) => {
              const row = readShift({ ...part, denialReason: 'BLOCKER', denialTimes: [part] });
              return row ? deniedSpans(row, row, zone) : [];
            }),
          );
          expect(coveredBy(outward(given), spans)).toBe(true);
          expect(spans[0]?.start).toBeGreaterThanOrEqual(outward(given).start - HOUR);
          expect(spans.at(-1)?.end).toBeLessThanOrEqual(outward(given).end + HOUR);
        },
      ),
    );
  });

  it('comes back as the very time that was asked for, once no edge lies inside a repeated hour', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          [at('2027-10-31T01:00:00Z'), 'Europe/Berlin'] as const,
          [at('2027-11-07T06:00:00Z'), 'America/New_York'] as const,
          [at('2027-04-03T15:00:00Z'), 'Australia/Lord_Howe'] as const,
          [at('2027-11-07T05:00:00Z'), 'America/Havana'] as const,
          [at('2027-03-28T01:00:00Z'), 'Europe/Berlin'] as const,
        ),
        fc.integer({ min: -30, max: 30 }),
        fc.integer({ min: 1, max: 48 }),
        ([change, zone], steps, length) => {
          const start = change + steps * GRID;
          const asked = clockSpan({ start, end: start + length * GRID }, zone);
          expect(clockSpan(asked, zone)).toEqual(asked);
          const spans = union(
            midnightParts(asked, zone).flatMap((part) => {
              const row = readShift({ ...part, denialReason: 'BLOCKER', denialTimes: [part] });
              return row ? deniedSpans(row, row, zone) : [];
            }),
          );
          expect(spans).toEqual([asked]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** A shift plan that keeps what it is given. */
interface Plan {
  rows: Map<string, Record<string, unknown>>;
}

let stub: Stub;
let plan: Plan;
beforeEach(async () => {
  stub = await startStub();
  plan = { rows: new Map() };
  stub.on('POST /v1/timeshifts', ({ body }) => {
    const id = `row${plan.rows.size + 1}`;
    plan.rows.set(id, {
      id,
      resourceId: body['resource_id'],
      interval: { begin: body['from'], end: body['to'] },
      denialReason: body['denial_reason'],
      denialTimes: body['denial_times'],
      importShiftDenialId: body['import_shift_denial_id'],
    });
    return { body: { data: { id }, status: 1 } };
  });
  stub.on('DELETE /v1/timeshifts/:id', ({ path }) => {
    const id = path.split('/').at(-1) ?? '';
    return plan.rows.delete(id) ? { body: { status: 1 } } : { status: 404 };
  });
  stub.on('GET /v1/timeshifts', () => ({ body: page([...plan.rows.values()]) }));
  stub.on('GET /v1/appointments', () => ({ body: page([]) }));
});
afterEach(() => stub.close());

const sideOf = (config: Partial<TimifyConfig> = {}) =>
  createTimify(
    {
      baseUrl: stub.baseUrl,
      marker: 'external-id',
      authHeader: 'raw',
      refreshPath: 'refreshtoken',
      listDays: 30,
      ...config,
    },
    { now: () => at('2026-11-24T09:00:00Z') },
  )
    .company({ companyId: COMPANY, appId: 'app', appSecret: 'secret' }, 'timeshift')
    .side(RESOURCE, 'Europe/Berlin');

const NIGHT = span('2026-12-01T21:00:00Z', '2026-12-02T01:00:00Z');
const contentOf = (times: Content['span']): Content => ({
  span: times,
  title: 'Blocked',
  notes: '',
  place: '',
  look: null,
});
const createOf = (times: Content['span']) => ({
  containerId: null,
  marker: 'link.1',
  transactionId: 't',
  content: contentOf(times),
});

describe('blockers as time shifts', () => {
  it('are one item, though cut at midnight, and come back as it', async () => {
    const side = sideOf();
    const made = await side.create(createOf(NIGHT));
    expect(stub.to('POST /v1/timeshifts').map(({ body }) => body)).toEqual([
      {
        resource_id: RESOURCE,
        from: '2026-12-01',
        to: '2026-12-01',
        denial_reason: 'BLOCKER',
        denial_times: [{ begin: '22:00', end: '24:00' }],
        import_shift_denial_id: 'tms:link.1',
      },
      {
        resource_id: RESOURCE,
        from: '2026-12-02',
        to: '2026-12-02',
        denial_reason: 'BLOCKER',
        denial_times: [{ begin: '00:00', end: '02:00' }],
        import_shift_denial_id: 'tms:link.1',
      },
    ]);
    expect(made).toMatchObject({ kind: 'blocker', span: NIGHT, hasCustomers: false });
    expect(made.id.startsWith('shift:')).toBe(true);
    const window = span('2026-12-01T00:00:00Z', '2026-12-03T00:00:00Z');
    expect((await side.window(window)).items).toMatchObject([{ id: made.id, span: NIGHT, marker: 'link.1' }]);
    expect((await side.read([made.id])).items).toMatchObject([{ id: made.id, span: NIGHT }]);
    expect(await side.findByMarker('link.1', NIGHT)).toMatchObject([{ id: made.id }]);
  });

  it('go with all their rows, twice without harm', async () => {
    const side = sideOf();
    const { id, version } = await side.create(createOf(NIGHT));
    const request = { id, containerId: null, version, notify: false };
    await side.remove(request);
    await side.remove(request);
    expect(plan.rows.size).toBe(0);
    expect(await side.read([id])).toMatchObject({ items: [], gone: [id] });
  });

  it('move by a new one before the old one goes', async () => {
    const side = sideOf();
    const { id, version } = await side.create(createOf(NIGHT));
    const later = span('2026-12-02T08:00:00Z', '2026-12-02T09:00:00Z');
    const moved = await side.update({
      id,
      containerId: null,
      version,
      content: { span: later },
      notify: false,
      keepBody: false,
    });
    expect(moved).toMatchObject({ span: later });
    expect(moved.id).not.toBe(id);
    expect(plan.rows.size).toBe(1);
    expect(stub.seen.filter(({ path }) => path.includes('timeshifts')).map(({ method }) => method)).toEqual([
      'POST',
      'POST',
      'GET',
      'POST',
      'DELETE',
      'DELETE',
    ]);
  });

  it('leave nothing behind where a later part fails', async () => {
    let calls = 0;
    stub.on('POST /v1/timeshifts', () => {
      calls += 1;
      if (calls === 2) return { status: 409 };
      plan.rows.set('row1', { id: 'row1' });
      return { body: { data: [{ id: 'row1' }] } };
    });
    await expect(sideOf().create(createOf(NIGHT))).rejects.toMatchObject({ kind: 'refused' });
    expect(plan.rows.size).toBe(0);
  });

  it('are told by their ids where no import id comes back', async () => {
    const side = sideOf({ marker: 'none' });
    const morning = span('2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z');
    const made = await side.create(createOf(morning));
    expect(stub.to('POST /v1/timeshifts')[0]?.body).not.toHaveProperty('import_shift_denial_id');
    expect((await side.read([made.id])).items).toMatchObject([{ id: made.id, marker: null, span: morning }]);
    expect((await side.window(NIGHT)).items).toEqual([]);
    expect((await side.window(morning)).items).toMatchObject([{ id: made.id, version: made.version }]);
  });

  it('of other people are blockers too, row by row; absences are none', async () => {
    const row = (id: string, denialReason: string) => ({
      id,
      resourceId: RESOURCE,
      interval: { begin: '2026-12-01', end: '2026-12-01' },
      denialReason,
      denialTimes: [{ begin: '09:00', end: '10:00' }],
    });
    plan.rows.set('x', row('x', 'BLOCKER')).set('y', row('y', 'VACATION'));
    const day = span('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z');
    expect((await sideOf().window(day)).items).toMatchObject([
      { kind: 'blocker', marker: null, span: span('2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z') },
    ]);
  });
});
