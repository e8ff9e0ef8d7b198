import type { Instant } from '../core/items.ts';
import type { Bus, Clock, Hash, Log, Vault } from './ports/process.ts';
import type { Mail, Tokens } from './ports/people.ts';
import type { Sides } from './ports/sides.ts';
import type { Store } from './ports/store.ts';
import type { Metrics } from './metrics.ts';

/** All that the run side is given by the composition root. */
export interface RunDeps {
  store: Store;
  clock: Clock;
  /** When this process began. */
  startedAt: Instant;
  log: Log;
  hash: Hash;
  vault: Vault;
  sides: Sides;
  tokens: Pick<Tokens, 'forget'>;
  mail: Mail;
  bus: Bus;
  metrics: Metrics;
  /** `PUBLIC_URL`, without a slash at the end: where notifications are sent. */
  publicUrl: string;
}

/** The right to write, as long as it lasts. */
export interface Lease {
  fence: number;
  /** Throws `FenceLost` when the lease ended or is about to. Called before every remote write. */
  check(): void;
}
