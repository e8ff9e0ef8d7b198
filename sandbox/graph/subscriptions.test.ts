import { describe, expect, test } from 'vitest';
import { cast, hour } from './testWorld.ts';
import { DAY, useSubscriber } from './testSubscriber.ts';

const { sandbox, hook, anna, subscribe, post, told } = useSubscriber();

describe('a subscription', () => {
  test('is made after both addresses repeated their token, and is shown in full', async () => {
    const answer = await subscribe();
    expect(answer.status).toBe(201);
    expect(
      hook()
        .validations.map((url) => url.split('&validationToken')[0]?.split('?validationToken')[0])
        .sort(),
    ).toEqual(['/change?tenant=1', '/life']);
    expect(answer.body).toMatchObject({
      clientState: 'secret',
      creatorId: anna().oid,
      latestSupportedTlsVersion: 'v1_2',
    });
    expect((await sandbox().call(anna(), 'GET', '/subscriptions')).body.value.map((one) => one.id)).toEqual([
      answer.body.id,
    ]);
    expect((await sandbox().call(anna(), 'GET', `/subscriptions/${answer.body.id}`)).body.id).toBe(
      answer.body.id,
    );
  });

  test.each([
    [
      'echoes the token encoded',
      (token: string) => ({ status: 200, type: 'text/plain', body: encodeURIComponent(token) }),
    ],
    ['answers as HTML', (token: string) => ({ status: 200, type: 'text/html', body: token })],
    ['answers 202', (token: string) => ({ status: 202, type: 'text/plain', body: token })],
  ])('is refused where the endpoint %s', async (_name, validation) => {
    hook().validation = validation;
    const answer = await subscribe();
    expect([answer.status, answer.body.error.code]).toEqual([400, 'InvalidRequest']);
    expect(sandbox().graph.subscriptions()).toEqual([]);
  });

  test('lives at least 45 minutes and at most 10,080', async () => {
    const at = (minutes: number) => new Date(sandbox().world.clock.now() + minutes * 60_000).toISOString();
    const raised = await subscribe({ expirationDateTime: at(5) });
    const minutes = (Date.parse(raised.body.expirationDateTime) - sandbox().world.clock.now()) / 60_000;
    expect(minutes).toBeGreaterThan(44);
    const refused = await subscribe({ expirationDateTime: at(10_100), changeType: 'created' });
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toContain('10080 minutes');
  });

  test('is refused for unknown resources, plain http beyond this machine, and mailboxes of others', async () => {
    const status = async (more: Record<string, unknown>) => (await subscribe(more)).status;
    expect(await status({ resource: 'me/messages' })).toBe(400);
    expect(await status({ resource: `users/${anna().oid}/calendars/x/events/y` })).toBe(400);
    expect(await status({ notificationUrl: 'http://example.com/x' })).toBe(400);
    expect(await status({ changeType: 'moved' })).toBe(400);
    const other = await subscribe({ resource: `users/${cast(sandbox()).ben.oid}/events` });
    expect([other.status, other.body.error.code]).toEqual([403, 'ExtensionError']);
  });

  test('a second of the same kind is 409, or made as well', async () => {
    const first = await subscribe();
    const again = await subscribe();
    expect([again.status, again.body.error.message]).toEqual([
      409,
      `Subscription Id <${first.body.id}> already exists for the requested combination`,
    ]);
    sandbox().world.switches.duplicateSubscription = '201';
    expect((await subscribe()).status).toBe(201);
  });

  test('can be renewed, reauthorized and removed; a removed one is 404', async () => {
    const { id } = (await subscribe()).body;
    const until = new Date(sandbox().world.clock.now() + 6 * DAY * 1000).toISOString();
    const renewed = await sandbox().call(anna(), 'PATCH', `/subscriptions/${id}`, {
      body: { expirationDateTime: until },
    });
    expect(Date.parse(renewed.body.expirationDateTime)).toBe(Date.parse(until));
    expect((await sandbox().call(anna(), 'POST', `/subscriptions/${id}/reauthorize`)).status).toBe(204);
    expect((await sandbox().call(anna(), 'DELETE', `/subscriptions/${id}`)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) {
      const gone = await sandbox().call(anna(), method, `/subscriptions/${id}`);
      expect([gone.status, gone.body.error.code]).toEqual([404, 'ResourceNotFound']);
    }
  });

  test('ends when its time is over', async () => {
    const { id } = (await subscribe()).body;
    sandbox().world.clock.advance(5 * DAY + 1);
    expect((await sandbox().call(anna(), 'PATCH', `/subscriptions/${id}`, { body: {} })).status).toBe(404);
    await post(hour('2026-12-01', 9));
    expect((await told()).filter((line) => line.startsWith('created'))).toEqual([]);
  });
});
