import type { Conflict, ConflictAction, ConflictKind, Link, Span } from './model.ts';
import type { Hash } from './fingerprint.ts';

/** The ways out of each kind, in the order in which they are offered. */
const WAYS: Record<ConflictKind, ConflictAction[]> = {
  overlap: ['move-booking', 'move-event', 'keep-both', 'cancel-booking', 'delete-event', 'ignore'],
  'outside-working-hours': ['put-back', 'move-event', 'keep-both', 'ignore'],
  'both-changed': ['use-office', 'use-timify', 'ignore'],
  'move-refused': ['put-back', 'move-booking', 'ignore'],
  'confirm-move': ['move-booking', 'put-back'],
  'confirm-cancel': ['cancel-booking', 'put-back'],
  'mirror-deleted': ['put-back', 'delete-event', 'cancel-booking', 'ignore'],
  'would-notify-guests': ['put-back', 'keep-both', 'ignore'],
  'not-writable': ['put-back', 'ignore'],
  'not-representable': ['put-back', 'ignore'],
  'fought-over': ['put-back', 'ignore'],
};

export interface ConflictDraft {
  kind: ConflictKind;
  link: Link;
  span: Span;
  office: Conflict['office'];
  timify: Conflict['timify'];
  rule: string;
  setting: string | null;
  lost: Span | null;
}

/** Pair conflicts freeze their pair; the others describe a collision that the sync has already bounded. */
export const freezes = (kind: ConflictKind): boolean =>
  kind !== 'overlap' && kind !== 'outside-working-hours';

const waysOf = (draft: ConflictDraft): ConflictAction[] =>
  WAYS[draft.kind].filter((action) => {
    if (draft.kind === 'overlap' && draft.timify === null) return false;
    if (action === 'delete-event')
      return draft.kind !== 'mirror-deleted' || draft.link.origin.side === 'office';
    if (action === 'cancel-booking')
      return draft.kind !== 'mirror-deleted' || draft.link.origin.side === 'timify';
    return true;
  });

/** The same cause always has the same id, so that it keeps its `openedAt` and what a person said about it. */
export const conflictId = (draft: ConflictDraft, hash: Hash): string =>
  hash(
    [
      'conflict',
      draft.kind,
      draft.link.id,
      draft.office?.id ?? '',
      draft.timify?.id ?? '',
      draft.span.start,
      draft.span.end,
    ].join('|'),
  ).slice(0, 24);

export const openConflict = (
  draft: ConflictDraft,
  how: { connectionId: string; now: number; hash: Hash; slots: Span[] },
): Conflict => ({
  id: conflictId(draft, how.hash),
  connectionId: how.connectionId,
  linkId: draft.link.id,
  kind: draft.kind,
  openedAt: how.now,
  closedAt: null,
  closedBy: null,
  span: draft.span,
  office: draft.office,
  timify: draft.timify,
  rule: draft.rule,
  setting: draft.setting,
  actions: waysOf(draft),
  slots: how.slots,
  lost: draft.lost,
});
