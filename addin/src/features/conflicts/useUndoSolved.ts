import { useCallback, useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { standing } from '../../api/actFault.ts';
import { useAct, type Act } from '../../ui/useAct.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import type { Solved } from './ResultPage.tsx';

interface Undo {
  readonly possible: boolean;
  readonly undone: boolean;
  readonly act: Act<[]>;
}

const PAGE = 50;

/** The conflict says whether and through which line of the log the decision can be taken back. */
export function useUndoSolved({ id }: Connection, { conflict }: Solved): Undo {
  const { client } = useServices();
  const { updated } = useSession();
  const [undone, setUndone] = useState(false);
  const { value: solved } = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const query = { state: 'all' as const, limit: PAGE };
        const { items } = await client.call('conflicts', { params: { id }, query, signal });
        return items.find((one) => one.id === conflict.id);
      },
      [client, conflict.id, id],
    ),
  );
  const entry = solved?.undoEntry ?? undefined;
  const possible = entry !== undefined && solved?.undoAsksNotify === false;
  const act = useAct(
    useCallback(async () => {
      if (entry === undefined) return;
      const result = await client.call('undoLog', { params: { id, entry }, body: {} });
      standing(result);
      setUndone(true);
      if (result.connection !== null) updated(result.connection);
    }, [client, entry, id, updated]),
  );
  return { possible: possible && !undone, undone, act };
}
