/**
 * The independent checker. It reads the two services and the product's own API and shares no code with the engine:
 * what it holds true comes from the product's rules alone.
 */
import { doubleBookings } from './booking.ts';
import { inequalities, leaks } from './equal.ts';
import { pairsOf } from './links.ts';
import { mapping } from './mapping.ts';
import { lookAt, lookAtWorld, type Seen, type Vantage, type Watched } from './seen.ts';

export interface CheckOptions {
  /** Everything is decided under the settings in force: both sides must be equal under them. */
  settled?: boolean;
  /** Under which settings all was decided: while they are in force, what is left out has to be left out by them. */
  decidedUnder?: unknown;
  /** Names of services that groups book. */
  groups?: ReadonlySet<string>;
}

/** Only a connection that is at work promises anything. */
const isAtWork = ({ told }: Seen): boolean =>
  told.connection.state === 'in-step' || told.connection.state === 'syncing';

const isUnder = ({ told }: Seen, settings: unknown): boolean =>
  settings !== undefined && JSON.stringify(settings) === JSON.stringify(told.connection.settings);

/** What is wrong with one person's calendars, as seen. */
export const faultsOf = (
  seen: Seen,
  { settled = false, decidedUnder, groups = new Set() }: CheckOptions,
): string[] => {
  if (!isAtWork(seen)) return [];
  const pairs = pairsOf(seen);
  const isDecided = settled || isUnder(seen, decidedUnder);
  return [
    ...doubleBookings(seen, pairs),
    ...mapping(seen, { settled, isDecided }, pairs),
    ...leaks(seen),
    ...(settled && !seen.told.connection.hold ? inequalities(seen, groups) : []),
  ];
};

/** What is wrong with these people's calendars, in words; nothing where all is well. */
export const check = async <Person extends Watched>(
  town: Vantage,
  people: readonly Person[],
  optionsOf: (person: Person) => CheckOptions = () => ({}),
): Promise<string[]> => {
  if (people.length === 0) return [];
  const world = await lookAtWorld(town);
  const faults: string[] = [];
  for (const person of people) {
    const seen = await lookAt(person, world);
    if (seen) faults.push(...faultsOf(seen, optionsOf(person)).map((fault) => `${person.email}: ${fault}`));
  }
  return faults;
};
