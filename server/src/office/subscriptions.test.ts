import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OfficeMailbox } from './side.ts';
import { CAL, mailboxOn, OWNER } from './testing/events.ts';
import { createStub, graphError } from './testing/stub.ts';
import type { Stub } from './testing/stub.ts';

let stub: Stub;
let side: OfficeMailbox;
beforeEach(async () => {
  stub = await createStub();
  ({ side } = mailboxOn(stub));
});
afterEach(() => stub.close());

const EXPIRES = Date.parse('2026-11-29T09:00:00Z');
const RESOURCE = `users/${OWNER.oid}/calendars/${CAL}/events`;
const WHOLE = `users/${OWNER.oid}/events`;

const answer = (id: string, resource = RESOURCE): object => ({
  '@odata.context': 'x',
  id,
  resource,
  clientState: null,
  // Graph may shorten what we asked for.
  expirationDateTime: '2026-11-29T08:00:00Z',
});

const subscribe = (keep?: string[], expiresAt = EXPIRES): ReturnType<OfficeMailbox['subscribe']> =>
  side.subscribe({
    calendarId: CAL,
    notificationUrl: 'https://sync.example/graph/n/1',
    lifecycleUrl: 'https://sync.example/graph/l/1',
    clientState: 'secret',
    expiresAt,
    ...(keep === undefined ? {} : { keep }),
  });

const bodies = (): Record<string, unknown>[] =>
  stub.asked.filter(({ method }) => method === 'POST').map(({ body }) => body as Record<string, unknown>);

describe('subscribing', () => {
  it('asks for one calendar, with both addresses and immutable ids', async () => {
    stub.on('POST', '/subscriptions', { status: 201, body: answer('s1') });
    expect(await subscribe()).toEqual({ id: 's1', expiresAt: Date.parse('2026-11-29T08:00:00Z') });
    expect(bodies()).toEqual([
      {
        changeType: 'created,updated,deleted',
        notificationUrl: 'https://sync.example/graph/n/1',
        lifecycleNotificationUrl: 'https://sync.example/graph/l/1',
        resource: RESOURCE,
        expirationDateTime: '2026-11-29T09:00:00.000Z',
        clientState: 'secret',
        latestSupportedTlsVersion: 'v1_2',
      },
    ]);
    expect(stub.asked[0]?.headers['prefer']).toContain('IdType="ImmutableId"');
  });

  it.each(['ExtensionError', 'InvalidRequest'])(
    'takes the whole mailbox where one calendar is refused (%s)',
    async (code) => {
      stub.on('POST', '/subscriptions', graphError(400, code), { status: 201, body: answer('s1', WHOLE) });
      expect((await subscribe()).id).toBe('s1');
      expect(bodies().map(({ resource }) => resource)).toEqual([RESOURCE, WHOLE]);
    },
  );

  it('asks for the older life where the longer one is refused, as does renewing', async () => {
    const before = Date.now();
    const long = before + 10_020 * 60_000;
    const taken = (body: unknown): boolean =>
      Date.parse((body as { expirationDateTime: string }).expirationDateTime) <= Date.now() + 4_230 * 60_000;
    const judge = ({ body }: { body: unknown }) =>
      taken(body) ? { body: answer('s1') } : graphError(400, 'ExtensionError');
    stub.on('POST', '/subscriptions', judge);
    stub.on('PATCH', '/subscriptions/s1', judge);
    expect((await subscribe(undefined, long)).id).toBe('s1');
    expect(bodies().map(({ resource }) => resource)).toEqual([RESOURCE, WHOLE, RESOURCE]);
    expect((await side.renew('s1', long)).id).toBe('s1');
    expect(stub.asked.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
  });

  it('tells the first refusal when neither works', async () => {
    stub.on('POST', '/subscriptions', graphError(400, 'InvalidRequest'), graphError(403, 'ExtensionError'));
    await expect(subscribe()).rejects.toMatchObject({ kind: 'invalid', code: 'InvalidRequest' });
  });

  it('does not try the mailbox when our address failed its validation', async () => {
    stub.on('POST', '/subscriptions', graphError(400, 'ValidationError'));
    await expect(subscribe()).rejects.toMatchObject({ kind: 'invalid' });
    expect(stub.asked).toHaveLength(1);
  });

  it('replaces a stale one of the same resource', async () => {
    stub.on('POST', '/subscriptions', graphError(409, 'Conflict'), { status: 201, body: answer('new') });
    stub.on('GET', '/subscriptions', {
      body: { value: [answer('stale'), answer('other', WHOLE), answer('slash', `/${RESOURCE}`)] },
    });
    stub.on('DELETE', '/subscriptions/stale', { status: 204 });
    stub.on('DELETE', '/subscriptions/slash', graphError(404, 'ResourceNotFound'));
    expect((await subscribe()).id).toBe('new');
    expect(stub.asked.map(({ method }) => method)).toEqual(['POST', 'GET', 'DELETE', 'DELETE', 'POST']);
  });

  it.each([
    ['with capitals', `Users/${OWNER.oid}/Calendars/${CAL}/Events`],
    ['as functions', `users('${OWNER.oid}')/calendars('${CAL}')/events`],
  ])('knows the stale one written %s', async (_name, resource) => {
    stub.on('POST', '/subscriptions', graphError(409, 'Conflict'), { status: 201, body: answer('new') });
    stub.on('GET', '/subscriptions', {
      body: { value: [answer('stale', resource), answer('other', WHOLE)] },
    });
    stub.on('DELETE', '/subscriptions/stale', { status: 204 });
    expect((await subscribe()).id).toBe('new');
  });

  it('leaves one alone that is said to be alive', async () => {
    stub.on('POST', '/subscriptions', graphError(409, 'Conflict'));
    stub.on('GET', '/subscriptions', { body: { value: [answer('alive')] } });
    await expect(subscribe(['alive'])).rejects.toMatchObject({ kind: 'duplicate' });
    expect(stub.asked).toHaveLength(2);
  });

  it('to a mailbox it may not see is a missing permission', async () => {
    stub.on('POST', '/subscriptions', graphError(403, 'ExtensionError'));
    await expect(subscribe()).rejects.toMatchObject({ kind: 'permission-missing' });
  });
});

describe('renewing (S-127)', () => {
  it('is one PATCH with the new expiry alone', async () => {
    stub.on('PATCH', '/subscriptions/s1', { body: answer('s1') });
    expect(await side.renew('s1', EXPIRES)).toMatchObject({ id: 's1' });
    expect(stub.asked).toHaveLength(1);
    expect(stub.asked[0]?.body).toEqual({ expirationDateTime: '2026-11-29T09:00:00.000Z' });
  });

  it.each([
    [404, 'ResourceNotFound', 'not-found'],
    [410, 'Gone', 'not-found'],
    [429, 'TooManyRequests', 'throttled'],
    [503, 'serviceNotAvailable', 'unavailable'],
  ])('answered %i %s is %s', async (status, code, kind) => {
    stub.on('PATCH', '/subscriptions/s1', graphError(status, code));
    await expect(side.renew('s1', EXPIRES)).rejects.toMatchObject({ kind });
  });
});

it('unsubscribing from what is gone is done', async () => {
  stub.on('DELETE', '/subscriptions/s1', { status: 204 });
  stub.on('DELETE', '/subscriptions/s2', graphError(404, 'ResourceNotFound'));
  await side.unsubscribe('s1');
  await side.unsubscribe('s2');
  stub.on('DELETE', '/subscriptions/s3', graphError(503, 'serviceNotAvailable'));
  await expect(side.unsubscribe('s3')).rejects.toMatchObject({ kind: 'unavailable' });
});
