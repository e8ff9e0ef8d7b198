import { z } from 'zod';

/** Older and newer servers count per side or in one number. */
const Number = z.number();
const PerSide = z.object({ office: Number, timify: Number });
const Facts = z.object({
  removed: z.union([PerSide, Number]).optional(),
  /** Turned into plain entries. */
  released: Number.optional(),
  left: z.union([PerSide, z.array(z.unknown()), Number]).optional(),
  own: z.object({ before: Number, after: Number }).optional(),
  mails: Number.optional(),
  failed: Number.optional(),
  remaining: Number.optional(),
});

export interface Proof {
  readonly removed: {
    readonly office: number | undefined;
    readonly timify: number | undefined;
    readonly all: number | undefined;
  };
  readonly released: number | undefined;
  readonly left: { readonly office: number; readonly timify: number } | undefined;
  readonly own: { readonly before: number; readonly after: number } | undefined;
  readonly mails: number;
  readonly failed: number;
}

/** What the server counted after deactivating; what it did not count is not claimed. */
export function proofOf(facts: unknown): Proof {
  const parsed = Facts.safeParse(facts);
  const {
    removed,
    released,
    left,
    own,
    mails = 0,
    failed = 0,
    remaining,
  } = parsed.success ? parsed.data : {};
  const perSide = typeof removed === 'object' ? removed : undefined;
  return {
    removed: {
      office: perSide?.office,
      timify: perSide?.timify,
      all: typeof removed === 'number' ? removed : undefined,
    },
    released: released === 0 ? undefined : released,
    left: leftOf(left, remaining),
    own,
    mails,
    failed,
  };
}

function leftOf(left: z.infer<typeof Facts>['left'], remaining: number | undefined): Proof['left'] {
  if (typeof left === 'object' && !Array.isArray(left)) return left;
  return remaining === 0 ? { office: 0, timify: 0 } : undefined;
}
