/** The run side in this process: its real code over a real store whose calls are counted, and two calendars in memory. */
import { createHmac } from 'node:crypto';
import type { Link } from '../../server/src/core/links.ts';
import { NOW, toy, type Toy } from '../../server/src/core/toyWorld.ts';
import { cursorWindow, windowOf } from '../../server/src/core/window.ts';
import { company, connection, link } from '../../server/src/store/contract/builders.ts';
import { openEmbedded } from '../../server/src/store/embedded/open.ts';
import { noMetrics } from '../../server/src/sync/metrics.ts';
import type { MailKind } from '../../server/src/sync/ports/people.ts';
import type { Clock } from '../../server/src/sync/ports/process.ts';
import type { Connection, Hint } from '../../server/src/sync/documents.ts';
import type { Store } from '../../server/src/sync/ports/store.ts';
import { PRIVACY_VERSION } from '../../server/src/sync/privacyText.ts';
import type { RunDeps } from '../../server/src/sync/runDeps.ts';
import { serve } from '../../server/src/sync/runs/worker.ts';
import { officeOver, timifyOver } from './toySides.ts';

const HOUR = 3_600_000;
const LEASE = 60_000;
export const CONNECTION = 'connection-1';
const COMPANY = 'company-1';
const TENANT = 'tenant-1';

/** What others do in the moment before the first call of this name. */
export interface Meanwhile {
  before: string;
  act: (store: Store) => Promise<void>;
}

/** The same object, whose calls are told by name before they are made. */
const counted = <T extends object>(target: T, tell: (path: string) => Promise<void> | null, prefix = ''): T =>
  new Proxy(target, {
    get: (object, name) => {
      const value: unknown = Reflect.get(object, name);
      const path = `${prefix}${String(name)}`;
      if (typeof value === 'function')
        return (...args: unknown[]): unknown => {
          const call = (): unknown => Reflect.apply(value, object, args) as unknown;
          return tell(path)?.then(call) ?? call();
        };
      return typeof value === 'object' && value !== null ? counted(value, tell, `${path}.`) : value;
    },
  });

const clock: Clock = {
  now: () => NOW,
  until: (_at, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
};

/** Links of events all over the year, away from what the test changes. */
const strangers = (count: number): Link[] =>
  Array.from({ length: count }, (_, index) => {
    const start = NOW + (48 + (index % 8_000)) * HOUR;
    const span = { start, end: start + HOUR / 2 };
    const mirrors = [{ id: `mirror-${index}`, span }];
    return link(`stored-${index}`, { connectionId: CONNECTION, origin: `event-${index}`, span, mirrors });
  });

const fill = async (store: Store, count: number): Promise<void> => {
  const settings = { settings: {}, locked: [] };
  await store.companies.put(
    company(COMPANY, {
      tenantId: TENANT,
      privacy: { version: PRIVACY_VERSION, by: 'admin', at: NOW },
      nets: { near: NOW, far: NOW },
      ...settings,
    }),
  );
  await store.connections.create(
    connection(CONNECTION, {
      tenantId: TENANT,
      companyId: COMPANY,
      resourceId: 'resource-1',
      calendars: [{ id: 'calendar-1', canEdit: true, isOwn: true }],
      writeCalendarId: 'calendar-1',
      settings: {},
      progress: { phase: 'done', done: 1, total: 1, doneUntil: NOW },
      importedAt: NOW,
      sweptAt: NOW,
      counts: { linked: count, covered: 0, conflicts: 0, skipped: 0, held: 0 },
    }),
  );
  const expiresAt = NOW + 48 * HOUR;
  await store.cursors.put({
    connectionId: CONNECTION,
    calendarId: 'calendar-1',
    cursor: 'first',
    window: cursorWindow(windowOf(NOW, { windowPastDays: 10, windowFutureMonths: 18 })),
    subscription: { id: 's', clientStateHash: 'h', expiresAt, renewAt: expiresAt - HOUR, state: 'live' },
  });
  const { work } = store;
  await work.signal({ id: CONNECTION, kind: 'connection', tenantId: TENANT, hints: [], dueAt: NOW });
  const claim = await work.claimOne(CONNECTION, { owner: 'test', now: NOW, leaseMs: LEASE });
  if (!claim) throw new Error('no claim');
  await store.commit({ connectionId: CONNECTION, fence: claim.fence, links: strangers(count) });
  const { sequence, lane } = claim;
  await work.done(CONNECTION, claim.fence, { sequence, dueAt: NOW + HOUR, retain: [], lane, failures: 0 });
};

export interface RunSide {
  world: Toy;
  /** Ids that the next delta round answers. */
  news: Set<string>;
  /** One run for these hints: the calls it made of the store, the claim and the end of the claim among them. */
  run(of: 'connection' | 'company', hints: Hint[], meanwhile?: Meanwhile): Promise<string[]>;
  /** The run that a company's run has made due. */
  runDue(): Promise<string[]>;
  links(): Promise<Link[]>;
  connection(): Promise<Connection | null>;
  /** What others have stored about the connection. */
  set(values: Partial<Connection>): Promise<boolean>;
  /** The kinds of mails that went out. */
  mails: MailKind[];
}

/** A connection in step with that many links in its store. */
export const runSide = async (stored: number): Promise<RunSide> => {
  const plain = await openEmbedded(':memory:', clock);
  await fill(plain, stored);
  const calls: string[] = [];
  const errors: unknown[] = [];
  const mails: MailKind[] = [];
  let others: Meanwhile | null = null;
  const store = counted(plain, (path) => {
    calls.push(path);
    if (others?.before !== path) return null;
    const { act } = others;
    others = null;
    return act(plain);
  });
  const world = toy();
  const news = new Set<string>();
  const timify = timifyOver(world);
  const office = officeOver(world, news);
  const note = (line: string, facts?: Record<string, unknown>): void => void errors.push(line, facts);
  const deps: RunDeps = {
    store,
    clock,
    startedAt: NOW,
    log: { info: () => undefined, warn: note, error: note },
    hash: (text) => createHmac('sha256', 'test').update(text).digest('base64url'),
    vault: { seal: (text) => text, open: (text) => text },
    sides: { office: () => office, timify: () => timify },
    tokens: { forget: () => Promise.resolve() },
    mail: { send: ({ kind }) => Promise.resolve(void mails.push(kind)) },
    bus: { publish: () => undefined, subscribe: () => () => undefined },
    metrics: noMetrics,
    publicUrl: 'https://sync.example',
  };
  const runDue = async (): Promise<string[]> => {
    calls.length = 0;
    const claim = await store.work.claim({ owner: 'test', now: NOW, leaseMs: LEASE, lanes: ['live'] });
    if (!claim) throw new Error('nothing is due');
    await serve(deps, claim);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return [...calls];
  };
  return {
    world,
    news,
    runDue,
    run: async (kind, hints, meanwhile) => {
      others = meanwhile ?? null;
      const id = kind === 'connection' ? CONNECTION : `company:${COMPANY}`;
      await plain.work.signal({ id, kind, tenantId: TENANT, hints, dueAt: NOW });
      return runDue();
    },
    mails,
    connection: () => plain.connections.get(CONNECTION),
    set: (values) => plain.connections.set(CONNECTION, values),
    links: async () =>
      plain.links.about(CONNECTION, { office: [...world.office.keys()], timify: [...world.timify.keys()] }),
  };
};
