import type { explain, explainConflict, explainInFull, explainLog } from '../core/explain.ts';
import type { Errands } from './errands.ts';
import type { Metrics } from './metrics.ts';
import type { Act, Connection } from './documents.ts';
import type { Bus, Clock, Hash, Log, Vault } from './ports/process.ts';
import type { Mail, Profiles, Tokens } from './ports/people.ts';
import type { Sides } from './ports/sides.ts';
import type { Store } from './ports/store.ts';
import type { Runner } from './runner.ts';

/** Puts decisions into sentences; implemented by `core/explain.ts`. */
export interface Sentences {
  explain: typeof explain;
  inFull: typeof explainInFull;
  log: typeof explainLog;
  conflict: typeof explainConflict;
}

/**
 * Carries out what a person said about copies that lost their rule, because a direction, a calendar or the calendar to
 * write to was given up. `connection` is the row as it is now. Null: no run took it yet; it will still be carried out.
 */
export type ReleaseCopies = (
  connection: Connection,
  by: string,
  copies: 'keep' | 'remove' | 'plain',
) => Promise<Act['result']>;

/** All that the request side is given by the composition root. Each function takes the part that it needs. */
export interface RequestDeps {
  store: Store;
  clock: Clock;
  log: Log;
  hash: Hash;
  vault: Vault;
  sides: Sides;
  tokens: Tokens;
  profiles: Profiles;
  mail: Mail;
  runner: Runner;
  releaseCopies: ReleaseCopies;
  bus: Bus;
  /** What goes on after its request was answered. */
  errands: Errands;
  metrics: Metrics;
  sentences: Sentences;
  /** `PUBLIC_URL`, without a slash at the end. */
  publicUrl: string;
  /** `ENTRA_BACKGROUND`. */
  background: 'obo' | 'code';
}
