/** What people are asked, what they answered, and what they can take back. */
import type { Instant, Span, SideName } from './items.ts';
import type { Decision, Link } from './links.ts';

export type ConflictKind =
  | 'overlap'
  | 'outside-working-hours'
  | 'both-changed'
  | 'move-refused'
  | 'confirm-move'
  | 'confirm-cancel'
  | 'mirror-deleted'
  | 'would-notify-guests'
  | 'not-writable'
  | 'not-representable'
  | 'fought-over';

export type ConflictAction =
  | 'keep-both'
  | 'move-booking'
  | 'move-event'
  | 'put-back'
  | 'use-office'
  | 'use-timify'
  | 'cancel-booking'
  | 'delete-event'
  | 'ignore'
  | 'ignore-series';

/** Something only a human can decide. Times and ids alone: texts are read live with the viewer's own right. */
export interface Conflict {
  /** Keyed hash of connection, kind and the items: found again, it is the same conflict with the same `openedAt`. */
  id: string;
  connectionId: string;
  linkId: string;
  kind: ConflictKind;
  openedAt: Instant;
  closedAt: Instant | null;
  /** Why it closed: `solved`, `cause-gone`, `ignored`. */
  closedBy: string | null;
  /** The colliding part, or the time in question. */
  span: Span;
  office: { id: string; span: Span } | null;
  timify: { id: string; span: Span; hasCustomers: boolean } | null;
  rule: string;
  setting: string | null;
  /** Under which settings it was opened, where one says to ask. */
  settingsVersion?: number;
  actions: ConflictAction[];
  slots: Span[];
  /** Times that lost, kept for "use the other one". */
  lost: Span | null;
  /** The line of the log through which a person's decision can be taken back. */
  undoEntry: string | null;
}

/** What a person decided about a conflict. Carried out by the same run that plans everything else. */
export interface Verdict {
  conflictId: string;
  linkId: string;
  kind: ConflictKind;
  action: ConflictAction;
  /** The chosen free slot for `move-booking` and `move-event`. */
  slot: Span | null;
  /** Tell the customers? Required by the API where a booking has customers; null: nobody was asked, for it had none. */
  notify: boolean | null;
}

/**
 * How what a line of the log tells is taken back. A question to the planner, never a recipe: the world as it is now and
 * the rules in force decide (see `undo.ts`).
 */
export type WayBack =
  /** The origin goes to `to` while it still stands at `from`. `notify`: null where a person has to say it. */
  | { kind: 'times'; to: Span; from: Span; notify: boolean | null }
  /** A copy that was deleted is made again. */
  | { kind: 'restore' }
  /** The person who ignored a conflict is asked again. `decision`: the pair's, where the answer changed it. */
  | { kind: 'ask-again'; conflictId: string; decision: Decision | null }
  /** How an item was shown before the settings were applied to it. */
  | {
      kind: 'as-before';
      decision: Decision;
      settingsVersion: number;
      anonymous: boolean;
      anonymousBy: Link['anonymousBy'];
    }
  /** Everything that this act of a person did. */
  | { kind: 'act'; act: string; level: 'connection' | 'company' };

/** A person takes back one line of the log. Carried out by the same run that plans everything else. */
export interface Undo {
  linkId: string;
  back: Exclude<WayBack, { kind: 'act' }>;
  /** Tell the customers, where a booking of theirs is moved. */
  notify: boolean;
  by: 'owner' | 'admin';
}

/** Why nothing can be taken back: the world has changed since, or a rule forbids it by now. */
export type UndoRefusal =
  | 'changed-since'
  | 'origin-gone'
  | 'conflict-open'
  | 'direction'
  | 'taken'
  | 'would-notify-guests'
  | 'not-writable'
  | 'not-representable';

/** Deletions that the brake keeps back. */
export interface Hold {
  linkIds: string[];
  /** What they are copies of, a series once; `unitOf` says which of these each link belongs to. Absent in older holds. */
  units?: string[];
  unitOf?: number[];
  side: SideName;
  /** Of how many units that are mirrored from where these came from. */
  total: number;
  since: Instant;
}
