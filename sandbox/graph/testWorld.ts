import { createServer, type Server } from 'node:http';
import express from 'express';
import type {
  DirectoryUser,
  GraphGrant,
  JournalRow,
  Switches,
  Tenant,
  World,
  WorldEvent,
  WorldMail,
} from '../world.ts';
import { DEFAULT_SWITCHES } from '../switches.ts';
import { createGraph, type GraphService } from './service.ts';
import type { Json } from './testJson.ts';
import { listen, receiver, type Receiver } from './testReceiver.ts';

/** A small world for the tests beside this file: everything in memory, one real HTTP server. */

export const SCOPES = ['Calendars.ReadWrite', 'User.Read', 'Mail.Send', 'MailboxSettings.Read'];

const TENANT: Tenant = {
  id: 'a0000000-0000-4000-8000-000000000001',
  name: 'Contoso',
  domain: 'contoso.example',
  userConsent: 'allowed',
};

export function person(name: string, more: Partial<DirectoryUser> = {}): DirectoryUser {
  const email = `${name.toLowerCase()}@contoso.example`;
  return {
    oid: `b0000000-0000-4000-8000-${Buffer.from(name).toString('hex').slice(0, 12).padStart(12, '0')}`,
    tenantId: TENANT.id,
    name,
    email,
    upn: email,
    roles: [],
    kind: 'member',
    mailbox: 'exchange-online',
    enabled: true,
    timeZone: 'Europe/Berlin',
    locale: 'de-DE',
    ...more,
  };
}

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function randomFrom(seed: number): World['random'] {
  const next = mulberry(seed);
  const hex = (length: number) => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('');
  return {
    next,
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    base64url: (bytes) => Buffer.from(hex(bytes * 2), 'hex').toString('base64url'),
  };
}

export interface TestWorld {
  world: World;
  graph: GraphService;
  /** `http://127.0.0.1:…/graph/v1.0`. */
  base: string;
  users: DirectoryUser[];
  events: WorldEvent[];
  rows: JournalRow[];
  mails: WorldMail[];
  /** A token for a user; its scopes may be narrowed. */
  token(user: DirectoryUser, scopes?: string[]): string;
  call(user: DirectoryUser, method: string, path: string, options?: CallOptions): Promise<Answer>;
  receiver(): Promise<Receiver>;
  close(): Promise<void>;
}

export interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
  scopes?: string[];
}

export interface Answer {
  status: number;
  headers: Headers;
  body: Json;
}

export interface WorldOptions {
  switches?: Partial<Switches>;
  users?: DirectoryUser[];
  now?: string;
  seed?: number;
  notificationDelay?: number;
}

export async function createTestWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const users = options.users ?? [person('Anna'), person('Ben'), person('Room', { mailbox: 'room' })];
  const grants = new Map<string, GraphGrant>();
  const parts = { events: [] as WorldEvent[], rows: [] as JournalRow[], mails: [] as WorldMail[] };
  const servers: Server[] = [];
  const world = fakeWorld(options, users, grants, parts);
  const graph = createGraph(world);
  const app = express().use('/graph/v1.0', graph.router);
  const origin = await listen(servers, createServer(app));
  const base = `${origin}/graph/v1.0`;
  world.origins.graph = base;
  const token = (user: DirectoryUser, scopes = SCOPES) => {
    const text = `${user.oid}.${scopes.join('.')}`;
    grants.set(text, {
      tenantId: user.tenantId,
      oid: user.oid,
      clientId: 'c0000000-0000-4000-8000-000000000001',
      scopes,
    });
    return text;
  };
  return {
    world,
    graph,
    base,
    users,
    ...parts,
    token,
    call: (user, method, path, given = {}) => call(base, token(user, given.scopes), method, path, given),
    receiver: () => receiver(servers),
    close: async () => {
      graph.reset();
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function clockAt(start: string | undefined): World['clock'] {
  let ahead = start === undefined ? 0 : Date.parse(start) - Date.now();
  const listeners: (() => void)[] = [];
  return {
    now: () => Date.now() + ahead,
    real: () => Date.now(),
    advance: (seconds) => {
      ahead += seconds * 1000;
      for (const listener of listeners) listener();
    },
    onAdvance: (listener) => void listeners.push(listener),
  };
}

function fakeWorld(
  options: WorldOptions,
  users: DirectoryUser[],
  grants: Map<string, GraphGrant>,
  parts: { events: WorldEvent[]; rows: JournalRow[]; mails: WorldMail[] },
): World {
  const find = (name: string) =>
    users.find((user) =>
      [user.oid, user.email, user.upn].some((one) => one.toLowerCase() === name.toLowerCase()),
    );
  return {
    clock: clockAt(options.now),
    random: randomFrom(options.seed ?? 1),
    switches: { ...DEFAULT_SWITCHES, ...options.switches },
    directory: { tenants: () => [TENANT], users: () => users, find, add: (user) => void users.push(user) },
    journal: {
      begin: (row) => {
        const kept: JournalRow = { ...row, status: 0, time: new Date().toISOString(), inFlight: 1 };
        parts.rows.push(kept);
        return (status) => void (kept.status = status);
      },
      since: () => parts.rows,
      clear: () => void (parts.rows.length = 0),
    },
    mails: {
      add: (mail) => void parts.mails.push(mail),
      all: () => parts.mails,
      clear: () => void (parts.mails.length = 0),
    },
    events: { emit: (event) => void parts.events.push(event), subscribe: () => () => undefined },
    verifyGraphToken: (bearer) =>
      grants.get(bearer ?? '') ?? {
        status: 401,
        code: 'InvalidAuthenticationToken',
        message: 'Access token is empty.',
      },
    notificationDelay: () => options.notificationDelay ?? 0,
    origins: { entra: 'https://localhost:4401', graph: '', timify: '', plain: '' },
    changed: () => undefined,
  };
}

async function call(
  base: string,
  token: string,
  method: string,
  path: string,
  given: CallOptions,
): Promise<Answer> {
  const response = await fetch(path.startsWith('http') ? path : base + path, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(given.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...given.headers,
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(text === '' ? '{}' : text) as Json,
  };
}

/** All pages of a list or delta round, and the link at its end. */
export async function pages(
  sandbox: TestWorld,
  user: DirectoryUser,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ items: Json[]; sizes: number[]; deltaLink: string }> {
  const items: Json[] = [];
  const sizes: number[] = [];
  for (let next = path; ;) {
    const { status, body } = await sandbox.call(user, 'GET', next, { headers });
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    items.push(...body.value);
    sizes.push(body.value.length);
    const more = body['@odata.nextLink'];
    if (more === undefined) return { items, sizes, deltaLink: body['@odata.deltaLink'] ?? '' };
    next = more;
  }
}

/** The people of a world by their place. */
export function cast(sandbox: TestWorld): { anna: DirectoryUser; ben: DirectoryUser; room: DirectoryUser } {
  const [anna, ben, room] = sandbox.users;
  if (!anna || !ben || !room) throw new Error('the world has too few people');
  return { anna, ben, room };
}

/** A wall time in Berlin. */
export function berlin(dateTime: string): { dateTime: string; timeZone: string } {
  return { dateTime, timeZone: 'Europe/Berlin' };
}

/** An hour in Berlin, as the body of an event. */
export function hour(
  date: string,
  from: number,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const at = (value: number) => berlin(`${date}T${String(value).padStart(2, '0')}:00:00`);
  return { subject: 'Dentist', start: at(from), end: at(from + 1), ...more };
}

export const WINDOW = 'startDateTime=2026-11-01T00:00:00Z&endDateTime=2027-05-01T00:00:00Z';
export const IMMUTABLE = { Prefer: 'IdType="ImmutableId"' };
