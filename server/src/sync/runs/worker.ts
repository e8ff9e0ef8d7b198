import { isFault } from '../../core/fault.ts';
import type { Instant } from '../../core/items.ts';
import { afterFault } from './afterFault.ts';
import { bugWait } from './trouble.ts';
import { runCompany } from './companyRun.ts';
import { runConnection } from './connectionRun.ts';
import type { RunEnd } from './runEnd.ts';
import { FenceLost } from '../ports/store.ts';
import { type Claim, type Lane } from '../documents.ts';
import type { Lease, RunDeps } from '../runDeps.ts';
import { newId } from '../secrets.ts';
import { traceOf } from '../traceOf.ts';

export interface Worker {
  start(): void;
  /** Something is due: look now instead of at the next poll. */
  wake(): void;
  /** Finishes the runs under way, or leaves them to others when `graceMs` is over. */
  stop(graceMs?: number): Promise<void>;
}

const LEASE = 60_000;
/** A write that starts this close to the end of the lease might arrive after it. */
const LAST_MOMENT = 10_000;
/** Other processes' signals are found by looking. */
const POLL = 250;
const STOP_POLL = 5;

interface Held extends Lease {
  release(): void;
}

/** Renews at a third of the lease; once renewing fails, every further `check` fails. */
const holdLease = (deps: RunDeps, claim: Claim): Held => {
  const ended = new AbortController();
  let until: Instant = claim.lease.until;
  const renewing = async (): Promise<void> => {
    for (;;) {
      await deps.clock.until(deps.clock.now() + LEASE / 3, ended.signal);
      if (ended.signal.aborted) return;
      try {
        const next = deps.clock.now() + LEASE;
        await deps.store.work.renewLease(claim.id, claim.fence, next);
        until = next;
      } catch (error) {
        if (error instanceof FenceLost) until = 0;
        deps.log.warn('lease not renewed', {
          work: claim.id,
          cause: error instanceof Error ? error.name : 'unknown',
        });
      }
    }
  };
  void renewing();
  return {
    fence: claim.fence,
    check: () => {
      if (deps.clock.now() > until - LAST_MOMENT) throw new FenceLost('The lease has ended.');
    },
    release: () => ended.abort(),
  };
};

const attempt = async (deps: RunDeps, claim: Claim, lease: Lease): Promise<RunEnd & { failures: number }> => {
  try {
    const end = await (claim.kind === 'company'
      ? runCompany(deps, claim)
      : runConnection(deps, claim, lease));
    return { ...end, failures: 0 };
  } catch (error) {
    if (isFault(error)) return afterFault(deps, claim, error);
    if (error instanceof FenceLost) throw error;
    const failures = claim.failures + 1;
    deps.log.error('run failed by a bug', { work: claim.id, ...traceOf(error) });
    return {
      dueAt: deps.clock.now() + bugWait(failures),
      retain: claim.hints,
      lane: claim.lane,
      failures,
      summary: { bug: true },
    };
  }
};

/** One claim from start to end: run, then tell the queue; one wide line about it. */
export const serve = async (deps: RunDeps, claim: Claim): Promise<void> => {
  const began = performance.now();
  /** The wall clock may be set meanwhile; how long something took does not change with it. */
  const took = (): number => Math.round(performance.now() - began);
  const lease = holdLease(deps, claim);
  const facts = { work: claim.id, tenant: claim.tenantId, fence: claim.fence, hints: claim.hints.length };
  try {
    const end = await attempt(deps, claim, lease);
    const { dueAt, retain, lane, failures } = end;
    await deps.store.work.done(claim.id, claim.fence, {
      sequence: claim.sequence,
      dueAt,
      retain,
      lane,
      failures,
    });
    deps.metrics.run({ kind: claim.kind, outcome: failures === 0 ? 'done' : 'failed', ms: took() });
    deps.log.info('run', { ...facts, ms: took(), ...end.summary });
  } catch (error) {
    deps.metrics.run({ kind: claim.kind, outcome: 'fence-lost', ms: took() });
    if (!(error instanceof FenceLost) && !isFault(error)) throw error;
    deps.log.warn('run left to others', { ...facts, cause: error.name });
  } finally {
    lease.release();
  }
};

/**
 * Claims what is due and serves it, `concurrency` at a time. One slot is kept for live changes, so that imports starve
 * nobody. Any number of processes may run workers on one database.
 */
export const createWorker = (deps: RunDeps, options: { concurrency: number }): Worker => {
  const owner = newId();
  const stopping = new AbortController();
  let wakeUp = new AbortController();
  let running = 0;
  let importing = 0;
  const lanes = (): Lane[] =>
    importing < Math.max(1, options.concurrency - 1) ? ['live', 'import'] : ['live'];
  const claimNext = (): Promise<Claim | null> =>
    deps.store.work.claim({ owner, now: deps.clock.now(), leaseMs: LEASE, lanes: lanes() });
  const begin = (claim: Claim): void => {
    running += 1;
    deps.metrics.running(running);
    if (claim.lane === 'import') importing += 1;
    void serve(deps, claim)
      .catch((error: unknown) => deps.log.error('worker', { ...traceOf(error) }))
      .finally(() => {
        running -= 1;
        deps.metrics.running(running);
        if (claim.lane === 'import') importing -= 1;
        wakeUp.abort();
      });
  };
  const pause = async (ms: number): Promise<void> => {
    await deps.clock.until(deps.clock.now() + ms, wakeUp.signal);
    if (wakeUp.signal.aborted && !stopping.signal.aborted) wakeUp = new AbortController();
  };
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const claim = running < options.concurrency ? await claimNext() : null;
        if (claim) begin(claim);
        else await pause(POLL);
      } catch (error) {
        deps.log.error('queue not reachable', { ...traceOf(error) });
        await pause(POLL * 8);
      }
    }
  };
  let looping: Promise<void> = Promise.resolve();
  return {
    start: () => {
      looping = loop();
    },
    wake: () => wakeUp.abort(),
    stop: async (graceMs = 10_000) => {
      stopping.abort();
      wakeUp.abort();
      await looping;
      const until = Date.now() + graceMs;
      while (running > 0 && Date.now() < until)
        await new Promise((resolve) => setTimeout(resolve, STOP_POLL));
    },
  };
};
