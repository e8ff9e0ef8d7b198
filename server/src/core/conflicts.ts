import type { Conflict, ConflictAction, ConflictKind } from './decisions.ts';
import type { Link } from './links.ts';
import type { Span } from './items.ts';
import type { Hash } from './fingerprint.ts';
import type { RuleId } from './rules.ts';

export interface ConflictDraft {
  kind: ConflictKind;
  link: Link;
  span: Span;
  office: Conflict['office'];
  timify: Conflict['timify'];
  rule: RuleId;
  setting: string | null;
  lost: Span | null;
}

/**
 * Pair conflicts freeze their pair; the others describe a collision that the sync has already bounded: an event over a
 * booking, and an event that straddles the working hours (no item of TIMIFY is concerned then).
 */
export const freezes = ({ kind, timify }: Pick<Conflict, 'kind' | 'timify'>): boolean =>
  kind !== 'overlap' && (kind !== 'outside-working-hours' || timify !== null);

/** The ways out that leave things as they are. */
export const accepts = (action: ConflictAction): boolean =>
  action === 'ignore' || action === 'ignore-series' || action === 'keep-both';

/** The ways out that move or cancel a booking: whether its customers are told has to be said. */
export const concernsCustomers = (action: ConflictAction): boolean =>
  action === 'move-booking' || action === 'cancel-booking' || action === 'use-office';

/** What a connection remembers of "ignore for the series". */
export const seriesToken = (kind: ConflictKind, seriesId: string, hash: Hash): string =>
  hash(`ignored|${kind}|${seriesId}`).slice(0, 24);

/** The same cause always has the same id, so that it keeps its `openedAt` and what a person said about it. */
export const conflictId = (
  draft: Pick<ConflictDraft, 'kind' | 'span'> & {
    link: Pick<Link, 'id'>;
    office: { id: string } | null;
    timify: { id: string } | null;
  },
  hash: Hash,
): string =>
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
  how: { connectionId: string; now: number; hash: Hash; slots: Span[]; actions: ConflictAction[] },
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
  actions: how.actions,
  slots: how.slots,
  lost: draft.lost,
  undoEntry: null,
});
