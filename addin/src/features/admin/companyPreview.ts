import type { Resource } from '../../../../shared/company.ts';
import type { Preview } from '../../../../shared/preview.ts';

/** How far a plan over many calendars has come. */
export interface CompanyPreview {
  /** Calendars that were planned. */
  readonly done: number;
  /** Calendars that could not be planned now; applying reaches them none the less. */
  readonly failed: number;
  readonly total: number;
  /** What would happen in those that were planned; undefined before the first. */
  readonly sum: Preview | undefined;
}

const UNREACHED: readonly Resource['state'][] = ['deactivated', 'awaiting-approval', 'paused'];

/** The connections that applying to all reaches: neither those that have ended, nor those that have not begun or rest. */
export const reachedOf = (resources: readonly Pick<Resource, 'state' | 'connectionId'>[]): string[] =>
  resources.flatMap(({ state, connectionId }) => (UNREACHED.includes(state) ? [] : (connectionId ?? [])));

/** Each plan reads a mailbox: two at a time, so that what happens meanwhile is not kept waiting. */
const LANES = 2;
/** As many as the server shows of one calendar. */
const SAMPLES = 12;

type Sides = NonNullable<Preview['sides']>;

const NONE: Sides['office'] = { create: 0, update: 0, delete: 0 };
const EMPTY: Sides = { office: NONE, timify: NONE };

/** The numbers of both, the samples of the first as far as they fill the list. */
export function added(one: Preview, other: Preview): Preview {
  return {
    counts: sumOf(one.counts, other.counts),
    sides: {
      office: sumOf((one.sides ?? EMPTY).office, (other.sides ?? EMPTY).office),
      timify: sumOf((one.sides ?? EMPTY).timify, (other.sides ?? EMPTY).timify),
    },
    origins: sumOf(one.origins, other.origins),
    skips: mostFrequent([...(one.skips ?? []), ...(other.skips ?? [])]),
    window: {
      start: one.window.start < other.window.start ? one.window.start : other.window.start,
      end: one.window.end > other.window.end ? one.window.end : other.window.end,
    },
    samples: [...one.samples, ...other.samples].slice(0, SAMPLES),
    mails: one.mails + other.mails,
  };
}

function sumOf<Name extends string>(
  one: Record<Name, number>,
  other: Record<Name, number>,
): Record<Name, number> {
  const sum = { ...one };
  for (const name of Object.keys(one) as Name[]) sum[name] += other[name];
  return sum;
}

function mostFrequent(skips: NonNullable<Preview['skips']>): NonNullable<Preview['skips']> {
  const counts = new Map<string, number>();
  for (const { reason, count } of skips) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}

/** Plans one calendar after the other and tells after each how far it is. Ends early when `signal` aborts. */
export async function planAll(
  ids: readonly string[],
  plan: (id: string) => Promise<Preview>,
  tell: (so: CompanyPreview) => void,
  signal: AbortSignal,
): Promise<void> {
  let so: CompanyPreview = { done: 0, failed: 0, total: ids.length, sum: undefined };
  const waiting = [...ids];
  const isOver = (): boolean => signal.aborted;
  tell(so);
  const lane = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined && !isOver(); id = waiting.shift()) {
      const planned = await plan(id).catch(() => undefined);
      if (isOver()) return;
      so =
        planned === undefined
          ? { ...so, failed: so.failed + 1 }
          : { ...so, done: so.done + 1, sum: so.sum === undefined ? planned : added(so.sum, planned) };
      tell(so);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
