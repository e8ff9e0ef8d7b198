import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cast, createTestWorld, hour, type TestWorld } from './testWorld.ts';

let sandbox: TestWorld;
beforeEach(async () => {
  sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
});
afterEach(() => sandbox.close());

const anna = () => cast(sandbox).anna;
const batch = (requests: unknown[]) => sandbox.call(anna(), 'POST', '/$batch', { body: { requests } });
const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('$batch', () => {
  test('answers each part, in any order, and journals each as a row of its own', async () => {
    const answer = await batch(
      Array.from({ length: 20 }, (_, index) => ({
        id: String(index),
        method: 'GET',
        url: index % 2 ? '/me/calendars' : `users/${anna().oid}/events`,
      })),
    );
    expect(answer.body.responses.map((one) => one.status)).toEqual(Array(20).fill(200));
    expect(answer.body.responses.map((one) => one.id)).not.toEqual(
      Array.from({ length: 20 }, (_, index) => String(index)),
    );
    expect(sandbox.rows).toHaveLength(20);
    expect(sandbox.rows.every((row) => row.status === 200 && row.method === 'GET')).toBe(true);
  });

  test('writes in the order of its dependencies; a failed parent fails its child with 424', async () => {
    const body = hour('2026-12-01', 9);
    const answer = await batch([
      { id: 'child', method: 'GET', url: '/me/calendars', dependsOn: ['parent'] },
      { id: 'parent', method: 'GET', url: '/me/events/nonsense' },
      { id: 'free', method: 'POST', url: '/me/events', headers: JSON_TYPE, body },
    ]);
    const status = Object.fromEntries(answer.body.responses.map((one) => [one.id, one.status]));
    expect(status).toEqual({ child: 424, parent: 400, free: 201 });
  });

  test.each([
    [
      'more than 20 parts',
      Array.from({ length: 21 }, (_, index) => ({ id: String(index), method: 'GET', url: '/me' })),
    ],
    [
      'two equal ids',
      [
        { id: 'a', method: 'GET', url: '/me' },
        { id: 'A', method: 'GET', url: '/me' },
      ],
    ],
    ['an absolute address', [{ id: 'a', method: 'GET', url: 'https://x.example/me' }]],
    ['an unknown dependency', [{ id: 'a', method: 'GET', url: '/me', dependsOn: ['b'] }]],
  ])('with %s is 400', async (_name, requests) => {
    expect((await batch(requests)).status).toBe(400);
  });

  test('needs a content type for a part with a body', async () => {
    const answer = await batch([{ id: '1', method: 'POST', url: '/me/events', body: hour('2026-12-01', 9) }]);
    expect(answer.body.responses[0]?.status).toBe(415);
  });

  test('lets faults of the world strike single parts', async () => {
    sandbox.world.injectedAnswer = (_service, _method, path) =>
      path === '/me/calendars'
        ? { status: 503, headers: {}, body: { error: { code: 'serviceNotAvailable' } } }
        : undefined;
    const answer = await batch([
      { id: '1', method: 'GET', url: '/me/calendars' },
      { id: '2', method: 'GET', url: '/me/calendar' },
    ]);
    expect(answer.body.responses.map((one) => `${one.id} ${one.status}`).sort()).toEqual(['1 503', '2 200']);
  });
});

describe('throttling', () => {
  test('refuses the fifth call at once to one mailbox, and only to that', async () => {
    const { ben } = cast(sandbox);
    sandbox.graph.latency.milliseconds = 100;
    const calls = Array.from({ length: 6 }, () => sandbox.call(anna(), 'GET', '/me/calendars'));
    const other = sandbox.call(ben, 'GET', '/me/calendars');
    const answers = await Promise.all(calls);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 200, 200, 200, 429, 429]);
    const refused = answers.find((one) => one.status === 429);
    expect(refused?.body.error).toMatchObject({
      code: 'ApplicationThrottled',
      message: 'Application is over its MailboxConcurrency limit.',
    });
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect((await other).status).toBe(200);
    expect((await sandbox.call(anna(), 'GET', '/me/calendars')).status).toBe(200);
  });

  test('counts the parts of a batch, and answers them one by one', async () => {
    sandbox.graph.latency.milliseconds = 50;
    const running = sandbox.call(anna(), 'GET', '/me/calendars');
    const answer = await batch(
      Array.from({ length: 4 }, (_, index) => ({ id: String(index), method: 'GET', url: '/me/calendar' })),
    );
    const refused = answer.body.responses.filter((one) => one.status === 429);
    expect(refused.length).toBeLessThanOrEqual(1);
    expect(refused.every((one) => one.headers['Retry-After'] === '1')).toBe(true);
    await running;
  });

  test('refuses what is beyond the rate of ten minutes until they are over', async () => {
    sandbox.graph.limits.perTenMinutes = 3;
    const statuses = [];
    for (let index = 0; index < 4; index++)
      statuses.push((await sandbox.call(anna(), 'GET', '/me/calendar')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    sandbox.world.clock.advance(601);
    expect((await sandbox.call(anna(), 'GET', '/me/calendar')).status).toBe(200);
  });
});
