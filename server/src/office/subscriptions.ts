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

/** In notifications Graph writes a resource in several ways (graph §1.5); nothing says that its lists don't. */
const plain = (resource: string): string =>
  resource
    .replace(/\('([^']*)'\)/g, '/$1')
    .replace(/^\//, '')
    .toLowerCase();

/** Same app, same user, same resource, but none that is said to be alive: left behind by a crash. */
const removeStale = async (graph: Graph, resource: string, keep: readonly string[]): Promise<boolean> => {
  const values = await listAll(graph, {
    path: '/subscriptions',
    target: 'subscription',
    prefer: 'odata.maxpagesize=100',
  });
  const same = values.flatMap((value) => {
    const parsed = graphSubscription.safeParse(value);
    return parsed.success && plain(parsed.data.resource ?? '') === plain(resource) ? [parsed.data.id] : [];
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

/** The code of a failed validation of our address; whatever else is asked for would fail the same way. */
const isValidationError = (error: Fault): boolean => error.code?.toLowerCase() === 'validationerror';

/** Graph does not take what is asked for: the resource, or the time. By code the two can't be told apart. */
const isNotTaken = (error: unknown): error is Fault =>
  isFault(error, 'invalid') && error.status === 400 && !isValidationError(error);

/** The longest life that older documentation tells; less than an hour of it is left to the way there. */
const OLDER_LIFE_MS = (4_230 - 60) * 60_000;

/** The time as asked for, then an earlier one for a cloud that knows the older limit alone. */
const expiriesOf = (graph: Graph, expiresAt: number): number[] => {
  const earlier = graph.context({ method: 'POST', target: 'subscription' }).now() + OLDER_LIFE_MS;
  return earlier < expiresAt ? [expiresAt, earlier] : [expiresAt];
};

/** The first of these that Graph takes; the first refusal where it takes none. */
const firstTaken = async <T>(attempts: readonly (() => Promise<T>)[]): Promise<T> => {
  let refusal: unknown;
  for (const attempt of attempts) {
    try {
      return await attempt();
    } catch (error) {
      refusal ??= error;
      if (!isNotTaken(error)) break;
    }
  }
  throw refusal;
};

export const subscribe = (graph: Graph, oid: string, request: SubscribeRequest): Promise<SubscriptionFacts> =>
  firstTaken(
    expiriesOf(graph, request.expiresAt).flatMap((expiresAt) => {
      const until = { ...request, expiresAt };
      return [
        () => createOnce(graph, until, `users/${oid}/calendars/${request.calendarId}/events`),
        // Not `createOnce`: another calendar of this mailbox may live on the same resource.
        () => create(graph, until, `users/${oid}/events`),
      ];
    }),
  );

/** Renews and reauthorizes in one; `/reauthorize` is never sent, since both within ten minutes confuse Graph. */
export const renew = (graph: Graph, id: string, expiresAt: number): Promise<SubscriptionFacts> =>
  firstTaken(
    expiriesOf(graph, expiresAt).map((until) => async () => {
      const path = `/subscriptions/${segment(id)}`;
      const body = { expirationDateTime: new Date(until).toISOString() };
      return factsOf(await graph.call({ method: 'PATCH', path, target: 'subscription', body }));
    }),
  );

export const unsubscribe = async (graph: Graph, id: string): Promise<void> => {
  try {
    await graph.call({ method: 'DELETE', path: `/subscriptions/${segment(id)}`, target: 'subscription' });
  } catch (error) {
    if (!isFault(error, 'not-found')) throw error;
  }
};
