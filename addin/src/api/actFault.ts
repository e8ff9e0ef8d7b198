import type { ActResult } from '../../../shared/connection.ts';

/** The server took the act, but it came to nothing; `word` is its machine word for why. */
export class ActFault extends Error {
  readonly word: string;
  /** How many writes went through all the same; undefined where the server did not tell. */
  readonly writes: number | undefined;

  constructor(word: string, writes?: number) {
    super(`act failed: ${word}`);
    this.name = 'ActFault';
    this.word = word;
    this.writes = writes;
  }
}

const writesOf = ({ facts }: ActResult): number | undefined =>
  typeof facts['writes'] === 'number' ? facts['writes'] : undefined;

/** A result that stands, or that will: rejects what did not work. */
export function standing(result: ActResult): ActResult {
  if (!result.ok && !result.pending) throw new ActFault(result.error ?? 'unknown', writesOf(result));
  return result;
}
