/**
 * Doorbells. A notification names what may have changed; it is answered after one durable write and never trusted
 * for more. See docs/architecture.md, "One path for every change".
 */
import { createBursts } from './bursts.ts';
import { signalCompany } from '../signals.ts';
import { joinSignals } from './joinedSignals.ts';
import { isLive } from '../policy.ts';
import type { Company, Connection, Hint } from '../documents.ts';
import { createKnownSubscriptions, type Watched } from './knownSubscriptions.ts';
import { liftedLane } from './liftedLane.ts';
import type { RunDeps } from '../runDeps.ts';
import { isSecret } from '../secrets.ts';

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
          /** Of a change; null where it is not about an event. */
          eventId?: string | null;
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
const listeners = async ({ store }: Pick<IntakeDeps, 'store'>, row: Watched): Promise<Connection[]> => {
  const all = await store.connections.ofUser(row.tenantId, row.oid);
  const others = all.filter(
    (one) =>
      one.id !== row.connectionId &&
      isLive(one) &&
      (one.writeCalendarId === row.calendarId || one.calendars.some(({ id }) => id === row.calendarId)),
  );
  const rows = await Promise.all(others.map(({ id }) => store.cursors.ofConnection(id)));
  return others.filter((_, index) => {
    const own = rows[index]?.find(({ calendarId }) => calendarId === row.calendarId);
    return own?.subscription?.state !== 'live';
  });
};

interface Due extends Pick<Connection, 'tenantId' | 'importedAt'> {
  heard: number;
  hints: Map<string, Hint>;
  rungFor: Set<string>;
}

/** A burst is over. Where the store does not answer just now, the look comes when it was due anyway. */
const lookNow = async (
  { store, clock, log }: IntakeDeps,
  of: Omit<Parameters<RunDeps['store']['work']['signal']>[0], 'hints' | 'dueAt'>,
): Promise<void> => {
  try {
    await store.work.signal({ ...of, hints: [], dueAt: clock.now() });
  } catch (error) {
    log.warn('look after a burst left to its due time', {
      cause: error instanceof Error ? error.name : 'unknown',
    });
  }
};

const graphIntake = (deps: IntakeDeps, parse: Parsers['graph']): Intake['graph'] => {
  const known = createKnownSubscriptions(deps);
  const bursts = createBursts(deps.clock);
  const signal = joinSignals(deps.store.work);
  return async (body) => {
    const parsed = parse(body);
    if (parsed === 'malformed') return 'malformed';
    const verified = known();
    const due = new Map<string, Due>();
    const rung = new Map<string, { row: Watched; ids: string[] }>();
    const ring = (id: string, of: Pick<Due, 'tenantId' | 'importedAt'>, hint: Hint, key: string): void => {
      const { tenantId, importedAt } = of;
      const fresh: Due = { tenantId, importedAt, heard: 0, hints: new Map(), rungFor: new Set() };
      const entry = due.get(id) ?? fresh;
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
      const key = `${connectionId} ${calendarId}`;
      const ids = [...(rung.get(key)?.ids ?? []), ...(item.eventId ? [item.eventId] : [])];
      rung.set(key, { row, ids });
      ring(connectionId, row, { kind: 'calendar', calendarId }, calendarId);
      if (item.kind === 'lifecycle') {
        for (const hint of lifecycleHint(calendarId, item.lifecycleEvent ?? ''))
          ring(connectionId, row, hint, `lifecycle ${calendarId}`);
      }
    }
    for (const { row, ids } of rung.values()) {
      const { calendarId } = row;
      const others = await listeners(deps, row);
      for (const one of others) ring(one.id, one, { kind: 'calendar', calendarId }, calendarId);
      for (const id of [row.connectionId, ...others.map((one) => one.id)])
        for (const named of ids) due.get(id)?.rungFor.add(named);
    }
    for (const [id, { tenantId, importedAt, heard, hints, rungFor }] of due) {
      const { dueAt, over } = bursts.heard(id, heard);
      const of = { id, kind: 'connection', tenantId, ...liftedLane({ importedAt }) } as const;
      const named = rungFor.size > 0 ? { rungFor: [...rungFor] } : {};
      await signal({ ...of, hints: [...hints.values()], dueAt, ...named });
      if (over) void over.then(() => lookNow(deps, of));
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

const COMPANY_ID = /^[0-9a-f]{24}$/i;

/**
 * One address may be entered for an app that several companies use: the body then says whose it is (timify §1.10). Another
 * one counts where it is the same tenant's and has the same app, whose secret was told.
 */
const meant = async (deps: IntakeDeps, company: Company, id: string | null): Promise<Company | null> => {
  if (id === null || id === company.id || !COMPANY_ID.test(id)) return company;
  const other = await deps.store.companies.get(id);
  return other?.tenantId === company.tenantId && other.appId === company.appId ? other : null;
};

/** What was told, by the company that it is about. */
const byCompany = (parsed: readonly Told[]): Map<string | null, Told[]> => {
  const groups = new Map<string | null, Told[]>();
  for (const told of parsed) groups.set(told.companyId, [...(groups.get(told.companyId) ?? []), told]);
  return groups;
};

const signalCompanies = async (
  deps: IntakeDeps,
  company: Company,
  parsed: readonly Told[],
): Promise<void> => {
  let ignored = 0;
  for (const [companyId, told] of byCompany(parsed)) {
    const about = await meant(deps, company, companyId);
    const hints = told.flatMap(hintsOf);
    if (!about) ignored += told.length;
    else if (hints.length > 0) await signalCompany(deps, about, hints);
  }
  if (ignored > 0)
    deps.log.warn('webhook of a company that is not known here', { company: company.id, ignored });
};

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
    await signalCompanies(deps, company, parsed);
    deps.metrics.notification({ from: 'timify', outcome: 'accepted' });
    return 'accepted';
  };

export const createIntake = (deps: IntakeDeps, parsers: Parsers): Intake => ({
  graph: graphIntake(deps, (body) => parsers.graph(body)),
  timify: timifyIntake(deps, (body) => parsers.timify(body)),
});
