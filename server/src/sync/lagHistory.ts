/**
 * How long changes took, in half hours of the last day, per company. Kept by this process alone and lost with it: what
 * is shown says since when, and nothing else depends on it.
 */
import type { Instant } from '../core/items.ts';

const STEP = 30 * 60_000;
const DAY = 24 * 60 * 60_000;
/** Changes kept per half hour; beyond it the middle stays true enough. */
const MOST = 2_000;

export interface LagStep {
  at: Instant;
  changes: number;
  median: number;
  p95: number;
  /** Mean of Microsoft's or TIMIFY's part. */
  theirs: number;
}

/** All changes of the last day in one: how long they took, and the middle of each part. */
export interface LagFigures {
  /** From when on they were counted: a day ago, or the start of this process. */
  since: Instant;
  changes: number;
  /** Null as long as there is no change. */
  lag: { median: number; p95: number; theirs: number; ours: number } | null;
}

export interface LagHistory {
  add(change: { companyId: string; theirs: number; ours: number; at: Instant }): void;
  of(companyId: string, now: Instant): LagStep[];
  figures(companyId: string, now: Instant): LagFigures;
}

interface Bucket {
  at: Instant;
  changes: number;
  kept: { theirs: number; ours: number }[];
  theirs: number;
}

/** The value below which this share of the values lies; 0 for none. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

const totalsOf = (kept: Bucket['kept']): number[] => kept.map(({ theirs, ours }) => theirs + ours);

const stepOf = ({ at, changes, kept, theirs }: Bucket): LagStep => ({
  at,
  changes,
  median: quantile(totalsOf(kept), 0.5),
  p95: quantile(totalsOf(kept), 0.95),
  theirs: Math.round(theirs / changes),
});

const lagOf = (kept: Bucket['kept']): LagFigures['lag'] => {
  if (kept.length === 0) return null;
  const middle = (part: 'theirs' | 'ours'): number =>
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

/** `startedAt`: what came before it, this process knows nothing of. */
export const createLagHistory = (startedAt: Instant): LagHistory => {
  const companies = new Map<string, Map<Instant, Bucket>>();
  const bucketsOf = (companyId: string, now: Instant): Bucket[] =>
    [...(companies.get(companyId)?.values() ?? [])]
      .filter(({ at }) => at >= now - DAY)
      .sort((a, b) => a.at - b.at);
  return {
    add({ companyId, theirs, ours, at }) {
      const buckets = companies.get(companyId) ?? new Map<Instant, Bucket>();
      companies.set(companyId, buckets);
      const start = at - (at % STEP);
      const bucket = buckets.get(start) ?? { at: start, changes: 0, kept: [], theirs: 0 };
      buckets.set(start, bucket);
      bucket.changes += 1;
      bucket.theirs += theirs;
      if (bucket.kept.length < MOST) bucket.kept.push({ theirs, ours });
      for (const old of buckets.keys()) if (old < start - DAY) buckets.delete(old);
    },
    of: (companyId, now) => bucketsOf(companyId, now).map(stepOf),
    figures(companyId, now) {
      const buckets = bucketsOf(companyId, now);
      return {
        since: Math.max(startedAt, now - DAY),
        changes: buckets.reduce((sum, { changes }) => sum + changes, 0),
        lag: lagOf(buckets.flatMap(({ kept }) => kept)),
      };
    },
  };
};
