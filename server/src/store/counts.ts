import { heldUnits } from '../core/brake.ts';
import type { Decision } from '../core/links.ts';
import type { Hold } from '../core/decisions.ts';
import type { Connection } from '../sync/documents.ts';

/** Everything that has its counterpart on the other side, one way or another. */
const LINKED: readonly Decision['kind'][] = ['mirrored', 'covered', 'conflict', 'adopted'];

/** The numbers of a connection from the links per kind of decision, the open conflicts and the brake. */
export const countsFrom = (
  byKind: ReadonlyMap<string, number>,
  conflicts: number,
  hold: Hold | null,
): Connection['counts'] => ({
  linked: LINKED.reduce((sum, kind) => sum + (byKind.get(kind) ?? 0), 0),
  covered: byKind.get('covered') ?? 0,
  conflicts,
  skipped: byKind.get('skipped') ?? 0,
  held: hold ? heldUnits(hold) : 0,
});
