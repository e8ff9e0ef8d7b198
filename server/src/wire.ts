/** The composition root: everything is made here, once, and handed on. Nothing else knows who stands behind a port. */
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Express } from 'express';
import type { PublicConfig } from '../../shared/me.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { explain, explainConflict, explainInFull, explainLog } from './core/explain.ts';
import { HOUR, MINUTE } from './core/spans.ts';
import { qualify, resourceOf } from './entra/scopes.ts';
import type { TokensConfig } from './entra/tokens.ts';
import { Unauthorised } from './entra/unauthorised.ts';
import { createVerifier } from './entra/verify.ts';
import { createApp, createProbeApp, type AppDeps } from './http/app.ts';
import { createMetrics } from './http/metrics.ts';
import { createMail, createNoMail } from './mail/createMail.ts';
import { parseNotification as parseGraph } from './office/parseNotification.ts';
import { PANE_FOLDER } from './pane.ts';
import { createServices, type Services } from './sides.ts';
import { openEmbedded } from './store/embedded/open.ts';
import { openMongo } from './store/mongo/open.ts';
import { openFingerprintKey, resealSecrets } from './store/fingerprintKey.ts';
import { createHash as createFingerprints, createVault } from './store/vault.ts';
import { createRunner } from './sync/runs/actRunner.ts';
import { SETTLE } from './sync/runs/bursts.ts';
import { createBus } from './sync/bus.ts';
import { createErrands, type Errands } from './sync/errands.ts';
import { createIntake } from './sync/runs/intake.ts';
import { createLagHistory, type LagHistory } from './sync/lagHistory.ts';
import type { Clock, Log } from './sync/ports/process.ts';
import type { Mail } from './sync/ports/people.ts';
import type { Store } from './sync/ports/store.ts';
import type { RequestDeps } from './sync/requestDeps.ts';
import { sweep } from './sync/runs/retention.ts';
import type { RunDeps } from './sync/runDeps.ts';
import { newId } from './sync/secrets.ts';
import { PROFILE_SCOPES, READ_SCOPES, SHARED_SCOPES, WRITE_SCOPES } from './core/scopes.ts';
import { createWorker, type Worker } from './sync/runs/worker.ts';
import { parseNotification as parseTimify } from './timify/parseNotification.ts';
import { VERSION } from './version.ts';

export interface Wired {
  app: Express;
  /** Works and listens, as the roles say; a process that only works listens for its probes. */
  start(): Promise<{ port: number }>;
  stop(): Promise<void>;
}

const openStore = (config: Config, clock: Clock): Promise<Store> =>
  config.store.kind === 'mongo'
    ? openMongo(config.store.uri, clock)
    : openEmbedded(join(config.store.folder, 'sync.db'), clock);

const credentialOf = (config: Config): TokensConfig['credential'] => {
  const { credential } = config.entra;
  if (credential.kind === 'secret') return { secret: credential.secret };
  const pem = readFileSync(credential.path, 'utf8');
  const certificate = new X509Certificate(pem);
  return {
    thumbprintSha256: createHash('sha256').update(certificate.raw).digest('hex').toUpperCase(),
    privateKey:
      /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/.exec(pem)?.[0] ?? '',
    x5c: pem,
  };
};

const publicConfigOf = (config: Config): PublicConfig => {
  const resource = resourceOf(config.graphBaseUrl);
  const full = (scopes: readonly string[]): string[] => qualify(scopes, resource);
  const { clientId, authorityHost, background } = config.entra;
  return {
    clientId,
    authorityHost,
    scope: `api://${new URL(config.publicUrl).host}/${clientId}/access_as_user`,
    hostOrigins: config.hostOrigins,
    officeJsUrl: config.officeJsUrl,
    background,
    version: VERSION,
    supportUrl: config.supportUrl,
    graphScopes: {
      profile: full(PROFILE_SCOPES),
      read: full(READ_SCOPES),
      write: full(WRITE_SCOPES),
      shared: full(SHARED_SCOPES),
    },
  };
};

/**
 * A signal raised in this process wakes its own workers when it is due; others find it when they look, and so do these
 * where that is soon enough.
 */
const waking = (store: Store, clock: Clock, wake: () => void): Store => ({
  ...store,
  work: {
    ...store.work,
    signal: async (signal) => {
      await store.work.signal(signal);
      const waits = signal.dueAt - clock.now();
      if (waits <= 0) wake();
      else if (waits <= SETTLE) void clock.until(signal.dueAt, new AbortController().signal).then(wake);
    },
  },
});

const sweepHourly = async (run: RunDeps, stopping: AbortSignal): Promise<void> => {
  const { clock, log } = run;
  while (!stopping.aborted) {
    try {
      await sweep(run, stopping);
    } catch (error) {
      log.warn('retention failed', { cause: error instanceof Error ? error.name : 'unknown' });
    }
    await clock.until(clock.now() + HOUR, stopping);
  }
};

/** A failure is made good by the next one: nothing is forgotten before it is written. */
const flushLags = async ({ log }: Pick<RunDeps, 'log'>, lagHistory: LagHistory): Promise<void> => {
  try {
    await lagHistory.flush();
  } catch (error) {
    log.warn('figures not kept', { cause: error instanceof Error ? error.name : 'unknown' });
  }
};

const flushMinutely = async (run: RunDeps, lagHistory: LagHistory, stopping: AbortSignal): Promise<void> => {
  while (!stopping.aborted) {
    await flushLags(run, lagHistory);
    await run.clock.until(run.clock.now() + MINUTE, stopping);
  }
};

/** Longer than load balancers keep an unused connection, mostly a minute: else they send into one that just closes. */
const KEPT_OPEN = 65_000;

const listen = (app: Express, port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = app.listen(port, (error?: Error) => (error ? reject(error) : resolve(server)));
    server.keepAliveTimeout = KEPT_OPEN;
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });

const mailOf = (config: Config, log: Log): Mail =>
  config.mail.smtpUrl
    ? createMail({ smtpUrl: config.mail.smtpUrl, from: config.mail.from })
    : createNoMail(log);

const requestDepsOf = (config: Config, run: RunDeps, services: Services, errands: Errands): RequestDeps => {
  const runner = createRunner(run);
  return {
    ...run,
    ...services,
    errands,
    runner,
    releaseCopies: (connection, by, copies) => runner.act(connection, by, { kind: 'release-copies', copies }),
    sentences: { explain, inFull: explainInFull, log: explainLog, conflict: explainConflict },
    background: config.entra.background,
  };
};

const verifierOf = (config: Config, log: Log): AppDeps['verify'] => {
  const { clientId, authorityHost } = config.entra;
  const accepts = createVerifier({ clientId, authorityHost });
  return async (bearer) => {
    try {
      return await accepts(bearer);
    } catch (error) {
      // http/errors.ts answers it; the reason is for the operator alone.
      if (error instanceof Unauthorised) log.info('token refused', { reason: error.reason });
      throw error;
    }
  };
};

/** What a process does between start and stop, by its roles. */
const runProcess = (config: Config, run: RunDeps, parts: Process) => {
  let worker: Worker | null = null;
  let server: Server | null = null;
  return {
    start: async () => {
      await run.store.work.takeOver();
      if (config.roles.worker) {
        worker = createWorker(run, { concurrency: config.workerConcurrency });
        parts.wakes(worker);
        worker.start();
        void sweepHourly(run, parts.stopping.signal);
        void flushMinutely(run, parts.lagHistory, parts.stopping.signal);
      }
      const listening = await listen(parts.app, config.port);
      server = listening;
      const address = listening.address();
      return { port: typeof address === 'object' && address ? address.port : config.port };
    },
    stop: async () => {
      parts.stopping.abort();
      const closing = server ? closed(server) : null;
      await Promise.all([worker?.stop(), parts.errands.ended()]);
      server?.closeAllConnections();
      await closing;
      await flushLags(run, parts.lagHistory);
      await run.store.close();
    },
  };
};

interface Process {
  app: Express;
  stopping: AbortController;
  errands: Errands;
  lagHistory: LagHistory;
  /** This worker is to be woken by signals. */
  wakes: (worker: Worker) => void;
}

export const wire = async (config: Config, log: Log, clock: Clock = systemClock): Promise<Wired> => {
  let worker: Worker | null = null;
  const store = waking(await openStore(config, clock), clock, () => worker?.wake());
  const vault = createVault(config.tokenKeys);
  const sealed = { store, vault, keys: config.tokenKeys };
  const hash = createFingerprints(await openFingerprintKey(sealed));
  const resealed = await resealSecrets(sealed);
  if (resealed > 0) log.info('secrets sealed with the newest key', { companies: resealed });
  const lagHistory = createLagHistory({ store, by: newId() });
  const metrics = createMetrics({ store, clock, lagHistory });
  const services = createServices(config, credentialOf(config), { store, vault, clock, log });
  const { publicUrl } = config;
  const mail = mailOf(config, log);
  const run: RunDeps = {
    ...{ store, clock, log, hash, vault, metrics, mail, publicUrl, startedAt: clock.now() },
    ...services,
    bus: createBus(),
  };
  const stopping = new AbortController();
  const errands = createErrands({ clock, log, stopping: stopping.signal });
  const ready = (): Promise<void> => store.ping();
  const served = (): Express =>
    createApp({
      request: requestDepsOf(config, run, services, errands),
      intake: createIntake(run, { graph: parseGraph, timify: parseTimify }),
      verify: verifierOf(config, log),
      metrics,
      lagHistory,
      publicConfig: publicConfigOf(config),
      paneFolder: PANE_FOLDER,
      ready,
      stopping: stopping.signal,
    });
  const app = config.roles.http ? served() : createProbeApp({ ready, metrics, log });
  const wakes = (started: Worker): void => void (worker = started);
  return { app, ...runProcess(config, run, { app, stopping, errands, lagHistory, wakes }) };
};
