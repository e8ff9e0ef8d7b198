import { useCallback, useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { standing } from '../../api/actFault.ts';
import { useAct, type Act } from '../../ui/useAct.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import type { Solved } from './ResultPage.tsx';

/** Clocks of pane and server may differ a little. */
const TOLERANCE_MS = 5000;

interface Undo {
  readonly possible: boolean;
  readonly undone: boolean;
  readonly act: Act<[]>;
}

/** The log holds the way back; only where it says "undoable" is it offered. */
export function useUndoSolved({ id }: Connection, { conflict, begun }: Solved): Undo {
  const { client } = useServices();
  const { updated } = useSession();
  const [undone, setUndone] = useState(false);
  const { value: entry } = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const items = [conflict.timify?.id, conflict.office?.id].filter((item) => item !== undefined);
        for (const item of items) {
          const { items: entries } = await client.call('log', {
            params: { id },
            query: { item, limit: 10 },
            signal,
          });
          const found = entries.find(
            ({ undoable, at }) => undoable && Date.parse(at) >= begun.getTime() - TOLERANCE_MS,
          );
          if (found !== undefined) return found;
        }
        return undefined;
      },
      [begun, client, conflict, id],
    ),
  );
  const act = useAct(
    useCallback(async () => {
      if (entry === undefined) return;
      const result = await client.call('undoLog', { params: { id, entry: entry.id } });
      standing(result);
      setUndone(true);
      if (result.connection !== null) updated(result.connection);
    }, [client, entry, id, updated]),
  );
  return { possible: entry !== undefined && !undone, undone, act };
}
