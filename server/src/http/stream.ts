/**
 * `GET /api/stream`: what changed, as server-sent events. Each event carries the connection as it is when it is sent, so
 * one that is lost or comes twice does no harm. Events of other server processes are not on this one's bus: a look at
 * the store with each heartbeat finds what they changed.
 */
import type { Request, RequestHandler, Response } from 'express';
import type { StreamEvent, StreamKind } from '../../../shared/stream.ts';
import { StreamKind as Kind } from '../../../shared/stream.ts';
import type { Instant } from '../core/items.ts';
import { isAdmin, roleOn } from '../sync/policy.ts';
import type { Bus, Clock } from '../sync/ports/process.ts';
import type { Caller } from '../sync/ports/people.ts';
import type { Connection } from '../sync/documents.ts';
import type { Store } from '../sync/ports/store.ts';
import { time } from './present/times.ts';
import { callerOf } from './requestState.ts';
import { showConnections } from './routes/showConnection.ts';

const HEARTBEAT = 20_000;

export interface StreamDeps {
  store: Store;
  bus: Bus;
  clock: Clock;
  /** Ends every stream when the server stops. */
  stopping: AbortSignal;
}

/** What would be visible if it changed. */
const signatureOf = ({ state, progress, counts, lastRunAt, settingsVersion }: Connection): string =>
  JSON.stringify([state, progress, counts, lastRunAt, settingsVersion]);

const visible = async (store: Store, caller: Caller): Promise<Connection[]> => {
  const own = await store.connections.ofUser(caller.tenantId, caller.oid);
  if (!isAdmin(caller)) return own;
  const companies = await store.companies.ofTenant(caller.tenantId);
  const all = await Promise.all(companies.map(({ id }) => store.connections.ofCompany(id)));
  const others = all.flat().filter((row) => row.oid !== caller.oid && row.tenantId === caller.tenantId);
  return [...own, ...others];
};

interface Event {
  connectionId: string;
  companyId: string;
  kind: StreamKind;
}

/** Sends events one after the other; one that comes twice while another is being sent is sent once. */
const createQueue = (send: (event: Event) => Promise<void>) => {
  const waiting = new Map<string, Event>();
  let busy = false;
  return async (event: Event): Promise<void> => {
    waiting.set(`${event.connectionId} ${event.kind}`, event);
    if (busy) return;
    busy = true;
    try {
      for (const [key, next] of waiting) {
        waiting.delete(key);
        await send(next);
      }
    } finally {
      busy = false;
    }
  };
};

/** One person's stream. `signatures` hold what they were last told about each of their connections. */
const createChannel = (deps: StreamDeps, caller: Caller, response: Response) => {
  const signatures = new Map<string, string>();

  const write = async (event: Event): Promise<void> => {
    const row = await deps.store.connections.get(event.connectionId);
    if (row ? roleOn(caller, row) === null : !signatures.has(event.connectionId)) return;
    if (row) signatures.set(row.id, signatureOf(row));
    const [connection = null] = row ? await showConnections(deps, caller, [row]) : [];
    const data: StreamEvent = { ...event, at: time(deps.clock.now()), connection };
    response.write(`event: ${event.kind}\ndata: ${JSON.stringify(data)}\n\n`);
  };

  const push = createQueue(write);
  return {
    push,
    /** What another process changed since the last look. */
    look: async (silently: boolean): Promise<void> => {
      for (const row of await visible(deps.store, caller)) {
        const changed = signatures.get(row.id) !== signatureOf(row);
        signatures.set(row.id, signatureOf(row));
        if (changed && !silently)
          await push({ connectionId: row.id, companyId: row.companyId, kind: 'state' });
      }
    },
  };
};

const open = (response: Response): void => {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // Proxies that collect answers would hold events back.
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  response.write(': open\n\n');
};

const closed = (request: Request, stopping: AbortSignal): AbortSignal => {
  const gone = new AbortController();
  request.once('close', () => gone.abort());
  return AbortSignal.any([gone.signal, stopping]);
};

/** Waits for the next heartbeat, or for the end of the stream; false then. */
const goesOn = async (clock: Clock, last: Instant, end: AbortSignal): Promise<boolean> => {
  await clock.until(Math.min(clock.now() + HEARTBEAT, last), end);
  return !end.aborted && clock.now() < last;
};

export const stream =
  (deps: StreamDeps): RequestHandler =>
  async (request, response) => {
    const caller = callerOf(request);
    const end = closed(request, deps.stopping);
    // Nobody hears more than their token lets them: the pane comes back with a new one by itself.
    const last = deps.clock.now() + caller.validFor;
    const channel = createChannel(deps, caller, response);
    await channel.look(true);
    open(response);
    const fail = (): void => void response.end();
    const unsubscribe = deps.bus.subscribe(({ tenantId, connectionId, companyId, kind }) => {
      const known = Kind.safeParse(kind);
      if (tenantId !== caller.tenantId || !known.success) return;
      channel.push({ connectionId, companyId, kind: known.data }).catch(fail);
    });
    try {
      while (await goesOn(deps.clock, last, end)) {
        response.write(': still here\n\n');
        await channel.look(false);
      }
    } catch {
      // The store went away: the pane reconnects by itself.
    } finally {
      unsubscribe();
      response.end();
    }
  };
