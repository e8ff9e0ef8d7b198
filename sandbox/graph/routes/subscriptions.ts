import { z } from 'zod';
import { refuse } from '../errors.ts';
import { asObject, check } from '../events/input.ts';
import { empty, json, type Call, type GraphAnswer } from '../http/call.ts';
import { segmentsOf, type Route } from '../http/routes.ts';
import type { Throttle } from '../http/throttle.ts';
import { needUsableUrl, validateEndpoint } from '../notify/handshake.ts';
import type { Notifier } from '../notify/notifier.ts';
import {
  firstReauthorization,
  LONGEST_LIFE,
  MOST_PER_MAILBOX,
  SHORTEST_LIFE,
  type ChangeType,
  type Subscription,
} from '../notify/subscription.ts';
import { parseInstant, utcText } from '../time/moments.ts';

/** Reading is enough to listen; the write scope alone works in practice (facts: graph §1.1). */
const LISTEN = ['Calendars.Read', 'Calendars.ReadWrite', 'Calendars.ReadBasic'];

const input = z.strictObject({
  changeType: z.string(),
  notificationUrl: z.string(),
  lifecycleNotificationUrl: z.string().nullish(),
  resource: z.string(),
  expirationDateTime: z.string(),
  clientState: z.string().max(128).nullish(),
  latestSupportedTlsVersion: z.string().nullish(),
  includeResourceData: z.literal(false).nullish(),
});

const renewal = z.strictObject({
  expirationDateTime: z.string().optional(),
  notificationUrl: z.string().optional(),
});

export function presentSubscription(one: Subscription): Record<string, unknown> {
  return {
    id: one.id,
    resource: one.resource,
    applicationId: one.clientId,
    changeType: one.changeType,
    clientState: one.clientState,
    notificationUrl: one.notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl: one.lifecycleUrl,
    expirationDateTime: utcText(one.expiresAt),
    creatorId: one.creatorId,
    includeResourceData: null,
    latestSupportedTlsVersion: one.tls,
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationUrlAppId: null,
  };
}

/** `users/{id}/calendars/{cid}/events`, `users/{id}/events`, `me/…` (facts: graph §1.1). Anything else is refused. */
function target(call: Call, resource: string): { oid: string; calendarId: string | undefined } {
  const segments = segmentsOf(resource.split('?')[0] ?? '');
  const me = segments[0]?.toLowerCase() === 'me';
  const rest = segments.slice(me ? 1 : 2).map((part, index) => (index === 1 ? part : part.toLowerCase()));
  const name = me ? call.grant.oid : segments[1];
  const user = name === undefined ? undefined : call.core.world.directory.find(name);
  if ((!me && segments[0]?.toLowerCase() !== 'users') || resource.includes('?')) throw unsupported(resource);
  const [kind, calendar, events] = rest;
  const whole =
    (kind === 'events' && rest.length === 1) ||
    (kind === 'calendar' && calendar === 'events' && rest.length === 2);
  if (!whole && !(kind === 'calendars' && events === 'events' && rest.length === 3))
    throw unsupported(resource);
  if (user?.oid !== call.grant.oid) throw refuse.extensionForbidden();
  const mailbox = call.core.mailboxes.of(user);
  // Delegated tokens listen to the own mailbox alone; the scopes for shared calendars do not help (facts: graph §1.1).
  if (calendar !== undefined && call.core.mailboxes.shares.find(user.oid, calendar))
    throw refuse.extensionForbidden();
  return { oid: user.oid, calendarId: whole ? undefined : mailbox.calendar(calendar ?? '').id };
}

function unsupported(resource: string): Error {
  return refuse.extension(`The value '${resource}' of parameter 'Resource' is not supported.`);
}

function changeTypes(text: string): ChangeType[] {
  const found = text.split(',').map((part) => part.trim().toLowerCase());
  const known = found.filter((one) => one === 'created' || one === 'updated' || one === 'deleted');
  if (known.length === 0 || known.length !== found.length) {
    throw refuse.subscription(`The changeType '${text}' is not supported.`);
  }
  return known;
}

/** Raised to 45 minutes, refused beyond 10,080 (facts: graph §1.2). */
function expiry(call: Call, text: string): number {
  const at = parseInstant(text);
  const now = call.core.world.clock.now();
  if (at === undefined) throw refuse.subscription('The expirationDateTime is not a date and time.');
  if (at > now + LONGEST_LIFE) {
    throw refuse.subscription('Subscription expiration can only be 10080 minutes in the future.');
  }
  if (at <= now) throw refuse.subscription('Subscription expiration must be in the future.');
  return Math.max(at, now + SHORTEST_LIFE);
}

async function handshake(call: Call, urls: readonly (string | null)[]): Promise<void> {
  const { random } = call.core.world;
  const asked = urls.filter((url) => url !== null);
  await Promise.all(
    asked.map((url) =>
      validateEndpoint(url, `Validation: Testing client application reachability. Id: ${random.uuid()}`),
    ),
  );
}

async function create(call: Call, notifier: Notifier): Promise<GraphAnswer> {
  const given = check(input, asObject(call.request.body), 'microsoft.graph.subscription');
  const { world } = call.core;
  const subscription: Subscription = {
    id: world.random.uuid(),
    tenantId: call.grant.tenantId,
    clientId: call.grant.clientId,
    creatorId: call.grant.oid,
    resource: given.resource,
    ...target(call, given.resource),
    changeTypes: changeTypes(given.changeType),
    changeType: given.changeType,
    clientState: given.clientState ?? null,
    notificationUrl: needUsableUrl(given.notificationUrl, 'notificationUrl'),
    lifecycleUrl: given.lifecycleNotificationUrl
      ? needUsableUrl(given.lifecycleNotificationUrl, 'lifecycleNotificationUrl')
      : null,
    expiresAt: expiry(call, given.expirationDateTime),
    createdAt: world.clock.now(),
    reauthorizeAt: 0,
    immutable: call.prefer.immutable,
    tls: given.latestSupportedTlsVersion ?? 'v1_2',
  };
  needRoom(call, notifier, subscription);
  await handshake(call, [subscription.notificationUrl, subscription.lifecycleUrl]);
  subscription.reauthorizeAt = firstReauthorization(subscription.createdAt, subscription.expiresAt);
  notifier.put(subscription);
  return answerWith(call, 201, subscription);
}

function answerWith(call: Call, status: number, subscription: Subscription): GraphAnswer {
  const context = `${call.request.origin}/$metadata#subscriptions/$entity`;
  return json(status, { '@odata.context': context, ...presentSubscription(subscription) });
}

/** 403 at a thousand; 409 for a second one of the same kind where the switch says so (facts: graph §1.1, §1.2). */
function needRoom(call: Call, notifier: Notifier, wanted: Subscription): void {
  const now = call.core.world.clock.now();
  const there = notifier.registry.of(wanted.oid).filter((one) => one.expiresAt > now);
  if (there.length >= MOST_PER_MAILBOX) {
    throw refuse.forbidden(
      'The mailbox has reached its limit of 1000 active subscriptions for all applications.',
    );
  }
  if (call.core.world.switches.duplicateSubscription === '201') return;
  const types = (one: Subscription) => [...one.changeTypes].sort().join();
  const twin = there.find(
    (one) =>
      one.clientId === wanted.clientId &&
      one.resource.toLowerCase() === wanted.resource.toLowerCase() &&
      types(one) === types(wanted),
  );
  if (twin)
    throw refuse.conflict(`Subscription Id <${twin.id}> already exists for the requested combination`);
}

/** This app's own, made for this user; 404 when gone (facts: graph §1.2). */
function own(call: Call, notifier: Notifier): Subscription {
  const found = notifier.registry.get(call.params['subscription'] ?? '');
  const alive = found && found.expiresAt > call.core.world.clock.now();
  if (!alive || !mine(call, found)) {
    throw refuse.subscriptionNotFound();
  }
  return found;
}

function mine(call: Call, one: Subscription): boolean {
  return one.clientId === call.grant.clientId && one.creatorId === call.grant.oid;
}

function list(call: Call, notifier: Notifier): GraphAnswer {
  const now = call.core.world.clock.now();
  const value = notifier.registry.of(call.grant.oid).filter((one) => mine(call, one) && one.expiresAt > now);
  return json(200, {
    '@odata.context': `${call.request.origin}/$metadata#subscriptions`,
    value: value.map(presentSubscription),
  });
}

/** Renews and reauthorizes; a changed URL is validated again (facts: graph §1.2). */
async function renew(call: Call, notifier: Notifier): Promise<GraphAnswer> {
  const before = own(call, notifier);
  const given = check(renewal, asObject(call.request.body), 'microsoft.graph.subscription');
  const url =
    given.notificationUrl === undefined ? undefined : needUsableUrl(given.notificationUrl, 'notificationUrl');
  if (url !== undefined) await handshake(call, [url]);
  const now = call.core.world.clock.now();
  const expiresAt =
    given.expirationDateTime === undefined ? before.expiresAt : expiry(call, given.expirationDateTime);
  const after: Subscription = {
    ...before,
    expiresAt,
    reauthorizeAt: firstReauthorization(now, expiresAt),
    notificationUrl: url ?? before.notificationUrl,
  };
  notifier.put(after);
  return answerWith(call, 200, after);
}

function reauthorize(call: Call, notifier: Notifier): GraphAnswer {
  const before = own(call, notifier);
  notifier.put({
    ...before,
    reauthorizeAt: firstReauthorization(call.core.world.clock.now(), before.expiresAt),
  });
  return empty(204);
}

function remove(call: Call, notifier: Notifier): GraphAnswer {
  notifier.registry.remove(own(call, notifier).id);
  notifier.wind();
  call.core.world.changed();
  return empty(204);
}

export function subscriptionRoutes(notifier: Notifier, throttle: Throttle): Route[] {
  const counted =
    (handle: (call: Call, notifier: Notifier) => GraphAnswer | Promise<GraphAnswer>) => (call: Call) => {
      throttle.subscriptionWrite(call.grant.clientId, call.grant.tenantId);
      return handle(call, notifier);
    };
  const one = 'subscriptions/:subscription';
  return [
    { method: 'GET', path: 'subscriptions', scopes: LISTEN, handle: (call) => list(call, notifier) },
    { method: 'POST', path: 'subscriptions', scopes: LISTEN, handle: counted(create) },
    {
      method: 'GET',
      path: one,
      scopes: LISTEN,
      handle: (call) => answerWith(call, 200, own(call, notifier)),
    },
    { method: 'PATCH', path: one, scopes: LISTEN, handle: counted(renew) },
    { method: 'DELETE', path: one, scopes: LISTEN, handle: counted(remove) },
    { method: 'POST', path: `${one}/reauthorize`, scopes: LISTEN, handle: counted(reauthorize) },
  ];
}
