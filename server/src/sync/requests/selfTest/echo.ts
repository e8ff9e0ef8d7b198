/** How the probe comes back: rung for by Graph, and shown by the delta of its calendar. */
import { isFault, type Fault } from '../../../core/fault.ts';
import { MINUTE } from '../../../core/spans.ts';
import type { CalendarCursor, Connection } from '../../documents.ts';
import { isLive } from '../../policy.ts';
import type { OfficeSide } from '../../ports/sides.ts';
import type { Clock } from '../../ports/process.ts';
import type { Store } from '../../ports/store.ts';
import { PROBE_WINDOW, removeLeftBehind } from './probe.ts';
import { StepFailed, type Why } from './steps.ts';

/**
 * Microsoft names less than a minute as the usual time until a notification of a calendar comes ("Latency" in the overview
 * of change notifications): who waits longer is better told that none has come.
 */
export const ECHO_WAIT = MINUTE;
/** One small read of our own database. */
const ASK_QUEUE = 500;
/** One call of Graph. */
const ASK_GRAPH = 2_000;

export interface EchoDeps {
  store: Store;
  clock: Clock;
  /** The process is told to end: nobody waits any more. */
  stopping: AbortSignal;
}

/** Asks again and again until it has come, the wait is over, or the process ends. */
const come = async (
  { clock, stopping }: EchoDeps,
  every: number,
  late: 'no-notification' | 'not-shown',
  hasCome: () => Promise<boolean>,
): Promise<void> => {
  const end = clock.now() + ECHO_WAIT;
  while (!(await hasCome())) {
    if (stopping.aborted) throw new StepFailed('stopped');
    if (clock.now() >= end) throw new StepFailed(late);
    await clock.until(Math.min(clock.now() + every, end), stopping);
  }
};

/** Whichever process answers the notification notes whom it named in the queue (see http/webhooks.ts). */
export const waitForNotification = (deps: EchoDeps, connection: Connection, id: string): Promise<void> =>
  come(deps, ASK_QUEUE, 'no-notification', async () => {
    const work = await deps.store.work.get(connection.id);
    return work?.rungFor?.includes(id) ?? false;
  });

const isTold = (rows: readonly CalendarCursor[], calendarId: string, now: number): boolean =>
  rows.some(
    (row) =>
      row.calendarId === calendarId && row.subscription?.state === 'live' && row.subscription.expiresAt > now,
  );

/**
 * Why no notification is to be expected; null: one is. The subscription may be another connection's of the same mailbox:
 * its bell rings for all (see intake.ts).
 */
export const whyUntold = async (
  { store, clock }: EchoDeps,
  connection: Connection,
  calendarId: string,
): Promise<Why | null> => {
  const chosen = connection.calendars.find(({ id }) => id === calendarId);
  if (chosen && !chosen.isOwn) return 'shared-calendar';
  const all = await store.connections.ofUser(connection.tenantId, connection.oid);
  const rows = await Promise.all(all.filter(isLive).map(({ id }) => store.cursors.ofConnection(id)));
  return isTold(rows.flat(), calendarId, clock.now()) ? null : 'not-subscribed';
};

/** A delta of the calendar that begins before the probe is made; a fault is told when its step comes. */
export interface Delta {
  cursor: string | null;
  fault: Fault | null;
}

const look = (office: OfficeSide, calendarId: string, cursor: string | null) =>
  office.changes({
    calendarId,
    cursor,
    window: PROBE_WINDOW,
    knownOfSeries: () => Promise.resolve([]),
  });

/** Its own, over the probe's day alone: the sync's cursors are left as they are, and are not needed. */
export const openDelta = async (deps: EchoDeps, office: OfficeSide, calendarId: string): Promise<Delta> => {
  try {
    const { snapshot, cursor } = await look(office, calendarId, null);
    await removeLeftBehind(office, snapshot.items, deps.clock.now());
    return { cursor, fault: null };
  } catch (error) {
    if (!isFault(error)) throw error;
    return { cursor: null, fault: error };
  }
};

export const waitForDelta = (
  deps: EchoDeps,
  office: OfficeSide,
  delta: Delta,
  probe: { calendarId: string; id: string },
): Promise<void> => {
  let { cursor } = delta;
  return come(deps, ASK_GRAPH, 'not-shown', async () => {
    if (delta.fault) throw delta.fault;
    try {
      const round = await look(office, probe.calendarId, cursor);
      cursor = round.cursor;
      return round.snapshot.items.some(({ id }) => id === probe.id);
    } catch (error) {
      // Graph may forget a cursor soon after it gave it: a full round shows the probe as well.
      if (!isFault(error, 'cursor-expired') || cursor === null) throw error;
      cursor = null;
      return false;
    }
  });
};
