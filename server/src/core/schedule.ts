import type { Instant } from './items.ts';
import { HOUR, MINUTE } from './spans.ts';

/** Doubling from one second, at most 15 minutes; `spread` in [0, 1) keeps a fleet from marching in step. */
export const backoff = (failures: number, spread: number): number =>
  Math.round(Math.min(1_000 * 2 ** Math.min(failures, 20), 15 * MINUTE) * (0.75 + spread / 2));

/** A number in [0, 1) that is always the same for the same id. */
export const spreadOf = (id: string): number => {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973;
  return sum / 9_973;
};

export const SWEEP = 30 * MINUTE;
/** Shared and read-only calendars of others send no notifications. */
export const SHARED_POLL = 5 * MINUTE;
export const AUDIT_STEP = 6 * HOUR;

/** When a connection without news is looked at again: the sweep, a poll of shared calendars, a renewal, an audit. */
export const nextDue = (facts: {
  now: Instant;
  id: string;
  hasShared: boolean;
  renewAt: Instant | null;
  auditAt: Instant | null;
  digestAt: Instant | null;
}): Instant => {
  const sweep = facts.now + (facts.hasShared ? SHARED_POLL : SWEEP) * (0.8 + spreadOf(facts.id) * 0.4);
  return Math.round(
    Math.min(sweep, facts.renewAt ?? Infinity, facts.auditAt ?? Infinity, facts.digestAt ?? Infinity),
  );
};
