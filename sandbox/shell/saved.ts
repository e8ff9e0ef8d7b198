import type { AccountsState } from '../entra/accounts.ts';
import type { GraphState } from '../graph/service.ts';
import type { TimifyState } from '../timify/model.ts';
import type { DirectoryUser, Switches, WorldMail } from '../world.ts';
import type { RandomState } from './random.ts';
import type { Settings } from './world.ts';

/** The content of `world.json`. */
export interface SavedWorld {
  version: 3;
  ahead: number;
  random: RandomState;
  switches: Switches;
  settings: Settings;
  directory: DirectoryUser[];
  mails: WorldMail[];
  entra: AccountsState;
  graph: GraphState;
  timify: TimifyState;
}

/** Undefined for a file of another version: the world then begins anew. */
export function asSavedWorld(value: unknown): SavedWorld | undefined {
  if (typeof value !== 'object' || value === null || !('version' in value)) return undefined;
  return value.version === 3 ? (value as SavedWorld) : undefined;
}
