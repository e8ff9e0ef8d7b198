import type { World } from '../../world.ts';
import { hourGlass, type HourGlass } from './hourGlass.ts';
import type { NotificationItem } from './payload.ts';
import { postNotifications } from './post.ts';

/** Shares, in 0…1, of the notifications that are lost, sent twice, or overtaken by later ones (facts: graph §1.6). */
export interface DeliveryFaults {
  drop: number;
  duplicate: number;
  reorder: number;
  /** Answers to writes wait until the notifications of that write were delivered once: the echo comes first. */
  beforeAnswer: boolean;
}

export interface Parcel {
  url: string;
  item: NotificationItem;
  dueAt: number;
  attempts: number;
  firstAt: number;
}

/** Facts: graph §1.4. */
const GIVE_UP_AFTER = 4 * 3_600_000;
const LONGEST_PAUSE = 15 * 60_000;
const MOST_PER_POST = 50;
/** From here on a parcel no longer keeps `idle` waiting: nobody is at home. */
const HOPELESS = 4;

/** Brings notifications to their addresses: joined by address, tried again after failures, given up after four hours. */
export class Courier {
  readonly faults: DeliveryFaults = { drop: 0, duplicate: 0, reorder: 0, beforeAnswer: false };
  readonly #world: World;
  readonly #onGiveUp: (parcels: Parcel[]) => void;
  readonly #clock: HourGlass;
  readonly #underWay = new Set<Parcel>();
  #waiting: Parcel[] = [];
  #watchers: (() => void)[] = [];

  constructor(world: World, onGiveUp: (parcels: Parcel[]) => void) {
    this.#world = world;
    this.#onGiveUp = onGiveUp;
    this.#clock = hourGlass(world, () => this.#sendDue());
  }

  send(url: string, item: NotificationItem): void {
    const { random } = this.#world;
    if (random.next() < this.faults.drop) return;
    this.#queue(url, item, random.next() < this.faults.reorder ? 20 + random.next() * 60 : 0);
    if (random.next() < this.faults.duplicate) this.#queue(url, item, 5 + random.next() * 20);
  }

  /** Resolves when nothing is waiting, or only what has failed again and again. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#watchers.push(resolve);
      this.#watch();
    });
  }

  clear(): void {
    Object.assign(this.faults, { drop: 0, duplicate: 0, reorder: 0, beforeAnswer: false });
    this.#waiting = [];
    this.#underWay.clear();
    this.#watch();
  }

  state(): Parcel[] {
    return [...this.#underWay, ...this.#waiting];
  }

  restore(parcels: readonly Parcel[]): void {
    this.#waiting = [...parcels];
    this.#clock.set(this.#nextDue());
  }

  #queue(url: string, item: NotificationItem, extra: number): void {
    const now = this.#world.clock.now();
    const dueAt = now + this.#world.notificationDelay() + extra;
    this.#waiting.push({ url, item, dueAt, attempts: 0, firstAt: now });
    this.#clock.atMost(dueAt);
  }

  #nextDue(): number | undefined {
    return this.#waiting.reduce<number | undefined>(
      (least, { dueAt }) => (least === undefined || dueAt < least ? dueAt : least),
      undefined,
    );
  }

  #sendDue(): void {
    const now = this.#world.clock.now();
    const due = this.#waiting.filter((one) => one.dueAt <= now);
    this.#waiting = this.#waiting.filter((one) => one.dueAt > now);
    for (const parcels of byAddress(due)) void this.#deliver(parcels);
    this.#clock.set(this.#nextDue());
  }

  async #deliver(parcels: Parcel[]): Promise<void> {
    for (const one of parcels) this.#underWay.add(one);
    const [first] = parcels;
    const retry = (first?.attempts ?? 0) > 0;
    const arrived = await postNotifications(
      first?.url ?? '',
      parcels.map((one) => one.item),
      retry,
    );
    const ours = parcels.filter((one) => this.#underWay.delete(one));
    if (!arrived) this.#tryAgain(ours);
    this.#watch();
  }

  #tryAgain(parcels: Parcel[]): void {
    const now = this.#world.clock.now();
    const lost = parcels.filter((one) => now - one.firstAt >= GIVE_UP_AFTER);
    for (const one of parcels) {
      if (lost.includes(one)) continue;
      const pause = Math.min(1000 * 2 ** one.attempts, LONGEST_PAUSE);
      this.#waiting.push({ ...one, attempts: one.attempts + 1, dueAt: now + pause });
    }
    if (lost.length > 0) this.#onGiveUp(lost);
    this.#clock.set(this.#nextDue());
  }

  #watch(): void {
    if (this.#underWay.size > 0 || this.#waiting.some((one) => one.attempts < HOPELESS)) return;
    const watchers = this.#watchers;
    this.#watchers = [];
    for (const watcher of watchers) watcher();
  }
}

/** Parcels with one address and the same number of attempts go together (facts: graph §1.5), up to a limit. */
function byAddress(parcels: readonly Parcel[]): Parcel[][] {
  const bags = new Map<string, Parcel[]>();
  const full: Parcel[][] = [];
  for (const parcel of parcels) {
    const name = `${parcel.attempts > 0 ? 'again' : 'new'} ${parcel.url}`;
    const bag = bags.get(name);
    if (bag && bag.length < MOST_PER_POST) bag.push(parcel);
    else {
      const fresh = [parcel];
      bags.set(name, fresh);
      full.push(fresh);
    }
  }
  return full;
}
