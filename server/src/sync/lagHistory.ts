/**
 * How long changes took, in half hours of the last day, per company. Kept by this process alone and lost with it:
 * nothing but a chart depends on it.
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

export interface LagHistory {
  add(change: { companyId: string; theirs: number; ours: number; at: Instant }): void;
  of(companyId: string, now: Instant): LagStep[];
}

interface Bucket {
  changes: number;
  totals: number[];
  theirs: number;
}

/** The value below which this share of the values lies; 0 for none. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

export const createLagHistory = (): LagHistory => {
  const companies = new Map<string, Map<Instant, Bucket>>();
  return {
    add({ companyId, theirs, ours, at }) {
      const buckets = companies.get(companyId) ?? new Map<Instant, Bucket>();
      companies.set(companyId, buckets);
      const start = at - (at % STEP);
      const bucket = buckets.get(start) ?? { changes: 0, totals: [], theirs: 0 };
      buckets.set(start, bucket);
      bucket.changes += 1;
      bucket.theirs += theirs;
      if (bucket.totals.length < MOST) bucket.totals.push(theirs + ours);
      for (const old of buckets.keys()) if (old < start - DAY) buckets.delete(old);
    },
    of(companyId, now) {
      return [...(companies.get(companyId) ?? [])]
        .filter(([at]) => at >= now - DAY - STEP)
        .sort(([a], [b]) => a - b)
        .map(([at, { changes, totals, theirs }]) => ({
          at,
          changes,
          median: quantile(totals, 0.5),
          p95: quantile(totals, 0.95),
          theirs: Math.round(theirs / changes),
        }));
    },
  };
};
