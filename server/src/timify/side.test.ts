import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  appointmentAnswer,
  companyAt,
  gone,
  ID,
  one,
  OTHER,
  page,
  plainSlice,
  RESOURCE,
  VERSION,
  weekly,
} from './answers.testing.ts';
import type { TimifyConfig } from './createTimify.ts';
import { startStub, type Handler, type Stub } from './stub.testing.ts';

const at = (iso: string): number => Date.parse(iso);
const WINDOW = { start: at('2026-12-01T00:00:00Z'), end: at('2026-12-03T00:00:00Z') };

let stub: Stub;
beforeEach(async () => {
  stub = await startStub();
});
afterEach(() => stub.close());

const sideOf = (config: Partial<TimifyConfig> = {}) =>
  companyAt(stub, config).side(RESOURCE, 'Europe/Berlin');

describe('a window', () => {
  it('is read in parts of the allowed length, from a day earlier', async () => {
    stub.on('GET /v1/appointments', () => ({ body: page([appointmentAnswer()]) }));
    const snapshot = await sideOf().window({ start: WINDOW.start, end: at('2027-01-15T00:00:00Z') });
    expect(snapshot).toMatchObject({
      scope: 'full',
      items: [{ id: ID }],
      removed: [],
      broken: [],
      containers: null,
    });
    expect(stub.to('GET /v1/appointments').map(({ query }) => query)).toEqual([
      {
        from_time: '2026-11-30 00:00',
        to_time: '2026-12-30 00:00',
        timezone: 'UTC',
        resource_ids: RESOURCE,
        page: '1',
        limit: '500',
      },
      {
        from_time: '2026-12-30 00:00',
        to_time: '2027-01-15 00:00',
        timezone: 'UTC',
        resource_ids: RESOURCE,
        page: '1',
        limit: '500',
      },
    ]);
  });

  it('holds what is in this calendar and touches it, each once', async () => {
    const slice = (begin: string, end: string, resourceId = RESOURCE) => [
      plainSlice(`2026-${begin}:00Z`, `2026-${end}:00Z`, { resourceId }),
    ];
    const rows = [
      appointmentAnswer({ id: 'elsewhere', bookings: slice('12-02T08:00', '12-02T09:00', OTHER) }),
      appointmentAnswer({ id: 'before', bookings: slice('11-30T22:00', '12-01T00:00') }),
      appointmentAnswer({ id: 'into', bookings: slice('11-30T22:00', '12-01T00:05') }),
      appointmentAnswer({ id: 'inside', bookings: slice('12-02T08:00', '12-02T09:00') }),
      appointmentAnswer({ id: 'inside', bookings: slice('12-02T08:00', '12-02T09:00') }),
      appointmentAnswer({ id: 'after', bookings: slice('12-03T00:00', '12-03T01:00') }),
    ];
    stub.on('GET /v1/appointments', () => ({ body: page(rows) }));
    expect((await sideOf().window(WINDOW)).items.map((item) => item.id)).toEqual(['into', 'inside']);
  });

  it('tells apart what is leaving, what is held and what is broken, and reads the rest', async () => {
    const rows = [
      appointmentAnswer({ id: 'leaving', scheduledForDeletionAt: '2026-12-05T00:00:00Z' }),
      appointmentAnswer({ id: 'held', reservedUntil: '2026-11-24T09:04:00Z' }),
      appointmentAnswer({ id: 'broken', bookings: [{ resourceId: RESOURCE, interval: {} }] }),
      { title: 'no id' },
      appointmentAnswer(),
    ];
    stub.on('GET /v1/appointments', () => ({ body: page(rows) }));
    const snapshot = await sideOf().window(WINDOW);
    expect(snapshot.items.map(({ id, isHeld }) => [id, isHeld])).toEqual([
      ['held', true],
      [ID, false],
    ]);
    expect(snapshot.removed).toEqual(['leaving']);
    expect(snapshot.broken.map(({ id }) => id).sort()).toEqual(['broken', null].sort());
  });

  it('gives only the occurrences of a series that lie in it', async () => {
    stub.on('GET /v1/appointments', () => ({ body: page([appointmentAnswer(weekly)]) }));
    expect((await sideOf().window(WINDOW)).items.map((item) => item.id)).toEqual([`${ID}/2026-12-01`]);
  });

  it('fails as a whole where a page fails: what was not read is not gone', async () => {
    stub.on('GET /v1/appointments', ({ query }) =>
      query['page'] === '1'
        ? { body: { data: [appointmentAnswer()], meta: { totalItems: 2, totalPages: 2 } } }
        : { status: 500, body: { error: 'x' } },
    );
    await expect(sideOf().window(WINDOW)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('reading by id', () => {
  it('asks once per appointment and gives the occurrences that were asked for', async () => {
    stub.on('GET /v1/appointments/:id', one(weekly));
    const read = await sideOf().read([`${ID}/2026-12-08`, `${ID}/2026-12-15`]);
    expect(read.items.map((item) => item.id)).toEqual([`${ID}/2026-12-08`]);
    expect(read.gone).toEqual([`${ID}/2026-12-15`]);
    expect(stub.to('GET /v1/appointments/:id')).toHaveLength(1);
  });

  it('gives all occurrences for a bare id', async () => {
    stub.on('GET /v1/appointments/:id', one(weekly));
    const read = await sideOf().read([ID]);
    expect(read.items.map((item) => item.id)).toEqual([`${ID}/2026-12-01`, `${ID}/2026-12-08`]);
    expect(read.gone).toEqual([]);
  });

  it.each<[string, Handler]>([
    ['a 404', gone],
    ['scheduled for deletion', one({ scheduledForDeletionAt: '2026-12-05T00:00:00Z' })],
    [
      'moved to another resource',
      one({
        bookings: [plainSlice('2026-12-01T08:00:00Z', '2026-12-01T09:00:00Z', { resourceId: OTHER })],
        resources: [],
      }),
    ],
  ])('calls gone: %s', async (_, handler) => {
    stub.on('GET /v1/appointments/:id', handler);
    expect(await sideOf().read([ID])).toEqual({ items: [], gone: [ID], broken: [] });
  });

  it('calls broken neither read nor gone', async () => {
    stub.on('GET /v1/appointments/:id', one({ bookings: [{ resourceId: RESOURCE, interval: null }] }));
    expect(await sideOf().read([ID])).toMatchObject({ items: [], gone: [], broken: [{ id: ID }] });
  });

  it('takes over what the run of the company read, for its version or an older one', async () => {
    stub.on('GET /v1/appointments/:id', one());
    const company = companyAt(stub);
    const facts = await company.read([ID]);
    expect(facts).toEqual({
      found: [{ id: ID, version: VERSION, start: at('2026-12-01T08:00:00Z'), resourceIds: [RESOURCE] }],
      gone: [],
    });
    const side = company.side(RESOURCE, 'Europe/Berlin');
    expect((await side.readKnown([{ id: ID, version: VERSION }])).items).toHaveLength(1);
    expect((await side.readKnown([{ id: ID, version: '1795999999999' }])).items).toHaveLength(1);
    expect(stub.to('GET /v1/appointments/:id')).toHaveLength(1);
    await side.readKnown([{ id: ID, version: '1796000000001' }]);
    await side.read([ID]);
    expect(stub.to('GET /v1/appointments/:id')).toHaveLength(3);
  });

  it('takes over nothing that was read before it wrote, however late that comes', async () => {
    stub.on('GET /v1/appointments/:id', one());
    stub.on('PATCH /v1/appointments/:id', one({ timestamp: '1796000000009' }));
    const company = companyAt(stub);
    const side = company.side(RESOURCE, 'Europe/Berlin');
    await company.read([ID]);
    const patch = { containerId: null, version: '', notify: false, keepBody: false };
    await side.update({ id: ID, ...patch, content: { title: 'Renamed' } });
    await company.read([ID]);
    const before = stub.to('GET /v1/appointments/:id').length;
    await side.readKnown([{ id: ID, version: VERSION }]);
    expect(stub.to('GET /v1/appointments/:id')).toHaveLength(before + 1);
  });
});

describe('finding our own again', () => {
  it('goes by external id, near the time it was meant for', async () => {
    stub.on('GET /v1/appointments', () => ({
      body: page([appointmentAnswer({ externalId: 'link.1' }), appointmentAnswer({ id: 'x' })]),
    }));
    expect((await sideOf().findByMarker('link.1', WINDOW)).map((item) => item.id)).toEqual([ID]);
  });

  it('is not tried where no marker can be set', async () => {
    expect(await sideOf({ marker: 'none' }).findByMarker('link.1', WINDOW)).toEqual([]);
    expect(stub.seen).toEqual([]);
  });
});
