import type { KeptDirectory } from '../directory.ts';
import type { Switches, World } from '../world.ts';
import { createClock } from './clock.ts';
import type { MovableClock } from './clock.ts';
import { NO_LATENCY } from './intercept.ts';
import type { Latency } from './intercept.ts';
import { createJournal } from './journal.ts';
import { createEvents, createMails } from './mails.ts';
import { createRandom } from './random.ts';
import type { SeededRandom } from './random.ts';

/** The ground of the world, with the handles that only the shell holds. */
export interface Ground {
  world: World;
  clock: MovableClock;
  random: SeededRandom;
  latency: Latency;
  mails: ReturnType<typeof createMails>;
  directory: KeptDirectory;
  settings: Settings;
  /** To be called with what `world.changed` and `world.verifyGraphToken` shall do, once that exists. */
  onChanged(listener: () => void): void;
  onVerify(verify: World['verifyGraphToken']): void;
}

/** What the world was told about itself and its surroundings. Kept over a restart. */
export interface Settings {
  /** Empty calendars, no working times. */
  empty: boolean;
  /** Where our own server runs. */
  serverUrl: string | null;
  /** Graph's id of the extended property by which our server marks its copies. */
  marker: string | null;
}

export interface GroundOptions {
  seed: string;
  switches: Switches;
  directory: KeptDirectory;
  settings: Settings;
}

export function createGround(options: GroundOptions): Ground {
  const clock = createClock();
  const random = createRandom(options.seed);
  const events = createEvents();
  const latency: Latency = { ...NO_LATENCY };
  let changed: () => void = () => undefined;
  let verify: World['verifyGraphToken'] = () => ({
    status: 401,
    code: 'InvalidAuthenticationToken',
    message: '',
  });
  const mails = createMails(events, () => changed());
  const world: World = {
    clock,
    random,
    switches: { ...options.switches },
    directory: options.directory,
    journal: createJournal(),
    mails,
    events,
    verifyGraphToken: (bearer) => verify(bearer),
    notificationDelay: () => latency.notification,
    origins: { entra: '', graph: '', timify: '', plain: '' },
    changed: () => changed(),
  };
  return {
    world,
    clock,
    random,
    latency,
    mails,
    directory: options.directory,
    settings: options.settings,
    onChanged: (listener) => {
      changed = listener;
    },
    onVerify: (listener) => {
      verify = listener;
    },
  };
}
