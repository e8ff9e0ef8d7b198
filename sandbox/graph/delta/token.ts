import { createSealer } from '../../sealed.ts';
import { refuse } from '../errors.ts';
import type { Span } from '../series/instances.ts';

/** Where a round stands. Everything is in the link, so links outlive a restart, as Graph's do. */
export interface Round {
  calendar: string;
  span: Span;
  generation: number;
  /** All that is in the window, or what the log says since `from`. */
  kind: 'full' | 'changes';
  from: number;
  /** End of the log when the round began; the next round reads on from there. */
  to: number;
  /** Last group that was delivered to its end: an ordinal or a log number. */
  position: number;
  /** Items of the next group that were delivered already. */
  skip: number;
  /** Whether a page was delivered, be it an empty one. */
  begun: boolean;
}

const sealer = createSealer('delta links');
const FIRST_PART = 43;

/** Two base64url parts joined by a dot; nothing to read for a client (facts: graph §2.3). */
export function writeToken(round: Round): string {
  const sealed = sealer.seal(round);
  return `${sealed.slice(0, FIRST_PART)}.${sealed.slice(FIRST_PART)}`;
}

export function readToken(text: string): Round {
  const round = sealer.open(text.replace('.', ''));
  if (round === undefined) throw refuse.badRequest('Badly formed token.');
  return round as Round;
}
