/** What the log and the conflicts offer to take back. Pure. */
import type { Role } from './policy.ts';
import type { LogEntry } from './documents.ts';

/** Everything can be taken back for 30 days. */
export const UNDO_FOR = 30 * 86_400_000;

export const isUndoable = ({ back, at }: Pick<LogEntry, 'back' | 'at'>, now: number): boolean =>
  back !== null && at > now - UNDO_FOR;

/** A move of an Office item belongs to the mailbox owner, whatever it takes back (design §9). */
export const mayUndo = (role: Role, { back, side }: Pick<LogEntry, 'back' | 'side'>): boolean =>
  role === 'owner' || back?.kind !== 'times' || side === 'timify';

/** Nobody tells a customer, or keeps silent, by accident: where nobody decided it before, it has to be said. */
export const asksNotify = ({ back }: Pick<LogEntry, 'back'>): boolean =>
  back?.kind === 'times' && back.notify === null;
