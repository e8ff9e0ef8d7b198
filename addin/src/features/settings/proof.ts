import { z } from 'zod';
import type { Side } from '../../../../shared/words.ts';

/** Older and newer servers count per side or in one number. */
const Number = z.number();
const PerSide = z.object({ office: Number, timify: Number });
const Stayed = z.object({
  linkId: z.string(),
  side: z.enum(['office', 'timify']),
  span: z.object({ start: Number, end: Number }),
  reason: z.enum(['would-notify-guests', 'not-writable', 'adopted', 'kept', 'failed']),
});
const Facts = z.object({
  removed: z.union([PerSide, Number]).optional(),
  removedBySide: PerSide.optional(),
  /** Turned into plain entries. */
  released: Number.optional(),
  /** Were to be plain, and carry our mark still. */
  marked: Number.optional(),
  /** What of ours was there when both sides were looked at once more; null where one could not be read. */
  ofOurs: z.object({ office: Number.nullable(), timify: Number.nullable() }).optional(),
  left: z.union([PerSide, z.array(z.unknown())]).optional(),
  own: z.object({ before: Number, after: Number }).optional(),
  mails: Number.optional(),
  failed: Number.optional(),
  accessEnded: z.boolean().optional(),
});
type Facts = z.infer<typeof Facts>;

/** A copy that had to stay, and why. */
export interface StayedCopy {
  readonly linkId: string;
  readonly side: Side;
  readonly start: Date;
  readonly end: Date;
  readonly reason: z.infer<typeof Stayed>['reason'];
}

/** `null`: this side could not be looked at. */
export interface CountedLeft {
  readonly office: number | null;
  readonly timify: number | null;
}

export interface Proof {
  readonly removed: {
    readonly office: number | undefined;
    readonly timify: number | undefined;
    readonly all: number | undefined;
  };
  readonly released: number | undefined;
  readonly marked: number;
  readonly left: CountedLeft | undefined;
  readonly stayed: readonly StayedCopy[];
  readonly own: { readonly before: number; readonly after: number } | undefined;
  readonly mails: number;
  readonly failed: number;
  /** Undefined: the server did not tell. */
  readonly accessEnded: boolean | undefined;
}

/** What the server counted after deactivating; what it did not count is not claimed. */
export function proofOf(facts: unknown): Proof {
  const parsed = Facts.safeParse(facts);
  const known: Facts = parsed.success ? parsed.data : {};
  const { removed, removedBySide, released, left, ofOurs } = known;
  const perSide = removedBySide ?? (typeof removed === 'object' ? removed : undefined);
  return {
    removed: {
      office: perSide?.office,
      timify: perSide?.timify,
      all: perSide === undefined && typeof removed === 'number' ? removed : undefined,
    },
    released: released === 0 ? undefined : released,
    marked: known.marked ?? 0,
    left: ofOurs ?? (left !== undefined && !Array.isArray(left) ? left : undefined),
    stayed: Array.isArray(left) ? left.flatMap(stayedCopy) : [],
    own: known.own,
    mails: known.mails ?? 0,
    failed: known.failed ?? 0,
    accessEnded: known.accessEnded,
  };
}

function stayedCopy(entry: unknown): StayedCopy[] {
  const parsed = Stayed.safeParse(entry);
  if (!parsed.success) return [];
  const { linkId, side, span, reason } = parsed.data;
  return [{ linkId, side, start: new Date(span.start), end: new Date(span.end), reason }];
}
