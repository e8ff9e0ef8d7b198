import type { World } from '../../world.ts';
import { throttled } from '../errors.ts';

/** Limits of Outlook per app and mailbox, and of the subscription API per app and tenant (facts: graph §4.1). */
export interface Limits {
  lanes: number;
  perTenMinutes: number;
  subscriptionWritesPer20s: number;
  /** Seconds in `Retry-After` of an answer for too many lanes; undefined: the header is left out. */
  laneRetryAfter: number | undefined;
}

export const LIMITS: Limits = {
  lanes: 4,
  perTenMinutes: 10_000,
  subscriptionWritesPer20s: 1_000,
  laneRetryAfter: 1,
};

const MINUTE = 60_000;

/** Counts by minute, so that ten minutes slide without a list of every request. */
class SlidingCount {
  readonly #buckets = new Map<number, number>();
  readonly #width: number;
  readonly #kept: number;

  constructor(span: number, buckets: number) {
    this.#width = span / buckets;
    this.#kept = buckets;
  }

  /** Counts one more and answers how many there are inside the span. Refused requests count as well. */
  add(now: number): number {
    const current = Math.floor(now / this.#width);
    this.#buckets.set(current, (this.#buckets.get(current) ?? 0) + 1);
    let sum = 0;
    for (const [bucket, count] of this.#buckets) {
      if (bucket <= current - this.#kept) this.#buckets.delete(bucket);
      else sum += count;
    }
    return sum;
  }
}

/** Who may go on and who has to wait. Lanes are counted by requests under way, whatever their kind. */
export class Throttle {
  readonly limits: Limits = { ...LIMITS };
  readonly #world: World;
  readonly #lanes = new Map<string, number>();
  readonly #rates = new Map<string, SlidingCount>();
  readonly #subscriptions = new Map<string, SlidingCount>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Takes a lane of a mailbox; call the answer when the request is answered. */
  enter(clientId: string, oid: string): () => void {
    const name = `${clientId} ${oid}`;
    this.#count(this.#rates, name, () => new SlidingCount(10 * MINUTE, 10), this.limits.perTenMinutes, 10);
    const busy = this.#lanes.get(name) ?? 0;
    if (busy >= this.limits.lanes) throw throttled.concurrency(this.limits.laneRetryAfter);
    this.#lanes.set(name, busy + 1);
    return () => this.#leave(name);
  }

  subscriptionWrite(clientId: string, tenantId: string): void {
    const make = () => new SlidingCount(20_000, 10);
    this.#count(
      this.#subscriptions,
      `${clientId} ${tenantId}`,
      make,
      this.limits.subscriptionWritesPer20s,
      5,
    );
  }

  busy(clientId: string, oid: string): number {
    return this.#lanes.get(`${clientId} ${oid}`) ?? 0;
  }

  clear(): void {
    Object.assign(this.limits, LIMITS);
    this.#lanes.clear();
    this.#rates.clear();
    this.#subscriptions.clear();
  }

  #count(
    counts: Map<string, SlidingCount>,
    name: string,
    make: () => SlidingCount,
    limit: number,
    retryAfter: number,
  ): void {
    let count = counts.get(name);
    if (!count) counts.set(name, (count = make()));
    if (count.add(this.#world.clock.now()) > limit) throw throttled.rate(retryAfter);
  }

  #leave(name: string): void {
    const left = (this.#lanes.get(name) ?? 1) - 1;
    if (left > 0) this.#lanes.set(name, left);
    else this.#lanes.delete(name);
  }
}
