import { isFault } from '../../core/fault.ts';
import {
  planSubscriptions,
  renewalTime,
  SUBSCRIPTION_LIFE,
  type SubscriptionStep,
} from '../../core/subscriptions.ts';
import { cursorWindow } from '../../core/window.ts';
import { watchedCalendars, type Desk } from '../desk.ts';
import type { CalendarCursor, Hint } from '../documents.ts';
import type { Lease, RunDeps } from '../runDeps.ts';
import { newSecret, secretHash } from '../secrets.ts';

/** The rows as lifecycle notifications told of their subscriptions: to be renewed now, or made anew. */
export const told = (
  rows: readonly CalendarCursor[],
  hints: readonly Hint[],
  now: number,
): CalendarCursor[] =>
  rows.map((row) => {
    const hint = hints.find((one) => one.kind === 'subscription' && one.calendarId === row.calendarId);
    if (hint?.kind !== 'subscription' || !row.subscription) return row;
    const state = hint.gone ? 'gone' : row.subscription.state;
    return { ...row, subscription: { ...row.subscription, renewAt: now, state } };
  });

const rowFor = (desk: Desk, rows: readonly CalendarCursor[], calendarId: string): CalendarCursor =>
  rows.find((row) => row.calendarId === calendarId) ?? {
    connectionId: desk.connection.id,
    calendarId,
    cursor: null,
    window: cursorWindow(desk.window),
    subscription: null,
  };

/** Live subscriptions of the same mailbox, this connection's other calendars and other connections' alike. */
const siblings = async (deps: RunDeps, desk: Desk, row: CalendarCursor): Promise<string[]> => {
  const { tenantId, oid } = desk.connection;
  const connections = await deps.store.connections.ofUser(tenantId, oid);
  const rows = await Promise.all(connections.map(({ id }) => deps.store.cursors.ofConnection(id)));
  return rows
    .flat()
    .filter((one) => one.connectionId !== row.connectionId || one.calendarId !== row.calendarId)
    .flatMap((one) => one.subscription?.id ?? []);
};

const create = async (deps: RunDeps, desk: Desk, row: CalendarCursor): Promise<CalendarCursor> => {
  const clientState = newSecret();
  const now = deps.clock.now();
  const answer = await desk.office.subscribe({
    calendarId: row.calendarId,
    notificationUrl: `${deps.publicUrl}/webhooks/graph/notifications`,
    lifecycleUrl: `${deps.publicUrl}/webhooks/graph/lifecycle`,
    clientState,
    expiresAt: now + SUBSCRIPTION_LIFE,
    keep: await siblings(deps, desk, row),
  });
  const renewAt = renewalTime(now, answer.expiresAt, desk.connection.id);
  return {
    ...row,
    subscription: {
      id: answer.id,
      clientStateHash: secretHash(clientState),
      expiresAt: answer.expiresAt,
      renewAt,
      state: 'live',
    },
  };
};

const renew = async (deps: RunDeps, desk: Desk, row: CalendarCursor, id: string): Promise<CalendarCursor> => {
  try {
    const answer = await desk.office.renew(id, deps.clock.now() + SUBSCRIPTION_LIFE);
    const renewAt = renewalTime(deps.clock.now(), answer.expiresAt, desk.connection.id);
    return row.subscription
      ? { ...row, subscription: { ...row.subscription, expiresAt: answer.expiresAt, renewAt, state: 'live' } }
      : row;
  } catch (error) {
    if (isFault(error, 'not-found')) return create(deps, desk, row);
    throw error;
  }
};

const step = async (
  deps: RunDeps,
  desk: Desk,
  row: CalendarCursor,
  one: SubscriptionStep,
): Promise<CalendarCursor> => {
  if (one.kind === 'create') return create(deps, desk, row);
  if (one.kind === 'renew') return renew(deps, desk, row, one.id);
  await desk.office.unsubscribe(one.id);
  return { ...row, subscription: null };
};

/**
 * Creates, renews and removes what the plan of subscriptions says. A calendar whose subscription can't be made is
 * polled meanwhile; that is no reason to stop its sync. Returns the rows as they are now, and the calendars that were
 * subscribed anew: what happened before must be read.
 */
export const keepSubscriptions = async (
  deps: RunDeps,
  desk: Desk,
  rows: readonly CalendarCursor[],
  lease: Lease,
): Promise<{ rows: CalendarCursor[]; fresh: string[]; failed: boolean }> => {
  const steps = planSubscriptions(watchedCalendars(desk), rows, deps.clock.now());
  const present = new Map(rows.map((row) => [row.calendarId, row]));
  const result = { fresh: [] as string[], failed: false };
  for (const one of steps) {
    lease.check();
    try {
      const row = await step(deps, desk, rowFor(desk, [...present.values()], one.calendarId), one);
      present.set(row.calendarId, row);
      if (one.kind === 'create') result.fresh.push(row.calendarId);
      await deps.store.commit({ connectionId: desk.connection.id, fence: lease.fence, cursors: [row] });
    } catch (error) {
      if (
        !isFault(
          error,
          'invalid',
          'refused',
          'unavailable',
          'unanswered',
          'permission-missing',
          'quota',
          'duplicate',
        )
      )
        throw error;
      deps.log.warn('subscription failed', {
        connection: desk.connection.id,
        step: one.kind,
        fault: error.kind,
        code: error.code,
        requestId: error.requestId,
      });
      result.failed = true;
    }
  }
  return { rows: [...present.values()], ...result };
};

/** Ends every subscription of a connection that stops; what is gone already is fine. */
export const endSubscriptions = async (
  deps: RunDeps,
  desk: Desk,
  rows: readonly CalendarCursor[],
): Promise<void> => {
  for (const row of rows) {
    if (!row.subscription?.id) continue;
    try {
      await desk.office.unsubscribe(row.subscription.id);
    } catch (error) {
      if (!isFault(error)) throw error;
      deps.log.warn('unsubscribe failed', { connection: desk.connection.id, fault: error.kind });
    }
  }
};
