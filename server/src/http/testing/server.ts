/** The real app on a port of its own, with a real store and stand-ins for everything outside the process. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ErrorBody } from '../../../../shared/errors.ts';
import { HOUR } from '../../core/spans.ts';
import type { Intake } from '../../sync/runs/intake.ts';
import { createBus } from '../../sync/bus.ts';
import { createErrands } from '../../sync/errands.ts';
import { createLagHistory } from '../../sync/lagHistory.ts';
import type { Bus, Vault } from '../../sync/ports/process.ts';
import type { Caller } from '../../sync/ports/people.ts';
import type { Store } from '../../sync/ports/store.ts';
import type { RequestDeps } from '../../sync/requestDeps.ts';
import { createApp } from '../app.ts';
import { createMetrics } from '../metrics.ts';
import type { Metrics } from '../../sync/metrics.ts';
import {
  createOutside,
  fakeLog,
  fakeMail,
  fakeProfiles,
  fakeRunner,
  fakeSides,
  fakeTokens,
  testHash,
  type Outside,
} from './fakes.ts';
import { createTestClock, type TestClock } from './clock.ts';

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const OTHER_TENANT = '22222222-2222-4222-8222-222222222222';

/**
 * Members of answers that tests look at, all as if they were there: the app compares each answer with the contract, and
 * a test that looks for the wrong one fails on its value.
 */
export interface Told {
  error: ErrorBody['error'];
  items: Told[];
  next?: string;
  id: string;
  state: string;
  act: string;
  url: string;
  name: string;
  email: string;
  version: string;
  expiresAt: string;
  title: string | null;
  step: string;
  outcome: string;
  why: string | null;
  isOver: boolean;
  steps: Told[];
  facts: Told;
  actions: string[];
  accepted: boolean;
  text: { de: string; en: string };
  privacyAccepted: boolean;
  pending: boolean;
  writeCalendar: string | null;
  webhook: { headerValue: string };
  invitations: Told[];
  settings: Told;
  sources: Record<string, string>;
  anonymous: { toTimify: boolean };
  progress: object;
  deactivated: { undoUntil: string };
  connection: Told;
  office: Told | null;
  openapi: string;
  paths: Record<string, { post: Told }>;
  responses: object;
  requestBody: { content: Record<string, { schema: { required: string[] } }> };
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  body: Told;
}

export interface Person {
  get(path: string): Promise<Answered>;
  send(method: string, path: string, body?: unknown): Promise<Answered>;
}

export interface TestServer {
  url: string;
  store: Store;
  metrics: Metrics;
  bus: Bus;
  clock: TestClock;
  outside: Outside;
  /** Where the pages lie; empty. */
  paneFolder: string;
  /** `admin@tenant`-like words: `lena`, `admin`, or anybody with the given roles and tenant. */
  as(oid: string, facts?: { roles?: string[]; tenantId?: string }): Person;
  nobody: Person;
  token(oid: string, facts?: TokenFacts): string;
  /** What a process that stops does with what is still under way. */
  endErrands(): Promise<void>;
  stop(): Promise<void>;
}

const openVault: Vault = {
  seal: (plain, context) => `sealed ${context} ${Buffer.from(plain).toString('base64')}`,
  open: (sealed, context) => {
    const [, found, text] = sealed.split(' ');
    if (found !== context) throw new Error('sealed for another context');
    return Buffer.from(text ?? '', 'base64').toString();
  },
};

class Unauthorised extends Error {
  override readonly name = 'Unauthorised';
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** A token of these tests is the caller in clear. */
const verify = (bearer: string): Promise<Caller> =>
  new Promise((resolve) => {
    const [word, oid = '', tenantId = '', roles = '', validFor = ''] = bearer.split('~');
    if (word === 'guest') throw new Unauthorised('guest');
    if (word !== 'ok') throw new Unauthorised('signature');
    const name = `Name of ${oid}`;
    resolve({
      oid,
      tenantId,
      name,
      roles: roles === '' ? [] : roles.split(','),
      assertion: bearer,
      validFor: validFor === '' ? HOUR : Number(validFor),
    });
  });

interface TokenFacts {
  roles?: string[];
  tenantId?: string;
  /** Milliseconds; an hour where nothing is said. */
  validFor?: number;
}

const tokenOf = (oid: string, facts: TokenFacts = {}): string => {
  const roles = facts.roles ?? (oid === 'admin' ? ['Sync.Admin'] : []);
  const validFor = facts.validFor === undefined ? '' : `~${facts.validFor}`;
  return `ok~${oid}~${facts.tenantId ?? TENANT}~${roles.join(',')}${validFor}`;
};

const personOf = (url: string, token: string | null): Person => {
  const send: Person['send'] = async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson && text !== '' ? JSON.parse(text) : null) as Told,
    };
  };
  return { send, get: (path) => send('GET', path) };
};

export interface TestOptions {
  store: (clock: TestClock) => Promise<Store>;
  intake?: Partial<Intake>;
  hostOrigins?: string[];
  change?: (deps: RequestDeps) => RequestDeps;
}

const quiet: Intake = {
  graph: () => Promise.resolve('accepted'),
  timify: () => Promise.resolve('accepted'),
};

export const startTestServer = async (options: TestOptions): Promise<TestServer> => {
  const clock = createTestClock();
  const store = await options.store(clock);
  const outside = createOutside();
  const bus = createBus();
  const lagHistory = createLagHistory({ store, by: 'this process' });
  const metrics = createMetrics({ store, clock, lagHistory });
  const runner = fakeRunner(outside);
  const stopping = new AbortController();
  const log = fakeLog(outside);
  const errands = createErrands({ clock, log, stopping: stopping.signal });
  const deps: RequestDeps = {
    store,
    clock,
    bus,
    metrics,
    runner,
    errands,
    log,
    hash: testHash,
    vault: openVault,
    sides: fakeSides(outside),
    tokens: fakeTokens(outside),
    profiles: fakeProfiles(outside),
    mail: fakeMail(outside),
    releaseCopies: (connection, by, copies) => runner.act(connection, by, { kind: 'release-copies', copies }),
    sentences: {
      explain: ({ rule }, language) => `${language}: ${rule}`,
      inFull: ({ rule }, { language, zone }) => `${language}: ${rule}, ${zone}`,
      log: ({ rule }, language) => `${language}: ${rule}`,
      conflict: ({ rule }, { language }) => `${language}: ${rule}`,
    },
    publicUrl: 'https://sync.example',
    background: 'obo',
  };
  const paneFolder = mkdtempSync(join(tmpdir(), 'pane-'));
  const app = createApp({
    request: options.change?.(deps) ?? deps,
    intake: { ...quiet, ...options.intake },
    verify,
    metrics,
    lagHistory,
    publicConfig: {
      clientId: 'client',
      authorityHost: 'https://login.example',
      scope: 'api://sync.example/client/access_as_user',
      hostOrigins: options.hostOrigins ?? ['https://teams.example'],
      officeJsUrl: 'https://office.example/office.js',
      background: 'obo',
      version: '0.0.0',
      supportUrl: null,
      graphScopes: { profile: ['User.Read'], read: [], write: [], shared: [] },
    },
    paneFolder,
    ready: () => store.ping(),
    stopping: stopping.signal,
    checkAnswers: true,
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    url,
    store,
    metrics,
    bus,
    clock,
    outside,
    paneFolder,
    token: tokenOf,
    as: (oid, facts) => personOf(url, tokenOf(oid, facts)),
    nobody: personOf(url, null),
    endErrands: () => {
      stopping.abort();
      return errands.ended();
    },
    stop: async () => {
      stopping.abort();
      await errands.ended();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      rmSync(paneFolder, { recursive: true });
    },
  };
};
