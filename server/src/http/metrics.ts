import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { LONGEST } from '../sync/runs/bursts.ts';
import type { LagHistory } from '../sync/lagHistory.ts';
import type { Metrics } from '../sync/metrics.ts';
import type { Clock } from '../sync/ports/process.ts';
import type { Store } from '../sync/ports/store.ts';

export interface PromMetrics extends Metrics {
  http(request: { method: string; route: string; status: number; seconds: number }): void;
  /** The text that Prometheus reads; of these metrics alone, where any is named. */
  text(names: readonly string[]): Promise<{ type: string; body: string }>;
}

const HTTP_SECONDS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const LAG_SECONDS = [0.25, 0.5, 1, 2, 3, 5, 10, 30, 60, 300, 900];

/**
 * What waits, asked of the store each time somebody looks; with what is being gathered, since that is due in a moment. A
 * store that is down shows no backlog.
 */
const backlog = (registry: Registry, store: Pick<Store, 'work'>, clock: Pick<Clock, 'now'>): void => {
  const oldest = new Gauge({
    name: 'sync_backlog_oldest_seconds',
    help: 'How long the oldest due connection has been waiting',
    registers: [registry],
  });
  new Gauge({
    name: 'sync_backlog',
    help: 'Connections and companies that are due, or gather notifications for a moment',
    registers: [registry],
    async collect() {
      const now = clock.now();
      const waiting = await store.work.backlog(now + LONGEST).catch(() => null);
      if (!waiting) {
        this.reset();
        oldest.reset();
        return;
      }
      this.set(waiting.due);
      oldest.set(waiting.oldest === null ? 0 : Math.max(0, now - waiting.oldest) / 1000);
    },
  });
};

const instruments = (registry: Registry) => {
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = (name: string, help: string, labelNames: string[], buckets: number[]) =>
    new Histogram({ name, help, labelNames, buckets, registers });
  return {
    running: new Gauge({ name: 'sync_running', help: 'Runs under way in this process', registers }),
    runs: counter('sync_runs_total', 'Runs by kind and outcome', ['kind', 'outcome']),
    writes: counter('sync_writes_total', 'Writes by side, operation and outcome', ['side', 'op', 'outcome']),
    faults: counter('sync_faults_total', 'Classified failures of remote calls', ['service', 'kind']),
    rung: counter('sync_notifications_total', 'Notifications received', ['from', 'outcome']),
    runSeconds: histogram('sync_run_seconds', 'Duration of a run', ['kind'], LAG_SECONDS),
    lag: histogram('sync_lag_seconds', 'Time of a change from one side to the other', ['part'], LAG_SECONDS),
    http: histogram(
      'http_request_seconds',
      'Duration of a request',
      ['method', 'route', 'status'],
      HTTP_SECONDS,
    ),
  };
};

/** All of them, or those that were asked for by name; what is unknown is not among them. */
const textOf = async (registry: Registry, names: readonly string[]): Promise<string> => {
  if (names.length === 0) return registry.metrics();
  const known = names.filter((name) => registry.getSingleMetric(name) !== undefined);
  const texts = await Promise.all(known.map((name) => registry.getSingleMetricAsString(name)));
  return texts.map((text) => `${text}\n`).join('');
};

/** A registry of its own, so that two servers in one process (tests) don't share counters. */
export const createMetrics = (deps: {
  store: Pick<Store, 'work'>;
  clock: Pick<Clock, 'now'>;
  lagHistory: LagHistory;
}): PromMetrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  backlog(registry, deps.store, deps.clock);
  const { running, runs, writes, faults, rung, runSeconds, lag, http } = instruments(registry);
  return {
    running: (count) => running.set(count),
    run({ kind, outcome, ms }) {
      runs.inc({ kind, outcome });
      runSeconds.observe({ kind }, ms / 1000);
    },
    write: (write) => writes.inc(write),
    fault: (fault) => faults.inc(fault),
    notification: (notification) => rung.inc(notification),
    lag(change) {
      lag.observe({ part: 'theirs' }, change.theirs / 1000);
      lag.observe({ part: 'ours' }, change.ours / 1000);
      deps.lagHistory.add(change);
    },
    http: ({ method, route, status, seconds }) => http.observe({ method, route, status }, seconds),
    text: async (names) => ({ type: registry.contentType, body: await textOf(registry, names) }),
  };
};
