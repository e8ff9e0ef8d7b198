import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOffice } from './side.ts';
import type { OfficeMailbox } from './side.ts';
import { CAL, mailboxOn, OWNER, single, WINDOW } from './testing/events.ts';
import type { TokenAsk } from './testing/events.ts';
import { createStub, graphError } from './testing/stub.ts';
import type { Stub } from './testing/stub.ts';

let stub: Stub;
let side: OfficeMailbox;
let tokensAsked: TokenAsk[];
beforeEach(async () => {
  stub = await createStub();
  ({ side, tokensAsked } = mailboxOn(stub));
});
afterEach(() => stub.close());

const update = (id: string): ReturnType<OfficeMailbox['update']> =>
  side.update({
    id,
    containerId: CAL,
    version: 'v',
    content: { title: 'New' },
    notify: false,
    keepBody: false,
  });

describe('a token', () => {
  const expired = graphError(401, 'InvalidAuthenticationToken');

  it('that ran out is renewed once, and the request repeated once', async () => {
    stub.on('PATCH', '/events/a', expired, { body: single('a') });
    await update('a');
    expect(tokensAsked).toEqual([{ fresh: undefined }, { fresh: {} }]);
    expect(stub.asked.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer token-kept',
      'Bearer token-fresh-2',
    ]);
    expect(stub.asked[1]?.body).toEqual({ subject: 'New' });
  });

  it('is asked for with the claims of a challenge', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
    const challenge = `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;
    stub.on(
      'PATCH',
      '/events/a',
      graphError(401, 'InvalidAuthenticationToken', { 'WWW-Authenticate': challenge }),
      {
        body: single('a'),
      },
    );
    await update('a');
    expect(tokensAsked[1]).toEqual({ fresh: { claims } });
  });

  it('that is refused twice needs the user', async () => {
    stub.on('PATCH', '/events/a', expired);
    await expect(update('a')).rejects.toMatchObject({ kind: 'sign-in-required' });
    expect(stub.asked).toHaveLength(2);
  });

  it('that cannot be had is the fault of who gives it', async () => {
    const office = createOffice(
      { baseUrl: `${stub.origin}/v1.0` },
      { graph: () => Promise.reject(new Error('a bug')) },
    );
    await expect(office.side(OWNER, []).calendars()).rejects.toThrow('a bug');
    expect(stub.asked).toHaveLength(0);
  });

  it('is never sent in the open', () => {
    expect(() =>
      createOffice({ baseUrl: 'http://graph.example/v1.0' }, { graph: () => Promise.resolve('t') }),
    ).toThrow('https');
  });
});

describe('a request', () => {
  it('ends when no answer comes in time', async () => {
    stub.on('GET', '/calendars', { until: new Promise(() => undefined) });
    const patient = mailboxOn(stub, { timeoutMs: 50 }).side;
    await expect(patient.calendars()).rejects.toMatchObject({ kind: 'unavailable' });
    stub.on('PATCH', '/events/a', { until: new Promise(() => undefined) });
    const write = {
      id: 'a',
      containerId: CAL,
      version: 'v',
      content: { title: 'x' },
      notify: false,
      keepBody: false,
    };
    await expect(patient.update(write)).rejects.toMatchObject({ kind: 'unanswered' });
  });

  it('is told when to come back, and does not wait itself', async () => {
    stub.on('GET', '/calendars', graphError(429, 'TooManyRequests', { 'Retry-After': '40' }));
    await expect(side.calendars()).rejects.toMatchObject({
      kind: 'throttled',
      retryAfter: 40_000,
      requestId: expect.any(String) as string,
    });
    expect(stub.asked).toHaveLength(1);
  });

  it('is never the fifth of its mailbox under way, whoever sends it', async () => {
    stub.on('GET', '/calendarView', () => ({
      body: { value: [] },
      until: new Promise((done) => setImmediate(done)),
    }));
    const office = createOffice({ baseUrl: `${stub.origin}/v1.0` }, { graph: () => Promise.resolve('t') });
    const ids = Array.from({ length: 12 }, (_, n) => `c${n}`);
    await Promise.all([
      office.side(OWNER, []).window(WINDOW, ids),
      office.side(OWNER, []).window(WINDOW, ids),
    ]);
    expect(stub.asked).toHaveLength(24);
    expect(Math.max(...stub.asked.map(({ inFlight }) => inFlight))).toBeLessThanOrEqual(4);
  });

  it('works on a base with its own path', async () => {
    stub.on('GET', '/calendars', { body: { value: [] } });
    const { side: other } = mailboxOn(stub, { baseUrl: `${stub.origin}/graph/v1.0/` });
    await other.calendars();
    expect(stub.asked[0]?.path).toBe(`/graph/v1.0/users/${OWNER.oid}/calendars`);
  });
});

it('reads the signed-in user with the token it is given', async () => {
  stub.on('GET', '/me', {
    body: { displayName: 'Megan', mail: null, userPrincipalName: 'meganb@contoso.com' },
  });
  const office = createOffice({ baseUrl: `${stub.origin}/v1.0` }, { graph: () => Promise.resolve('other') });
  expect(await office.profile(() => Promise.resolve('mine'))).toEqual({
    mail: null,
    name: 'Megan',
    userPrincipalName: 'meganb@contoso.com',
  });
  expect(stub.asked[0]?.headers['authorization']).toBe('Bearer mine');
  expect(stub.asked[0]?.url).toBe('/v1.0/me?$select=displayName,mail,userPrincipalName');
});
