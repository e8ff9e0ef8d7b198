import { createRandom } from './shell/random.ts';
import type { Switches } from './world.ts';

/** Every value a switch can take, the default first. */
export const SWITCH_VALUES = {
  occurrenceDeletion: ['silent', 'tombstone'],
  duplicateTransactionId: ['200', '409'],
  scopeForm: ['short', 'qualified'],
  timifyOverlap: ['accepted', 'refused'],
  timifyOutsideHours: ['accepted', 'refused'],
  timifyAuthHeader: ['both', 'raw', 'bearer'],
  timifyExternalId: ['kept', 'dropped'],
  timifyInterval: ['without-buffers', 'with-buffers'],
  timifyListDays: [31, 365],
  timifyRefreshPath: ['refreshtoken', 'refresh-token'],
  timifyDeletedById: ['404', 'scheduled'],
  timifyOwnWebhooks: ['sent', 'not-sent'],
  timifyForeignCompany: ['forbidden', 'empty'],
  duplicateSubscription: ['409', '201'],
  deltaFirstPage: ['filled', 'empty'],
  graphTokens: ['jwt', 'opaque'],
  notificationsPerChange: ['one', 'several'],
  ifMatch: ['checked', 'ignored'],
  timifyOccurrenceChange: ['slice', 'own-booking'],
  timifyServiceRename: ['titles-kept', 'titles-follow'],
  timifyResourceRemoval: ['bookings-stay', 'bookings-go'],
  sharedPrivateItems: ['hidden', 'masked'],
  seriesSplit: ['exceptions-kept', 'exceptions-dropped'],
  roomAnswers: ['none', 'automatic'],
} as const satisfies { [Name in keyof Switches]: readonly [Switches[Name], ...Switches[Name][]] };

export type SwitchName = keyof Switches;

export const SWITCH_NAMES = Object.keys(SWITCH_VALUES) as SwitchName[];

function build(choose: (values: readonly (string | number)[]) => string | number | undefined): Switches {
  const entries = SWITCH_NAMES.map((name) => [name, choose(SWITCH_VALUES[name])] as const);
  return Object.fromEntries(entries) as unknown as Switches;
}

/** World "A": every switch at its default. */
export const DEFAULT_SWITCHES: Readonly<Switches> = build((values) => values[0]);

/** World "B": every switch at its other end. */
export const OPPOSITE_SWITCHES: Readonly<Switches> = build((values) => values[values.length - 1]);

/** A third world, drawn from a seed: the same seed gives the same world. */
export function drawSwitches(seed: string): Switches {
  const random = createRandom(`switches:${seed}`);
  return build((values) => values[random.below(values.length)]);
}

/** Reads `name=value` as given on a command line. Undefined where the name or value is not one of ours. */
export function parseSwitch(text: string): Partial<Switches> | undefined {
  const [name, value] = text.split('=', 2);
  const known = SWITCH_NAMES.find((candidate) => candidate === name);
  if (known === undefined) return undefined;
  const match = SWITCH_VALUES[known].find((candidate) => String(candidate) === value);
  return match === undefined ? undefined : { [known]: match };
}
