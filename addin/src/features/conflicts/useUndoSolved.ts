import { useCallback, useState } from 'react';
import type { ActResult, Connection } from '../../../../shared/connection.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { standing } from '../../api/actFault.ts';
import { useAct, type Act } from '../../ui/useAct.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import type { Solved } from './solved.ts';

/** What became of taking it back. */
export interface Taken {
  readonly at: Date;
  readonly pending: boolean;
  readonly mails: number;
  /** The reason for it still stands, so it waits for a decision again. */
  readonly reopened: boolean;
}

interface Undo {
  readonly possible: boolean;
  readonly taken: Taken | undefined;
  readonly act: Act<[]>;
}

const takenBack = ({ facts, pending }: ActResult, at: Date): Taken => ({
  at,
  pending,
  mails: typeof facts['mails'] === 'number' ? facts['mails'] : 0,
  reopened: Array.isArray(facts['opened']) && facts['opened'].length > 0,
});

const PAGE = 50;

/** The conflict says whether and through which line of the log the decision can be taken back. */
export function useUndoSolved({ id }: Connection, { conflict }: Solved): Undo {
  const { client } = useServices();
  const { updated } = useSession();
  const { f } = useWords();
  const [taken, setTaken] = useState<Taken>();
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
      setTaken(takenBack(standing(result), f.now()));
      if (result.connection !== null) updated(result.connection);
    }, [client, entry, f, id, updated]),
  );
  return { possible: possible && taken === undefined, taken, act };
}
