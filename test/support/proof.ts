import { check } from './checker/check.ts';
import { mailFaults, type OwnAct } from './checker/quiet.ts';
import type { Person } from './person.ts';
import type { JournalRow, MailRow } from './rows.ts';
import type { Town } from './town.ts';

/** What is told to a town's independent checker, and what it finds. */
export class Proof {
  /** What people did themselves: mails of these moments are theirs, not ours. */
  readonly acts: OwnAct[] = [];
  /** Somebody said, by a verdict or a setting, that customers be told. */
  customersMayBeTold = false;
  /** A test lost news on purpose: what nobody told of is known only after both sides are read anew. */
  newsLost = false;
  readonly #town: Town;
  /** Ids of those whose calendars or settings somebody changed since all were checked last. */
  readonly #touched = new Set<string>();
  #unchecked: string | null = null;

  constructor(town: Town) {
    this.#town = town;
  }

  /** Says aloud why this town is not checked from here on. */
  unchecked(reason: string): void {
    this.#unchecked = reason;
    console.log(`Not checked: ${reason}`);
  }

  /** A person acts, or is acted on. */
  touch({ oid }: { oid: string }): void {
    this.#touched.add(oid);
  }

  /**
   * The independent checker over everybody here, or over those only who did something since it looked last: no double
   * booking, one to one, no mail to others, and a second run that writes nothing. Where a test lost the news of something
   * on purpose, both sides are read once more in full before it is amiss.
   */
  async faults(whom: 'everybody' | 'touched'): Promise<string[]> {
    const town = this.#town;
    if (this.#unchecked !== null || town.servers.length === 0) return [];
    const { items } = await town.control<{ items: unknown[] }>('GET', '/faults');
    if (items.length > 0) {
      console.log('Not checked: faults are still switched on.');
      return [];
    }
    const isLooked = ({ oid }: Person): boolean => whom === 'everybody' || this.#touched.has(oid);
    const connected = town.people.filter((person) => person.connectionId !== '' && isLooked(person));
    this.#touched.clear();
    await town.settled();
    let faults = await this.#check(connected);
    if (this.newsLost) {
      await this.#lookAgain(connected);
      faults = await this.#check(connected);
    }
    this.newsLost = false;
    const again = (await this.#lookAgain(connected)).map(
      ({ service, method, path }) => `a second run wrote: ${service} ${method} ${path}`,
    );
    this.#touched.clear();
    const told = (mail: MailRow): boolean => mail.from === 'timify' && this.customersMayBeTold;
    return [...faults, ...again, ...mailFaults(await town.mails(), this.acts, told)];
  }

  #check(people: readonly Person[]): Promise<string[]> {
    return check(this.#town, people, ({ startedWith }) => ({ decidedUnder: startedWith }));
  }

  /** Reads both sides of these people once more in full, and answers what was written for it. */
  async #lookAgain(people: readonly Person[]): Promise<JournalRow[]> {
    const since = new Date().toISOString();
    for (const person of people) await person.action('sync');
    await this.#town.settled();
    return this.#town.writes(since);
  }
}
