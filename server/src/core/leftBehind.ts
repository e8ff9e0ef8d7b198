/** What the sliding window has left: it is past, and stays on the other side as it was when both agreed. */
import { judgement, type Judgement } from './judgement.ts';
import { spanOf, trueSpan } from './normalise.ts';
import type { Pair } from './pairs.ts';
import type { PlanInput } from './planInput.ts';

/**
 * The window has slid past it: what was agreed then stands. A tombstone means nothing any more, since Graph also sends it
 * for what changes outside a delta's window ("event: delta").
 */
export const isLeftBehind = (input: PlanInput, { link, origin }: Pair): boolean => {
  const { timeZone } = input.connection;
  const { side, base } = link.origin;
  if (link.mirrors.length === 0) return false;
  const was = side === 'office' ? spanOf(base, timeZone) : base.span;
  const is = origin.item ? trueSpan(origin.item, timeZone) : was;
  return was.end <= input.window.start && is.end <= input.window.start;
};

/** What becomes of a pair that the window has slid past; null: what becomes of any other. */
export const leaveBehind = ({ link, origin, mirrors }: Pair): Judgement | null => {
  // Somebody cleared away what is past: no reason to ask, or to make it again.
  if (mirrors.some(({ end }) => end.state === 'gone'))
    return origin.state === 'changed' ? null : { ...judgement('left-behind'), forget: true };
  return origin.state === 'gone' && link.origin.side === 'office' ? judgement('left-behind') : null;
};
