import { afterEach, beforeEach } from 'vitest';
import { cast, createTestWorld, type TestWorld } from './testWorld.ts';
import type { Json } from './testJson.ts';
import type { Receiver } from './testReceiver.ts';

export const DAY = 86_400;

/** For each test a world of its own, with an endpoint that Anna can be subscribed to. */
export const useSubscriber = () => {
  let sandbox: TestWorld;
  let hook: Receiver;
  beforeEach(async () => {
    sandbox = await createTestWorld({ now: '2026-11-25T08:00:00Z' });
    hook = await sandbox.receiver();
  });
  afterEach(() => sandbox.close());

  const anna = () => cast(sandbox).anna;

  const subscribe = (more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
    sandbox.call(anna(), 'POST', '/subscriptions', {
      headers,
      body: {
        changeType: 'created,updated,deleted',
        notificationUrl: `${hook.url}/change?tenant=1`,
        lifecycleNotificationUrl: `${hook.url}/life`,
        resource: `users/${anna().oid}/events`,
        expirationDateTime: new Date(sandbox.world.clock.now() + 5 * DAY * 1000).toISOString(),
        clientState: 'secret',
        ...more,
      },
    });

  /** Anna makes an event, in her default calendar or in another one. */
  const post = async (body: Record<string, unknown>, calendar?: string): Promise<Json> => {
    const route =
      calendar === undefined ? '/me/events' : `/me/calendars/${encodeURIComponent(calendar)}/events`;
    return (await sandbox.call(anna(), 'POST', route, { body })).body;
  };

  /** All that the endpoint heard until nothing is under way any more. */
  const told = async () => {
    await sandbox.graph.idle();
    return hook
      .items()
      .map((one) => `${one.changeType ?? one.lifecycleEvent ?? ''} ${one.resourceData?.id ?? ''}`.trim());
  };

  return { sandbox: () => sandbox, hook: () => hook, anna, subscribe, post, told };
};
