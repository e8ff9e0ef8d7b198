import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseNotification as parseGraph } from '../office/parseNotification.ts';
import { openEmbedded } from '../store/embedded/open.ts';
import { company, connection, NOON, signal } from '../store/contract/builders.ts';
import { createIntake } from '../sync/runs/intake.ts';
import { noMetrics } from '../sync/metrics.ts';
import type { Store } from '../sync/ports/store.ts';
import { secretHash } from '../sync/secrets.ts';
import { parseNotification as parseTimify } from '../timify/parseNotification.ts';
import { startTestServer, type TestServer } from './testing/server.ts';

/** 24 hex digits, as TIMIFY's company ids are. */
const idOf = (digit: string): string => digit.repeat(24);

let store: Store;
let server: TestServer;
let lookedUp: string[];
let lines: { line: string; facts: unknown }[];

/** The store as it is; what is looked up by subscription is noted. */
const watched = (plain: Store): Store => ({
  ...plain,
  cursors: {
    ...plain.cursors,
    bySubscription: (id) => {
      lookedUp.push(id);
      return plain.cursors.bySubscription(id);
    },
  },
});

beforeEach(async () => {
  lookedUp = [];
  lines = [];
  const clock = { now: () => NOON, until: () => Promise.resolve() };
  store = await openEmbedded(':memory:', clock);
  const warn = (line: string, facts?: unknown): void => void lines.push({ line, facts });
  const log = { info: () => undefined, warn, error: warn };
  const deps = { store: watched(store), clock, log, metrics: noMetrics };
  const intake = createIntake(deps, { graph: parseGraph, timify: parseTimify });
  server = await startTestServer({ store: () => Promise.resolve(store), intake });
});
afterEach(() => server.stop());

const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<number> =>
  (await fetch(`${server.url}${path}`, { method: 'POST', body: JSON.stringify(body), headers })).status;

describe('Graph’s', () => {
  const bell = (subscriptionId: string, clientState?: string): Record<string, unknown> => ({
    ...{ subscriptionId, changeType: 'updated', resource: 'x', resourceData: { id: 'event' } },
    ...(clientState === undefined ? {} : { clientState }),
  });
  const ring = (value: unknown[]): Promise<number> => post('/webhooks/graph/notifications', { value });
  const subscribed = async (id: string, importedAt: number | null): Promise<void> => {
    await store.connections.create(connection(id, { oid: id, importedAt }));
    await store.cursors.put({
      ...{ connectionId: id, calendarId: 'calendar', cursor: null, window: { start: 0, end: NOON } },
      subscription: {
        ...{ id: `of-${id}`, clientStateHash: secretHash('secret'), state: 'live' },
        ...{ expiresAt: NOON + 1, renewAt: NOON + 1 },
      },
    });
  };
  const laneOf = async (id: string): Promise<string | undefined> => (await store.work.get(id))?.lane;

  test('name an event, which is noted for whoever waits for it', async () => {
    await subscribed('connection', NOON);
    const of = (id: string) => ({ ...bell('of-connection', 'secret'), resourceData: { id } });
    await ring([of('one'), of('one'), of('two')]);
    await ring([{ ...of('forged'), clientState: 'guess' }]);
    expect(await store.work.get('connection')).toMatchObject({ rungFor: ['one', 'two'] });
  });

  test('without a secret nobody is looked for', async () => {
    await subscribed('connection', NOON);
    expect(await ring([bell('of-connection'), bell('of-connection', ''), bell('unknown')])).toBe(202);
    expect(lookedUp).toEqual([]);
    expect(await store.work.get('connection')).toBeNull();
  });

  test('of a body full of ids that nobody knows some are looked for, each once, and there is one line', async () => {
    await subscribed('connection', NOON);
    await ring([bell('of-connection', 'secret')]);
    lookedUp.length = 0;
    const forged = Array.from({ length: 500 }, (_, index) => bell(`unknown-${index % 250}`, 'guess'));
    expect(await ring([...forged, bell('of-connection', 'secret')])).toBe(202);
    expect(new Set(lookedUp).size).toBe(lookedUp.length);
    expect(lookedUp).toHaveLength(50);
    expect(lines).toMatchObject([{ line: 'notifications refused', facts: { refused: 500, of: 501 } }]);
    // Who was known before is heard all the same.
    expect((await store.work.get('connection'))?.sequence).toBe(2);
  });

  test('of many that are known each is heard', async () => {
    const names = Array.from({ length: 80 }, (_, index) => `connection-${index}`);
    for (const name of names) await subscribed(name, NOON);
    expect(await ring(names.map((name) => bell(`of-${name}`, 'secret')))).toBe(202);
    for (const name of names) expect(await store.work.get(name)).not.toBeNull();
  });

  test('lift a connection out of the lane of imports, unless its first import goes on', async () => {
    await subscribed('imported', NOON);
    await subscribed('importing', null);
    for (const id of ['imported', 'importing'])
      await signal(store, id, { hints: [{ kind: 'window' }], lane: 'import' });
    const bells = [bell('of-imported', 'secret'), bell('of-importing', 'secret')];
    await ring(bells);
    expect(await laneOf('imported')).toBe('live');
    expect(await laneOf('importing')).toBe('import');
    await store.connections.set('importing', { importedAt: NOON });
    await ring(bells);
    expect(await laneOf('importing')).toBe('live');
  });
});

describe('TIMIFY’s', () => {
  const HERE = idOf('a');
  const webhook = { headerName: 'x-secret', valueHash: secretHash('secret') };
  const ring = (body: unknown): Promise<number> =>
    post(`/webhooks/timify/${HERE}`, body, { 'x-secret': 'secret' });
  const hintsOf = async (id: string): Promise<unknown[] | undefined> =>
    (await store.work.get(`company:${id}`))?.hints;
  const told = (id: string, companyId?: string): Record<string, unknown> => ({
    ...{ type: 'event.updated', data: { id } },
    ...(companyId === undefined ? {} : { companyId }),
  });
  const hint = (id: string): unknown => ({ kind: 'appointment', id, version: null });

  beforeEach(async () => {
    await store.companies.put(company(HERE, { webhook }));
    await store.companies.put(company(idOf('b')));
    await store.companies.put(company(idOf('c'), { appId: 'another app' }));
    await store.companies.put(company(idOf('d'), { tenantId: 'another tenant' }));
  });

  test('reach the company that the body names, where it is the same tenant’s with the same app', async () => {
    expect(await ring([told('one'), told('two', HERE), told('three', idOf('b'))])).toBe(202);
    expect(await hintsOf(HERE)).toEqual([hint('one'), hint('two')]);
    expect(await hintsOf(idOf('b'))).toEqual([hint('three')]);
    expect(lines).toEqual([]);
  });

  test('of any other company are ignored, with one line', async () => {
    expect(await ring(['c', 'd', 'e'].map((digit) => told('one', idOf(digit))))).toBe(202);
    for (const digit of ['a', 'c', 'd', 'e']) expect(await hintsOf(idOf(digit))).toBeUndefined();
    expect(lines).toMatchObject([{ facts: { company: HERE, ignored: 3 } }]);
  });

  test('that name a company otherwise than by its id are the address’s', async () => {
    expect(await ring({ ...told('one'), company: 'Studio' })).toBe(202);
    expect(await hintsOf(HERE)).toEqual([hint('one')]);
  });
});
