/** How TIMIFY refuses a time is an open question of our notes (timify §7, 3): whatever form its no has, it is one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { companyAt, ID, one, RESOURCE } from './answers.testing.ts';
import { startStub, type Reply, type Stub } from './stub.testing.ts';

const span = { start: Date.parse('2026-12-01T08:00:00Z'), end: Date.parse('2026-12-01T09:00:00Z') };
const content = { span, title: 'Team', notes: '', place: '', look: null };
const create = { containerId: null, marker: 'link.1', transactionId: 't', content };
const update = { id: ID, containerId: null, version: '', notify: false, keepBody: false };

const body = (name: string, more: object = {}) => ({
  error: 'in words',
  name,
  details: {},
  extras: null,
  ...more,
});
const REFUSALS: [string, Reply][] = [
  ['409', { status: 409, body: body('ConflictError', { errorCode: 409 }) }],
  ['422 with words alone', { status: 422, body: { error: 'in words' } }],
  ['400 without a code', { status: 400, body: body('BadRequestError', { errorCode: 400 }) }],
  ['400 with a number', { status: 400, body: body('BadRequestError', { errorCode: '1042' }) }],
  ['400 that is no JSON', { status: 400, body: '<html>' }],
  [
    '400 with a code',
    { status: 400, body: body('BadRequestError', { extras: { code: 'RESOURCE_OCCUPIED' } }) },
  ],
  ['500 of GraphQL', { status: 500, body: body('GraphQLError', { extras: { code: 'BAD_USER_INPUT' } }) }],
  ['200 with an error inside', { status: 200, body: body('ConflictError', { data: null, status: 0 }) }],
];

let stub: Stub;
beforeEach(async () => {
  stub = await startStub();
  stub.on('GET /v1/appointments/:id', one());
});
afterEach(() => stub.close());

const sideOf = () => companyAt(stub).side(RESOURCE, 'Europe/Berlin');

describe.each(REFUSALS)('a %s', (_name, reply) => {
  it('is a no to the time of a new appointment', async () => {
    stub.on('POST /v1/appointments', () => reply);
    await expect(sideOf().create(create)).rejects.toMatchObject({ kind: 'refused' });
    expect(stub.to('POST /v1/appointments')).toHaveLength(1);
  });

  it('is a no to the time that one is moved to', async () => {
    stub.on('PATCH /v1/appointments/:id', () => reply);
    await expect(sideOf().update({ ...update, content: { span } })).rejects.toMatchObject({
      kind: 'refused',
    });
  });
});

it('a 400 to texts alone is no matter of times', async () => {
  stub.on('PATCH /v1/appointments/:id', () => ({ status: 400, body: body('BadRequestError') }));
  await expect(sideOf().update({ ...update, content: { title: 'x' } })).rejects.toMatchObject({
    kind: 'invalid',
    status: 400,
  });
});
