/**
 * Change notifications of one calendar ("Create subscription", "Reduce missing change notifications with lifecycle
 * notifications"). The resource per calendar is undocumented but in wide use (`microsoft-graph-docs#21978`); where it is
 * refused, the documented one of the whole mailbox serves, which rings for the default calendar.
 */
import { Fault, isFault } from '../core/fault.ts';
import type { OfficeSide, SubscriptionFacts } from '../sync/ports/sides.ts';
import type { Answer, Graph } from './http.ts';
import { listAll } from './pages.ts';
import { segment } from './paths.ts';
import { graphSubscription } from './schemas.ts';

export type SubscribeRequest = Parameters<OfficeSide['subscribe']>[0] & {
  /** Subscriptions of ours that are alive and must not be taken for stale ones. */
  keep?: readonly string[];
};

const factsOf = (answer: Answer): SubscriptionFacts => {
  const parsed = graphSubscription.safeParse(answer.body);
  const expiresAt = Date.parse(parsed.data?.expirationDateTime ?? '');
  if (!parsed.success || Number.isNaN(expiresAt)) {
    throw new Fault({ kind: 'unanswered', service: 'graph', code: 'NotASubscription' });
  }
  return { id: parsed.data.id, expiresAt };
};

const create = async (
  graph: Graph,
  request: SubscribeRequest,
  resource: string,
): Promise<SubscriptionFacts> =>
  factsOf(
    await graph.call({
      method: 'POST',
      path: '/subscriptions',
      target: 'subscription',
      body: {
        changeType: 'created,updated,deleted',
        notificationUrl: request.notificationUrl,
        // Can't be added later by PATCH.
        lifecycleNotificationUrl: request.lifecycleUrl,
        resource,
        expirationDateTime: new Date(request.expiresAt).toISOString(),
        clientState: request.clientState,
        latestSupportedTlsVersion: 'v1_2',
      },
    }),
  );

/** Same app, same user, same resource, but none that is said to be alive: left behind by a crash. */
const removeStale = async (graph: Graph, resource: string, keep: readonly string[]): Promise<boolean> => {
  const values = await listAll(graph, {
    path: '/subscriptions',
    target: 'subscription',
    prefer: 'odata.maxpagesize=100',
  });
  const same = values.flatMap((value) => {
    const parsed = graphSubscription.safeParse(value);
    return parsed.success && parsed.data.resource?.replace(/^\//, '') === resource ? [parsed.data.id] : [];
  });
  const stale = same.filter((id) => !keep.includes(id));
  for (const id of stale) await unsubscribe(graph, id);
  return stale.length > 0;
};

/** 409: the same `changeType` and `resource` by the same app and user (`microsoft-graph-docs-contrib#8573`). */
const createOnce = async (
  graph: Graph,
  request: SubscribeRequest,
  resource: string,
): Promise<SubscriptionFacts> => {
  try {
    return await create(graph, request, resource);
  } catch (error) {
    if (!isFault(error, 'duplicate') || !(await removeStale(graph, resource, request.keep ?? [])))
      throw error;
    return create(graph, request, resource);
  }
};

/** The code of a failed validation of our address; another resource would fail the same way. */
const isValidationError = (error: Fault): boolean => error.code?.toLowerCase() === 'validationerror';

export const subscribe = async (
  graph: Graph,
  oid: string,
  request: SubscribeRequest,
): Promise<SubscriptionFacts> => {
  try {
    return await createOnce(graph, request, `users/${oid}/calendars/${request.calendarId}/events`);
  } catch (error) {
    if (!isFault(error, 'invalid') || error.status !== 400 || isValidationError(error)) throw error;
    // Not `createOnce`: another calendar of this mailbox may live on the same resource.
    return create(graph, request, `users/${oid}/events`).catch(() => {
      throw error;
    });
  }
};

/** Renews and reauthorizes in one; `/reauthorize` is never sent, since both within ten minutes confuse Graph. */
export const renew = async (graph: Graph, id: string, expiresAt: number): Promise<SubscriptionFacts> =>
  factsOf(
    await graph.call({
      method: 'PATCH',
      path: `/subscriptions/${segment(id)}`,
      target: 'subscription',
      body: { expirationDateTime: new Date(expiresAt).toISOString() },
    }),
  );

export const unsubscribe = async (graph: Graph, id: string): Promise<void> => {
  try {
    await graph.call({ method: 'DELETE', path: `/subscriptions/${segment(id)}`, target: 'subscription' });
  } catch (error) {
    if (!isFault(error, 'not-found')) throw error;
  }
};
