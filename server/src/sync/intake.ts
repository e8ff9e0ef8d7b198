/**
 * Doorbells. A notification names what may have changed; it is answered after one durable write and never trusted
 * for more. See docs/architecture.md, "One path for every change".
 */
import { createBursts } from './bursts.ts';
import { companyWorkId } from './companyRun.ts';
import { joinSignals } from './joinedSignals.ts';
import { isLive } from './policy.ts';
import type { CalendarCursor, Hint } from './documents.ts';
import type { RunDeps } from './runDeps.ts';
import { isSecret } from './secrets.ts';

export interface Intake {
  /**
   * Change notifications and lifecycle notifications of Graph, also mixed. `malformed`: not the shape at all (400).
   * Unknown subscriptions and wrong `clientState`s are logged and leave nothing behind. Rejects with a `Fault`
   * (`unavailable`) when the store does not answer, so that Graph delivers again (503).
   */
  graph(body: unknown): Promise<'accepted' | 'malformed'>;
  /** TIMIFY's webhook of one company. `refused`: the secret header is wrong (still answered 202). */
  timify(
    companyId: string,
    header: (name: string) => string | undefined,
    body: unknown,
  ): Promise<'accepted' | 'malformed' | 'refused'>;
}

/** What the adapters make of a body; the composition root passes their parsers. */
export interface Parsers {
  graph(body: unknown):
    | {
        items: {
          kind: 'change' | 'lifecycle';
          subscriptionId: string;
          clientState: string | null;
          lifecycleEvent?: string;
        }[];
        bad: number;
      }
    | 'malformed';
  timify(body: unknown):
    | {
        kind: string;
        action: 'created' | 'updated' | 'deleted' | null;
        ids: string[];
        companyId: string | null;
      }[]
    | 'malformed';
}

type IntakeDeps = Pick<RunDeps, 'store' | 'clock' | 'log' | 'metrics'>;

/** Subscriptions looked up before; a row that changed since is found out by its `clientState`. */
const REMEMBERED = 10_000;

type Told = Exclude<ReturnType<Parsers['timify']>, 'malformed'>[number];

const hintsOf = ({ kind, ids, action }: Told): Hint[] => {
  // Rung without a name: the net is drawn at once.
  if (kind === 'appointment' && ids.length === 0) return [{ kind: 'window' }];
  if (kind === 'appointment') return ids.map((id) => ({ kind: 'appointment', id, version: null }));
  // Shifts, resources, services, customers, the company: texts or bookable times of many items may have changed.
  if (kind === 'shift' && ids.length > 0) return ids.map((id) => ({ kind: 'shift', id, action }));
  // Nobody is named after what is new.
  if ((kind === 'customer' || kind === 'service') && action === 'created') return [];
  const hasName = kind === 'customer' || kind === 'service' || kind === 'resource';
  if (hasName && action === 'updated' && ids.length > 0) return ids.map((id) => ({ kind: 'named', id }));
  if (kind === 'customer' && action === 'deleted') return [{ kind: 'availability' }, { kind: 'past' }];
  return kind === 'other' ? [] : [{ kind: 'availability' }];
};

/**
 * Other connections of the same mailbox that watch the calendar and have no subscription of their own: Graph may refuse
 * a second one that is the same (graph §1.1 I), so one bell rings for all of them.
 */
const listeners = async ({ store }: Pick<IntakeDeps, 'store'>, row: Watched): Promise<string[]> => {
  const all = await store.connections.ofUser(row.tenantId, row.oid);
  const others = all.filter(
    (one) =>
      one.id !== row.connectionId &&
      isLive(one) &&
      (one.writeCalendarId === row.calendarId || one.calendars.some(({ id }) => id === row.calendarId)),
  );
  const rows = await Promise.all(others.map(({ id }) => store.cursors.ofConnection(id)));
  return others.flatMap(({ id }, index) => {
    const own = rows[index]?.find(({ calendarId }) => calendarId === row.calendarId);
    return own?.subscription?.state === 'live' ? [] : [id];
  });
};

type Watched = CalendarCursor & { tenantId: string; oid: string };

const graphIntake = (deps: IntakeDeps, parse: Parsers['graph']): Intake['graph'] => {
  const known = new Map<string, Watched>();
  const bursts = createBursts();
  const signal = joinSignals(deps.store.work);
  const lookUp = async (subscriptionId: string) => {
    const row = await deps.store.cursors.bySubscription(subscriptionId);
    const connection = row && (await deps.store.connections.get(row.connectionId));
    if (!row || !connection) return null;
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? '');
    const found = { ...row, tenantId: connection.tenantId, oid: connection.oid };
    known.set(subscriptionId, found);
    return found;
  };
  const isOurs = (row: CalendarCursor, clientState: string | null): boolean =>
    clientState !== null &&
    row.subscription !== null &&
    isSecret(clientState, row.subscription.clientStateHash);
  const verified = async (subscriptionId: string, clientState: string | null) => {
    const remembered = known.get(subscriptionId);
    if (remembered && isOurs(remembered, clientState)) return remembered;
    const row = await lookUp(subscriptionId);
    return row && isOurs(row, clientState) ? row : null;
  };
  return async (body) => {
    const parsed = parse(body);
    if (parsed === 'malformed') return 'malformed';
    const due = new Map<string, { tenantId: string; heard: number; hints: Map<string, Hint> }>();
    const rung = new Map<string, Watched>();
    const ring = (id: string, { tenantId }: Watched, hint: Hint, key: string): void => {
      const entry = due.get(id) ?? { tenantId, heard: 0, hints: new Map<string, Hint>() };
      entry.heard += 1;
      entry.hints.set(key, hint);
      due.set(id, entry);
    };
    let refused = parsed.bad;
    for (const item of parsed.items) {
      const row = await verified(item.subscriptionId, item.clientState);
      if (!row) {
        refused += 1;
        continue;
      }
      const { connectionId, calendarId } = row;
      rung.set(`${connectionId} ${calendarId}`, row);
      ring(connectionId, row, { kind: 'calendar', calendarId }, calendarId);
      if (item.kind === 'lifecycle') {
        for (const hint of lifecycleHint(calendarId, item.lifecycleEvent ?? ''))
          ring(connectionId, row, hint, `lifecycle ${calendarId}`);
      }
    }
    for (const row of rung.values()) {
      const { calendarId } = row;
      for (const id of await listeners(deps, row))
        ring(id, row, { kind: 'calendar', calendarId }, calendarId);
    }
    const now = deps.clock.now();
    for (const [id, { tenantId, heard, hints }] of due) {
      await signal({
        id,
        kind: 'connection',
        tenantId,
        hints: [...hints.values()],
        dueAt: bursts.dueAt(id, now, heard),
      });
    }
    deps.metrics.notification({ from: 'graph', outcome: refused === 0 ? 'accepted' : 'refused' });
    if (refused > 0)
      deps.log.warn('notifications refused', { refused, of: parsed.items.length + parsed.bad });
    return 'accepted';
  };
};

/** `missed` is a reason to read; the other two also a reason to renew, or to make a new subscription. */
const lifecycleHint = (calendarId: string, event: string): Hint[] =>
  event === 'missed' ? [] : [{ kind: 'subscription', calendarId, gone: event === 'subscriptionRemoved' }];

const timifyIntake =
  (deps: IntakeDeps, parse: Parsers['timify']): Intake['timify'] =>
  async (companyId, header, body) => {
    const company = await deps.store.companies.get(companyId);
    const value = company ? header(company.webhook.headerName) : undefined;
    if (!company || value === undefined || !isSecret(value, company.webhook.valueHash)) {
      deps.metrics.notification({ from: 'timify', outcome: 'refused' });
      deps.log.warn('webhook refused', { company: company ? companyId : 'unknown' });
      return 'refused';
    }
    const parsed = parse(body);
    if (parsed === 'malformed') return 'malformed';
    const hints = parsed.flatMap(hintsOf);
    if (hints.length > 0) {
      const id = companyWorkId(companyId);
      await deps.store.work.signal({
        id,
        kind: 'company',
        tenantId: company.tenantId,
        hints,
        dueAt: deps.clock.now(),
      });
    }
    deps.metrics.notification({ from: 'timify', outcome: 'accepted' });
    return 'accepted';
  };

export const createIntake = (deps: IntakeDeps, parsers: Parsers): Intake => ({
  graph: graphIntake(deps, (body) => parsers.graph(body)),
  timify: timifyIntake(deps, (body) => parsers.timify(body)),
});
