import type { World } from '../world.ts';
import type { Mailboxes } from './store/mailboxes.ts';

/** What every part of the Graph stand-in may lean on. */
export interface Core {
  readonly world: World;
  readonly mailboxes: Mailboxes;
}
