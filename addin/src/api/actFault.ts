import type { ActResult } from '../../../shared/connection.ts';

/** The server took the act, but it came to nothing; `word` is its machine word for why. */
export class ActFault extends Error {
  readonly word: string;

  constructor(word: string) {
    super(`act failed: ${word}`);
    this.name = 'ActFault';
    this.word = word;
  }
}

/** A result that stands, or that will: rejects what did not work. */
export function standing(result: ActResult): ActResult {
  if (!result.ok && !result.pending) throw new ActFault(result.error ?? 'unknown');
  return result;
}
