/** Whose subscription a notification of Graph names, and whether it is told by Graph. */
import type { CalendarCursor, Connection } from '../documents.ts';
import type { RunDeps } from '../runDeps.ts';
import { isSecret } from '../secrets.ts';

/** Subscriptions looked up before; a row that changed since is found out by its `clientState`. */
const REMEMBERED = 10_000;
/** Anybody may ring: after so many ids in one body that nobody knows, nobody is looked for any more. */
const MOST_UNKNOWN = 50;

export type Watched = CalendarCursor & Pick<Connection, 'tenantId' | 'oid' | 'importedAt'>;

/** Null: unknown, or not told by Graph. */
export type Verify = (subscriptionId: string, clientState: string | null) => Promise<Watched | null>;

const isOurs = (row: CalendarCursor, clientState: string): boolean =>
  row.subscription !== null && isSecret(clientState, row.subscription.clientStateHash);

const lookUp = async ({ store }: Pick<RunDeps, 'store'>, subscriptionId: string): Promise<Watched | null> => {
  const row = await store.cursors.bySubscription(subscriptionId);
  const connection = row && (await store.connections.get(row.connectionId));
  if (!row || !connection) return null;
  const { tenantId, oid, importedAt } = connection;
  return { ...row, tenantId, oid, importedAt };
};

/** Verifies the elements of one body after the other; what was found is remembered for the next bodies. */
export const createKnownSubscriptions = (deps: Pick<RunDeps, 'store'>): (() => Verify) => {
  const known = new Map<string, Watched>();
  const remember = (id: string, row: Watched): void => {
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? '');
    known.set(id, row);
  };
  return () => {
    const found = new Map<string, Watched | null>();
    let unknown = 0;
    const find = async (id: string): Promise<Watched | null> => {
      if (found.has(id) || unknown >= MOST_UNKNOWN) return found.get(id) ?? null;
      const row = await lookUp(deps, id);
      found.set(id, row);
      if (row) remember(id, row);
      else unknown += 1;
      return row;
    };
    return async (id, clientState) => {
      if (clientState === null || clientState === '') return null;
      const remembered = known.get(id);
      // While the first import goes on it may have ended since.
      if (remembered && remembered.importedAt !== null && isOurs(remembered, clientState)) return remembered;
      const row = await find(id);
      return row && isOurs(row, clientState) ? row : null;
    };
  };
};
