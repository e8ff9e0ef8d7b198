import type { Span } from '../core/items.ts';
import type { Act, Connection } from './documents.ts';

/** What would happen if a plan were carried out: the same planner, nothing written. */
export interface Preview {
  counts: { create: number; update: number; delete: number; skip: number; conflict: number };
  /** The same numbers by the side that would be written. */
  sides: Record<'office' | 'timify', { create: number; update: number; delete: number }>;
  /** How many of the changes and deletions are of originals themselves; the others are of copies. */
  origins: { update: number; delete: number };
  /** Why items would be skipped, most frequent first. */
  skips: { reason: string; count: number }[];
  /** At most three of each kind, originals before copies. Whose text may be shown to whom is for the callers to say. */
  samples: {
    what: 'create' | 'update' | 'delete' | 'skip' | 'conflict';
    /** Where the item itself is; its copy is on the other side. */
    side: 'office' | 'timify';
    item: string;
    /** Which of the two is written; null where nothing is. */
    target: 'origin' | 'copy' | null;
    span: Span;
    rule: string;
    setting: string | null;
    /** What its copy would say under these settings; null where no text is written. */
    copy: { title: string | null; notes: string | null } | null;
  }[];
  /** Mails to guests: always 0, counted from the plan, not assumed. */
  mails: number;
}

/**
 * The only way in which a request makes the sync do something now. Acts are stored, the connection is made due, and
 * whichever process claims it carries them out in an ordinary run.
 */
export interface Runner {
  /** Resolves with the result, or with null when no run took it within `waitMs` (it will still be carried out). */
  act(connection: Connection, by: string, request: Act['request'], waitMs?: number): Promise<Act['result']>;
  /** Reads both sides in full and plans for `connection` as given (it need not be stored yet). */
  preview(
    connection: Connection,
    kind: 'connect' | 'settings' | 'deactivate' | 'calendars',
    copies?: 'keep' | 'remove' | 'plain',
  ): Promise<Preview>;
}
