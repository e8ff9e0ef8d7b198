import { useCallback } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Conflict } from '../../../../shared/items.ts';
import type { ConflictAction } from '../../../../shared/words.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { standing } from '../../api/actFault.ts';
import { useAct, type Act } from '../../ui/useAct.ts';
import type { Solved } from './solved.ts';
import { needsSlot, resolveBody, type Choice } from './ways.ts';

interface Resolve {
  readonly connection: Connection;
  readonly conflict: Conflict;
  readonly choice: Choice;
  readonly onSolved: (solved: Solved) => void;
  readonly onReload: () => void;
}

/** Carries out one way out; what could not be done brings the newest free times. */
export function useResolve({
  connection,
  conflict,
  choice,
  onSolved,
  onReload,
}: Resolve): Act<[action: ConflictAction]> {
  const { client, now } = useServices();
  const { updated } = useSession();
  return useAct(
    useCallback(
      async (action: ConflictAction) => {
        const begun = now();
        try {
          const result = await client.call('resolve', {
            params: { id: connection.id, conflictId: conflict.id },
            body: resolveBody(conflict, action, choice),
          });
          if (result.error === 'already-closed') return;
          const { pending, facts } = standing(result);
          onSolved({
            conflict,
            action,
            slot: needsSlot(action, conflict) ? choice.slot : undefined,
            pending,
            mails: typeof facts['mails'] === 'number' ? facts['mails'] : 0,
            begun,
            at: now(),
          });
          if (result.connection !== null) updated(result.connection);
        } finally {
          onReload();
        }
      },
      [choice, client, conflict, connection.id, now, onReload, onSolved, updated],
    ),
  );
}
