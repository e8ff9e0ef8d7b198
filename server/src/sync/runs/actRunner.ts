import { hasToWait } from './acts/hasToWait.ts';
import type { Act, Connection } from '../documents.ts';
import { previewPlan } from './previewPlan.ts';
import type { RunDeps } from '../runDeps.ts';
import type { Runner } from '../runner.ts';
import { newId } from '../secrets.ts';
import { signalConnection } from '../signals.ts';

/** How long a request waits for its act, and how often it looks whether a run of any process has answered it. */
const WAIT = 25_000;
const LOOK = 25;

const answered = async (deps: RunDeps, id: string, waitMs: number): Promise<Act['result']> => {
  const never = new AbortController().signal;
  const end = Date.now() + waitMs;
  for (;;) {
    const act = await deps.store.acts.get(id);
    if (act?.result || Date.now() > end) return act?.result ?? null;
    await deps.clock.until(deps.clock.now() + LOOK, never);
  }
};

/** What has to wait until a connection is resumed is answered long after the request. */
const waitOf = async (deps: RunDeps, act: Act, connection: Connection, waitMs: number): Promise<number> => {
  const company = await deps.store.companies.get(connection.companyId);
  return company && hasToWait(act.request, connection, company) ? 0 : waitMs;
};

/** Stores the act, makes its connection due, and waits for whichever run carries it out. */
export const createRunner = (deps: RunDeps): Runner => ({
  act: async (connection: Connection, by: string, request: Act['request'], waitMs = WAIT) => {
    const act: Act = {
      id: newId(),
      connectionId: connection.id,
      by,
      at: deps.clock.now(),
      request,
      result: null,
    };
    await deps.store.acts.put(act);
    await signalConnection(deps, connection, [{ kind: 'act', id: act.id }]);
    return answered(deps, act.id, await waitOf(deps, act, connection, waitMs));
  },
  preview: previewPlan(deps),
});
