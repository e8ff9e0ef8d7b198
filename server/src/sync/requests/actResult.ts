import type { Act, Connection } from '../documents.ts';
import { Refusal } from '../refusal.ts';
import type { RequestDeps } from '../requestDeps.ts';

/** What came of an act. `pending`: no run took it within the wait; it will still be carried out. */
export interface Outcome {
  ok: boolean;
  pending: boolean;
  error: string | null;
  facts: Record<string, unknown>;
}

export const done = (facts: Record<string, unknown> = {}): Outcome => ({
  ok: true,
  pending: false,
  error: null,
  facts,
});

/** Hands an act to whichever process runs the connection, and waits a little for what comes of it. */
export const carryOut = async (
  deps: Pick<RequestDeps, 'runner'>,
  connection: Connection,
  by: string,
  request: Act['request'],
): Promise<Outcome> => {
  const result = await deps.runner.act(connection, by, request);
  if (!result) return { ok: true, pending: true, error: null, facts: {} };
  if (result.error === 'undo_impossible') {
    const { reason } = result.facts;
    throw new Refusal('undo_impossible', 'This can not be taken back any more.', {
      reason: typeof reason === 'string' ? reason : '',
    });
  }
  return { ...result, pending: false };
};
