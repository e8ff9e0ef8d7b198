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

/** A look that is due each `every`. A time in the future comes from a clock that was wrong: it is due. */
const isDue = (last: Instant, every: number, now: Instant): boolean => now >= last + every || now < last;

/** When a company's nets were last drawn: over the next 30 days, and over what lies beyond. */
export interface Nets {
  near: Instant;
  far: Instant;
}

const NEAR_EVERY = MINUTE;
const FAR_EVERY = 15 * MINUTE;

/** Which nets a run draws, whatever made it due. `all`: too much was rung for, or somebody asked. */
export const netsDue = (nets: Nets | null, now: Instant, all: boolean): Record<keyof Nets, boolean> => ({
  near: all || nets === null || isDue(nets.near, NEAR_EVERY, now),
  // A company that has just come imports its connections: they read what lies beyond themselves.
  far: all || (nets !== null && isDue(nets.far, FAR_EVERY, now)),
});

export const netsAfter = (nets: Nets | null, drawn: Record<keyof Nets, boolean>, now: Instant): Nets => ({
  near: drawn.near || nets === null ? now : nets.near,
  far: drawn.far || nets === null ? now : nets.far,
});

export const nextNet = ({ near, far }: Nets): Instant => Math.min(near + NEAR_EVERY, far + FAR_EVERY);

/** How often all calendars of a connection are looked at. `hasShared`: one of them rings no bell. */
const sweepEvery = (facts: { id: string; hasShared: boolean }): number =>
  Math.round((facts.hasShared ? SHARED_POLL : SWEEP) * (0.8 + spreadOf(facts.id) * 0.4));

export interface SweepFacts {
  now: Instant;
  id: string;
  hasShared: boolean;
  /** Null: not since the server knows of it. */
  sweptAt: Instant | null;
}

export const isSweepDue = (facts: SweepFacts): boolean =>
  facts.sweptAt === null || isDue(facts.sweptAt, sweepEvery(facts), facts.now);

/** When a connection without news is looked at again: the sweep, a poll of shared calendars, a renewal, an audit. */
export const nextDue = (
  facts: SweepFacts & { renewAt: Instant | null; auditAt: Instant | null; digestAt: Instant | null },
): Instant =>
  Math.min(
    isSweepDue(facts) ? facts.now : (facts.sweptAt ?? facts.now) + sweepEvery(facts),
    facts.renewAt ?? Infinity,
    facts.auditAt ?? Infinity,
    facts.digestAt ?? Infinity,
  );
