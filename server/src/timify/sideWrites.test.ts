import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '../core/planned.ts';
import {
  appointmentAnswer,
  companyAt,
  gone,
  ID,
  one,
  OTHER,
  page,
  RESOURCE,
  VERSION,
  weekly,
} from './answers.testing.ts';
import type { TimifyConfig } from './createTimify.ts';
import { startStub, type Handler, type Stub } from './stub.testing.ts';

const at = (iso: string): number => Date.parse(iso);
const content: Content = {
  span: { start: at('2026-12-01T08:00:00Z'), end: at('2026-12-01T09:00:00Z') },
  title: 'Team',
  notes: 'Room 4',
  place: '',
  look: null,
};
const create = { containerId: null, marker: 'link.1', transactionId: 't', content };
const update = { id: ID, containerId: null, version: VERSION, notify: false, keepBody: false };
const remove = { id: ID, containerId: null, version: VERSION, notify: false };

let stub: Stub;
beforeEach(async () => {
  stub = await startStub();
});
afterEach(() => stub.close());

const sideOf = (config: Partial<TimifyConfig> = {}) =>
  companyAt(stub, config).side(RESOURCE, 'Europe/Berlin');

describe('creating', () => {
  it('tells nobody and sets the marker', async () => {
    stub.on('POST /v1/appointments', ({ body }) => ({
      body: { data: appointmentAnswer({ externalId: body['external_id'] }), status: 1 },
    }));
    const made = await sideOf().create(create);
    expect(stub.to('POST /v1/appointments')[0]?.body).toEqual({
      title: 'Team',
      notes: 'Room 4',
      resource_ids: [RESOURCE],
      datetime: '2026-12-01 08:00',
      duration: 60,
      external_id: 'link.1',
      has_notify_customers: false,
      has_notify_resources: false,
    });
    expect(made).toMatchObject({ id: ID, marker: 'link.1', version: VERSION });
  });

  it('reads the appointment where the answer tells its id alone', async () => {
    stub.on('POST /v1/appointments', () => ({ body: { data: { id: ID, timestamp: VERSION }, status: 1 } }));
    stub.on('GET /v1/appointments/:id', one());
    expect(await sideOf().create(create)).toMatchObject({ id: ID, version: VERSION });
  });

  it.each<[string, Handler, string]>([
    ['an answer without an id', () => ({ body: { data: {}, status: 1 } }), 'unanswered'],
    ['no JSON', () => ({ body: '<html>' }), 'unanswered'],
    ['no answer', () => ({ drop: true }), 'unanswered'],
    ['a refusal', () => ({ status: 409, body: { error: 'busy' } }), 'refused'],
  ])('%s', async (_, handler, kind) => {
    stub.on('POST /v1/appointments', handler);
    await expect(sideOf().create(create)).rejects.toMatchObject({ kind });
    expect(stub.to('POST /v1/appointments')).toHaveLength(1);
  });

  it('is unanswered where the read after it fails: it has happened', async () => {
    stub.on('POST /v1/appointments', () => ({ body: { data: { id: ID }, status: 1 } }));
    stub.on('GET /v1/appointments/:id', () => ({ status: 503 }));
    await expect(sideOf().create(create)).rejects.toMatchObject({ kind: 'unanswered' });
  });

  it.each<[string, unknown[], string]>([
    ['the resource has gone', [{ id: OTHER, name: 'B' }], 'resource-gone'],
    ['something else was not found', [{ id: RESOURCE, name: 'A' }], 'not-found'],
  ])('after a 404: %s', async (_, resources, kind) => {
    stub.on('POST /v1/appointments', gone);
    stub.on('GET /v1/resources', () => ({ body: page(resources) }));
    await expect(sideOf().create(create)).rejects.toMatchObject({ kind });
  });
});

describe('changing', () => {
  it('sends what changed alone, with both flags', async () => {
    stub.on('GET /v1/appointments/:id', one());
    stub.on('PATCH /v1/appointments/:id', one({ timestamp: '1796000000009' }));
    const span = { start: at('2026-12-01T10:00:00Z'), end: at('2026-12-01T11:30:00Z') };
    expect(await sideOf().update({ ...update, content: { span }, notify: true })).toMatchObject({
      version: '1796000000009',
    });
    expect(stub.to('PATCH /v1/appointments/:id').map(({ body }) => body)).toEqual([
      { datetime: '2026-12-01 10:00', duration: 90, has_notify_customers: true, has_notify_resources: false },
    ]);
  });

  it('writes nothing where TIMIFY has no such thing', async () => {
    stub.on('GET /v1/appointments/:id', one());
    expect(await sideOf().update({ ...update, content: { place: 'Room 5' } })).toMatchObject({ id: ID });
    expect(stub.to('PATCH /v1/appointments/:id')).toEqual([]);
  });

  it.each<[string, Handler, string, string]>([
    ['it moved on since it was read', one({ timestamp: '1796000000005' }), ID, 'version-changed'],
    ['it has gone', gone, ID, 'not-found'],
    ['it is leaving', one({ scheduledForDeletionAt: '2026-12-05T00:00:00Z' }), ID, 'not-found'],
    ['it is an occurrence of a connected series', one(weekly), `${ID}/2026-12-08`, 'refused'],
    ['it became a connected series', one(weekly), ID, 'refused'],
  ])('is not done where %s', async (_, handler, id, kind) => {
    stub.on('GET /v1/appointments/:id', handler);
    await expect(sideOf().update({ ...update, id, content: { title: 'x' } })).rejects.toMatchObject({ kind });
    expect(stub.seen.filter(({ method, path }) => method === 'PATCH' || path.endsWith('/bulk'))).toEqual([]);
  });
});

describe('releasing', () => {
  it('unsets the external id, and tells nobody', async () => {
    stub.on('PATCH /v1/appointments/:id', one());
    await sideOf().release({ id: ID, category: null });
    expect(stub.to('PATCH /v1/appointments/:id').map(({ body }) => body)).toEqual([
      { external_id: '', has_notify_customers: false, has_notify_resources: false },
    ]);
  });

  it('sets it again where the mark comes back', async () => {
    stub.on('PATCH /v1/appointments/:id', one());
    await sideOf().mark({ id: ID, category: null, marker: 'ts-1.1' });
    expect(stub.to('PATCH /v1/appointments/:id').map(({ body }) => body)).toEqual([
      { external_id: 'ts-1.1', has_notify_customers: false, has_notify_resources: false },
    ]);
  });

  it('writes nothing where TIMIFY keeps no external id, and says so beforehand', async () => {
    const side = sideOf({ marker: 'none' });
    expect([side.isMarked(ID), sideOf().isMarked(ID)]).toEqual([false, true]);
    await side.release({ id: ID, category: null });
    expect(stub.seen).toEqual([]);
  });

  it('counts what has gone as done', async () => {
    stub.on('PATCH /v1/appointments/:id', gone);
    await expect(sideOf().release({ id: ID, category: null })).resolves.toBeUndefined();
  });
});

describe('removing', () => {
  it.each([true, false])('is the bulk call with both flags (notify %s)', async (notify) => {
    stub.on('GET /v1/appointments/:id', one());
    stub.on('POST /v1/appointments/delete/bulk', () => ({ body: { status: 1 } }));
    await sideOf().remove({ ...remove, notify });
    expect(stub.to('POST /v1/appointments/delete/bulk').map(({ body }) => body)).toEqual([
      { ids: [ID], has_notify_customers: notify, has_notify_resources: false },
    ]);
    expect(stub.seen.some(({ method }) => method === 'DELETE')).toBe(false);
  });

  it('counts what has gone as done, before the call and in it', async () => {
    await expect(sideOf().remove(remove)).resolves.toBeUndefined();
    stub.on('GET /v1/appointments/:id', one());
    stub.on('POST /v1/appointments/delete/bulk', gone);
    await expect(sideOf().remove(remove)).resolves.toBeUndefined();
  });

  it.each([
    [{ id: `${ID}/2026-12-01` }, 'refused'],
    [{ version: '1' }, 'version-changed'],
  ])('is not done: %j', async (changes, kind) => {
    stub.on('GET /v1/appointments/:id', one());
    await expect(sideOf().remove({ ...remove, ...changes })).rejects.toMatchObject({ kind });
    expect(stub.to('POST /v1/appointments/delete/bulk')).toEqual([]);
  });

  it('is not done to a connected series that a person made of it', async () => {
    stub.on('GET /v1/appointments/:id', one(weekly));
    await expect(sideOf().remove(remove)).rejects.toMatchObject({
      kind: 'refused',
      code: 'connected-series',
    });
    expect(stub.to('POST /v1/appointments/delete/bulk')).toEqual([]);
  });

  it('skips the comparison for an unknown version', async () => {
    stub.on('GET /v1/appointments/:id', one());
    stub.on('POST /v1/appointments/delete/bulk', () => ({ body: { status: 1 } }));
    await sideOf().remove({ ...remove, version: '' });
    expect(stub.to('POST /v1/appointments/delete/bulk')).toHaveLength(1);
  });
});
