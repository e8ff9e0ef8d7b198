import type { ChangeType, Subscription } from './subscription.ts';

/** Who listens to what. Answers are cheap however many subscriptions there are. */
export class SubscriptionRegistry {
  readonly #all = new Map<string, Subscription>();
  readonly #byMailbox = new Map<string, Set<string>>();

  get(id: string): Subscription | undefined {
    return this.#all.get(id);
  }

  all(): Subscription[] {
    return [...this.#all.values()];
  }

  of(oid: string): Subscription[] {
    return [...(this.#byMailbox.get(oid) ?? [])].flatMap((id) => this.#all.get(id) ?? []);
  }

  put(subscription: Subscription): void {
    this.#all.set(subscription.id, subscription);
    let ids = this.#byMailbox.get(subscription.oid);
    if (!ids) this.#byMailbox.set(subscription.oid, (ids = new Set()));
    ids.add(subscription.id);
  }

  remove(id: string): Subscription | undefined {
    const found = this.#all.get(id);
    this.#all.delete(id);
    if (found) this.#byMailbox.get(found.oid)?.delete(id);
    return found;
  }

  clear(): void {
    this.#all.clear();
    this.#byMailbox.clear();
  }

  /** Those that want to hear of a change in a calendar. */
  listening(oid: string, calendarId: string, isDefault: boolean, changeType: ChangeType): Subscription[] {
    return this.of(oid).filter(
      (one) =>
        (one.calendarId === undefined ? isDefault : one.calendarId === calendarId) &&
        one.changeTypes.includes(changeType),
    );
  }
}
