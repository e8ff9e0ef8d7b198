import type { World } from '../../world.ts';
import { hashHex } from '../ids.ts';
import type { Commit } from '../store/mailbox.ts';
import { Courier, type Parcel } from './courier.ts';
import { hourGlass, type HourGlass } from './hourGlass.ts';
import { changeItem, lifecycleItem } from './payload.ts';
import { SubscriptionRegistry } from './registry.ts';
import {
  nextReauthorization,
  type ChangeType,
  type LifecycleEvent,
  type Subscription,
} from './subscription.ts';

/** Turns writes into notifications, and the passing of time into lifecycle notifications (facts: graph §1.6, §1.7). */
export class Notifier {
  readonly registry = new SubscriptionRegistry();
  readonly courier: Courier;
  readonly #world: World;
  readonly #clock: HourGlass;
  #count = 0;

  constructor(world: World) {
    this.#world = world;
    this.courier = new Courier(world, (parcels) => this.#missed(parcels));
    this.#clock = hourGlass(world, () => this.#sweep());
  }

  /** Called at the moment of the write, before its caller has an answer. A series is named by its master alone. */
  changed(commit: Commit): void {
    const { mailbox, calendarId } = commit;
    const isDefault = mailbox.findCalendar(calendarId)?.facts.isDefault === true;
    const event = commit.after ?? commit.before;
    if (!event) return;
    for (const changeType of this.#kinds(commit.changeType)) {
      for (const one of this.registry.listening(mailbox.user.oid, calendarId, isDefault, changeType)) {
        if (!this.#alive(one)) continue;
        const etag = commit.after ? `W/"${mailbox.changeKey(commit.after.version)}"` : undefined;
        const eventId = mailbox.idOf(event, one.immutable);
        const id = hashHex(`notification ${this.#count++}`, 20);
        this.courier.send(one.notificationUrl, changeItem(one, { id, changeType, eventId, etag }));
      }
    }
  }

  /** `subscriptionRemoved` removes it as well. False where there is no such subscription or nowhere to send to. */
  lifecycle(id: string, event: LifecycleEvent): boolean {
    const one = this.registry.get(id);
    if (!one) return false;
    if (event === 'subscriptionRemoved') this.registry.remove(id);
    if (one.lifecycleUrl === null) return false;
    this.courier.send(one.lifecycleUrl, lifecycleItem(one, event));
    return true;
  }

  put(subscription: Subscription): void {
    this.registry.put(subscription);
    this.#clock.atMost(Math.min(subscription.expiresAt, subscription.reauthorizeAt));
    this.#world.changed();
  }

  /** Sets the alarm for the next expiry or reminder. */
  wind(): void {
    let next: number | undefined;
    for (const one of this.registry.all()) {
      const at = Math.min(one.expiresAt, one.reauthorizeAt);
      if (next === undefined || at < next) next = at;
    }
    this.#clock.set(next);
  }

  clear(): void {
    this.registry.clear();
    this.courier.clear();
    this.wind();
  }

  /** One change may be told once or several times (facts: graph §1.6; a switch). */
  #kinds(changeType: ChangeType): ChangeType[] {
    if (this.#world.switches.notificationsPerChange === 'one' || changeType === 'deleted')
      return [changeType];
    return changeType === 'created' ? ['created', 'updated'] : ['updated', 'updated', 'updated'];
  }

  /** Whoever was disabled in the directory loses the subscription (facts: graph §1.7). */
  #alive(one: Subscription): boolean {
    if (one.expiresAt <= this.#world.clock.now()) return false;
    if (this.#world.directory.find(one.creatorId)?.enabled !== false) return true;
    this.lifecycle(one.id, 'subscriptionRemoved');
    return false;
  }

  #sweep(): void {
    const now = this.#world.clock.now();
    for (const one of this.registry.all()) {
      if (one.expiresAt <= now) this.registry.remove(one.id);
      else if (one.reauthorizeAt <= now) {
        this.registry.put({ ...one, reauthorizeAt: nextReauthorization(now, one.expiresAt) });
        this.lifecycle(one.id, 'reauthorizationRequired');
      }
    }
    this.wind();
    this.#world.changed();
  }

  /** What could not be brought in four hours is gone; its subscription hears that something was missed. */
  #missed(parcels: readonly Parcel[]): void {
    const ids = new Set(
      parcels.filter((one) => !('lifecycleEvent' in one.item)).map((one) => one.item['subscriptionId']),
    );
    for (const id of ids) if (typeof id === 'string') this.lifecycle(id, 'missed');
  }
}
