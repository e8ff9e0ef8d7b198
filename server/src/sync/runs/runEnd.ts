import type { SideName } from '../../core/items.ts';
import { isSweepDue, nextDue, type SweepFacts } from '../../core/schedule.ts';
import type { Desk } from '../desk.ts';
import type { CalendarCursor, Hint, Lane } from '../documents.ts';
import type { Reconciled } from './reconcile.ts';
import type { RunDeps } from '../runDeps.ts';

/** How a run ends: what the queue has to know. */
export interface RunEnd {
  dueAt: number;
  retain: Hint[];
  lane: Lane;
  /** For the log line. */
  summary: Record<string, unknown>;
}

/** An item that failed is read again this often before the next audit has to find it. */
const MOST_ATTEMPTS = 6;

export const NEVER = 8_640_000_000_000_000;

export const retryHints = (result: Reconciled, hints: readonly Hint[]): Hint[] => {
  const attempts = new Map(
    hints.flatMap((hint) =>
      hint.kind === 'event' || hint.kind === 'appointment' ? [[hint.id, hint.attempt ?? 0] as const] : [],
    ),
  );
  const hintFor = (side: SideName, id: string): Hint => {
    // An occurrence of a connected series is read, and counted, under its appointment's id.
    const read = side === 'office' ? id : (id.split('/')[0] ?? id);
    const attempt = (attempts.get(read) ?? 0) + 1;
    return side === 'office'
      ? { kind: 'event', id: read, attempt }
      : { kind: 'appointment', id: read, version: null, attempt };
  };
  return result.aftermath.retry
    .map(({ side, id }) => hintFor(side, id))
    .filter((hint) => ('attempt' in hint ? (hint.attempt ?? 0) : 0) <= MOST_ATTEMPTS);
};

/** A due mark holds fifty hints: repeats alone must never fill it, or a look at the window would beget the next one. */
const MOST_REPEATS = 20;

type Repeat = Extract<Hint, { attempt?: number }>;

const isRepeat = (hint: Hint): hint is Repeat => 'attempt' in hint && (hint.attempt ?? 0) > 0;

/** Only the first repeat comes at once: between the slices of a look at the window the others would be used up in no time. */
export const waitsForEnd = (hint: Hint): boolean => isRepeat(hint) && (hint.attempt ?? 0) > 1;

/** Of repeats the latest of each item, and no more than a due mark can hold: what is left out is found by the audit. */
export const bounded = (hints: readonly Hint[]): Hint[] => {
  const latest = new Map(hints.filter(isRepeat).map((hint) => [`${hint.kind} ${hint.id}`, hint]));
  return [...hints.filter((hint) => !isRepeat(hint)), ...[...latest.values()].slice(0, MOST_REPEATS)];
};

/** The first repeat comes at once (the item may just have moved on), the next ones after 2, 8, 32 … seconds. */
export const retryDelay = (retain: readonly Hint[]): number =>
  Math.min(
    ...retain.map((hint) => {
      const attempt = 'attempt' in hint ? (hint.attempt ?? 1) : Infinity;
      return attempt <= 1 ? 0 : 500 * 4 ** (attempt - 1);
    }),
  );

/** `subscribed`: every subscription that was wanted now stands. */
const sweepFacts = (deps: RunDeps, { connection }: Desk, subscribed: boolean): SweepFacts => ({
  now: deps.clock.now(),
  id: connection.id,
  hasShared: !subscribed || connection.calendars.some((calendar) => !calendar.isOwn),
  sweptAt: connection.sweptAt ?? null,
});

/** Whether this run looks at all calendars, whatever was named to it. */
export const sweepsNow = (deps: RunDeps, desk: Desk, subscribed: boolean): boolean =>
  isSweepDue(sweepFacts(deps, desk, subscribed));

export const dueAgain = (
  deps: RunDeps,
  desk: Desk,
  rows: readonly CalendarCursor[],
  subscribed: boolean,
): number => {
  const soon = deps.clock.now() + 1_000;
  // What could not be renewed or made just now is tried again by the poll that stands in for it meanwhile.
  const renewals = rows.flatMap(({ subscription }) =>
    subscription && (subscribed || subscription.renewAt > soon) ? [subscription.renewAt] : [],
  );
  return nextDue({
    ...sweepFacts(deps, desk, subscribed),
    renewAt: renewals.length > 0 ? Math.max(Math.min(...renewals), soon) : null,
    auditAt: desk.connection.auditAt,
    digestAt: desk.connection.digestAt ?? null,
  });
};

export const summarise = (results: readonly Reconciled[]): Record<string, unknown> =>
  results.reduce<Record<string, number>>((sum, { plan }) => {
    for (const [name, value] of Object.entries(plan.counts)) sum[name] = (sum[name] ?? 0) + value;
    return sum;
  }, {});
