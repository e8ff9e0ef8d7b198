import type { Conflict } from '../../../../shared/items.ts';
import type { ConflictAction, Span } from '../../../../shared/words.ts';

/** What a person decided about a conflict, and what came of it. */
export interface Solved {
  readonly conflict: Conflict;
  readonly action: ConflictAction;
  readonly slot: Span | undefined;
  readonly pending: boolean;
  readonly mails: number;
  readonly begun: Date;
  readonly at: Date;
}
