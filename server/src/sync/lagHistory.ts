/**
 * How long changes took, in half hours of the last day, per company. Each process keeps what it measured in rows of its own
 * and writes them at intervals, so that a restart forgets a minute at most, and whoever asks is told of all processes.
 */
import type { Instant } from '../core/items.ts';
import { DAY, MINUTE } from '../core/spans.ts';
import type { LagRow } from './documents.ts';
import type { Store } from './ports/store.ts';

const STEP = 30 * MINUTE;
/** Changes kept per half hour and process; beyond it the middle stays true enough. */
const MOST = 500;
/** What is older is shown to nobody. */
export const LAGS_KEPT_FOR = DAY + STEP;

export interface LagStep {
  at: Instant;
  changes: number;
  median: number;
  p95: number;
  /** Mean of Microsoft's or TIMIFY's part. */
  theirs: number;
}

/** All changes of the last day: together, and by the half hour. */
export interface LagFigures {
  /** From when on they were counted. */
  since: Instant;
  changes: number;
  /** How long they took, and the middle of each part. Null as long as there is no change. */
  lag: { median: number; p95: number; theirs: number; ours: number } | null;
  history: LagStep[];
}

export interface LagHistory {
  add(change: { companyId: string; theirs: number; ours: number; at: Instant }): void;
  figures(companyId: string, now: Instant): Promise<LagFigures>;
  /** Writes what has changed since the last time: a row for each company that had changes. */
  flush(): Promise<void>;
}

type Sample = LagRow['kept'][number];

/** The value below which this share of the values lies; 0 for none. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

const totalsOf = (kept: readonly Sample[]): number[] => kept.map(({ theirs, ours }) => theirs + ours);

const changesOf = (rows: readonly LagRow[]): number => rows.reduce((sum, { changes }) => sum + changes, 0);

/** What all processes measured in one half hour. */
const stepOf = (at: Instant, rows: readonly LagRow[]): LagStep => {
  const totals = totalsOf(rows.flatMap(({ kept }) => kept));
  const changes = changesOf(rows);
  const theirs = rows.reduce((sum, row) => sum + row.theirs, 0);
  return {
    at,
    changes,
    median: quantile(totals, 0.5),
    p95: quantile(totals, 0.95),
    theirs: Math.round(theirs / changes),
  };
};

const historyOf = (rows: readonly LagRow[]): LagStep[] =>
  [...new Set(rows.map(({ at }) => at))]
    .sort((a, b) => a - b)
    .map((at) =>
      stepOf(
        at,
        rows.filter((row) => row.at === at),
      ),
    );

const lagOf = (kept: readonly Sample[]): LagFigures['lag'] => {
  if (kept.length === 0) return null;
  const middle = (part: keyof Sample): number =>
    quantile(
      kept.map((change) => change[part]),
      0.5,
    );
  const totals = totalsOf(kept);
  return {
    median: quantile(totals, 0.5),
    p95: quantile(totals, 0.95),
    theirs: middle('theirs'),
    ours: middle('ours'),
  };
};

const keyOf = ({ companyId, at, by }: Pick<LagRow, 'companyId' | 'at' | 'by'>): string =>
  `${companyId} ${at} ${by}`;

/** The row with one change more; where it is full its oldest one goes. */
const withChange = (row: LagRow, { theirs, ours }: Sample): LagRow => ({
  ...row,
  changes: row.changes + 1,
  theirs: row.theirs + theirs,
  kept: [...row.kept.slice(-(MOST - 1)), { theirs, ours }],
});

/** `by`: a name of this process that no other one has. */
export const createLagHistory = (deps: { store: Pick<Store, 'lags'>; by: string }): LagHistory => {
  /** The present half hour of each company. */
  const own = new Map<string, LagRow>();
  /** Not written yet, or not as they are now. */
  const unwritten = new Map<string, LagRow>();
  const put = async (key: string, row: LagRow): Promise<void> => {
    await deps.store.lags.put(row);
    if (unwritten.get(key) === row) unwritten.delete(key);
  };
  return {
    add({ companyId, theirs, ours, at }) {
      const fresh = { companyId, at: at - (at % STEP), by: deps.by, changes: 0, theirs: 0, kept: [] };
      const known = own.get(companyId);
      const row = withChange(known?.at === fresh.at ? known : fresh, { theirs, ours });
      own.set(companyId, row);
      unwritten.set(keyOf(row), row);
    },
    async figures(companyId, now) {
      const since = now - DAY;
      const rows = new Map((await deps.store.lags.since(companyId, since)).map((row) => [keyOf(row), row]));
      for (const [key, row] of unwritten)
        if (row.companyId === companyId && row.at >= since) rows.set(key, row);
      const all = [...rows.values()];
      return {
        since,
        changes: changesOf(all),
        lag: lagOf(all.flatMap(({ kept }) => kept)),
        history: historyOf(all),
      };
    },
    async flush() {
      for (const [key, row] of [...unwritten]) await put(key, row);
    },
  };
};
