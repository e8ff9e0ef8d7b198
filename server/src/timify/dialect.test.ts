import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appointmentAnswer, companyAt, ID, page, RESOURCE } from './answers.testing.ts';
import type { CompanyAdapter } from './company.ts';
import { startStub, type Handler, type Stub } from './stub.testing.ts';

/** What a strict service says to a member that it does not know (TIMIFY docs, error body). */
const refusal = (where: 'query' | 'body', name: string) => ({
  status: 400,
  body: {
    error: 'invalid',
    name: 'BadRequestError',
    errorCode: 400,
    details: { [where]: { [name]: 'invalid' } },
  },
});
const WINDOW = { start: Date.parse('2026-12-01T00:00:00Z'), end: Date.parse('2026-12-03T00:00:00Z') };
const remove = { id: ID, containerId: null, version: '', notify: false };

let stub: Stub;
beforeEach(async () => {
  stub = await startStub();
});
afterEach(() => stub.close());

describe('the resource filter of the list', () => {
  it('is left out for good where it is refused', async () => {
    stub.on('GET /v1/appointments', ({ query }) =>
      'resource_ids' in query ? refusal('query', 'resource_ids') : { body: page([appointmentAnswer()]) },
    );
    const side = companyAt(stub).side(RESOURCE, 'Europe/Berlin');
    expect((await side.window(WINDOW)).items).toMatchObject([{ id: ID }]);
    expect((await side.window(WINDOW)).items).toMatchObject([{ id: ID }]);
    const filters = stub.to('GET /v1/appointments').map(({ query }) => 'resource_ids' in query);
    expect(filters).toEqual([true, false, false]);
  });

  it('is kept where something else is refused', async () => {
    let isOpen = false;
    stub.on('GET /v1/appointments', () => (isOpen ? { body: page([]) } : refusal('query', 'to_time')));
    const side = companyAt(stub).side(RESOURCE, 'Europe/Berlin');
    await expect(side.window(WINDOW)).rejects.toMatchObject({ kind: 'invalid' });
    isOpen = true;
    await side.window(WINDOW);
    expect(stub.to('GET /v1/appointments').at(-1)?.query).toHaveProperty('resource_ids');
  });
});

describe('the id list of a bulk deletion', () => {
  const taking =
    (name: string): Handler =>
    ({ body }) =>
      Array.isArray(body[name]) ? { status: 204 } : refusal('body', name);

  it('has the name that the service takes, and both flags under each', async () => {
    stub.on('POST /v1/appointments/delete/bulk', taking('appointment_ids'));
    const side = companyAt(stub).side(RESOURCE, 'Europe/Berlin');
    await side.remove(remove);
    await side.remove(remove);
    const flags = { has_notify_customers: false, has_notify_resources: false };
    expect(stub.to('POST /v1/appointments/delete/bulk').map(({ body }) => body)).toEqual([
      { ids: [ID], ...flags },
      { appointment_ids: [ID], ...flags },
      { appointment_ids: [ID], ...flags },
    ]);
  });

  it('that is refused under every name is a refusal', async () => {
    stub.on('POST /v1/appointments/delete/bulk', taking('something_else'));
    const side = companyAt(stub).side(RESOURCE, 'Europe/Berlin');
    await expect(side.remove(remove)).rejects.toMatchObject({ kind: 'invalid', status: 400 });
  });

  it('is tried under one name alone where the service is away', async () => {
    stub.on('POST /v1/appointments/delete/bulk', () => ({ status: 503 }));
    const side = companyAt(stub).side(RESOURCE, 'Europe/Berlin');
    await expect(side.remove(remove)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(stub.to('POST /v1/appointments/delete/bulk')).toHaveLength(1);
  });
});

it('a time shift goes without an import id for good where it is refused (timify §1.8: that of the bulk import)', async () => {
  stub.on('POST /v1/timeshifts', ({ body }) =>
    'import_shift_denial_id' in body
      ? refusal('body', 'import_shift_denial_id')
      : { status: 201, body: { data: { id: ID }, status: 1 } },
  );
  const side = companyAt(stub, {}, 'timeshift').side(RESOURCE, 'Europe/Berlin');
  const span = { start: Date.parse('2026-12-01T08:00:00Z'), end: Date.parse('2026-12-01T09:00:00Z') };
  const content = { span, title: '', notes: '', place: '', look: null };
  for (const marker of ['link.1', 'link.2'])
    expect((await side.create({ containerId: null, marker, transactionId: 't', content })).span).toEqual(
      span,
    );
  const tried = stub.to('POST /v1/timeshifts').map(({ body }) => body['import_shift_denial_id'] ?? null);
  expect(tried).toEqual(['tms:link.1', null, null]);
});

describe('our mark on an appointment', () => {
  const span = { start: Date.parse('2026-12-01T08:00:00Z'), end: Date.parse('2026-12-01T09:00:00Z') };
  const content = { span, title: 'Team', notes: '', place: '', look: null };
  const make = (side: ReturnType<CompanyAdapter['side']>, marker: string) =>
    side.create({ containerId: null, marker, transactionId: 't', content });
  const sent = () => stub.to('POST /v1/appointments').map(({ body }) => body['external_id'] ?? null);
  const answer = { status: 201, body: { data: appointmentAnswer(), status: 1 } };
  const strict: Handler = ({ body }) => ('external_id' in body ? refusal('body', 'external_id') : answer);

  it('is left out for good by a company that refuses it by name, and said once', async () => {
    stub.on('POST /v1/appointments', strict);
    stub.on('PATCH /v1/appointments/:id', () => answer);
    const lines: unknown[] = [];
    const company = companyAt(stub, {}, 'appointment', undefined, { warn: (line) => lines.push(line) });
    const side = company.side(RESOURCE, 'Europe/Berlin');
    expect(company.takesMarks()).toBeNull();
    for (const marker of ['link.1', 'link.2']) expect((await make(side, marker)).id).toBe(ID);
    expect(company.takesMarks()).toBe(false);
    expect(sent()).toEqual(['link.1', null, null]);
    expect(lines).toHaveLength(1);
    expect(side.isMarked(ID)).toBe(false);
    await side.mark({ id: ID, category: null, marker: 'link.1' });
    expect(stub.to(`PATCH /v1/appointments/${ID}`)).toEqual([]);
  });

  it('is kept where something else is refused, which is TIMIFY’s no to that time', async () => {
    stub.on('POST /v1/appointments', () => refusal('body', 'datetime'));
    const side = companyAt(stub).side(RESOURCE, 'Europe/Berlin');
    await expect(make(side, 'link.1')).rejects.toMatchObject({ kind: 'refused' });
    expect(sent()).toEqual(['link.1']);
  });

  it('that was taken once is not left out later: the blocker might stand already', async () => {
    let isStrict = false;
    stub.on('POST /v1/appointments', (request) => (isStrict ? strict(request) : answer));
    const side = companyAt(stub).side(RESOURCE, 'Europe/Berlin');
    await make(side, 'link.1');
    isStrict = true;
    await expect(make(side, 'link.2')).rejects.toMatchObject({ kind: 'refused' });
    expect(sent()).toEqual(['link.1', 'link.2']);
  });
});
