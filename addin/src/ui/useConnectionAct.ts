import { useCallback } from 'react';
import type { ActResult, Connection } from '../../../shared/connection.ts';
import type { ConnectionAction, Copies } from '../../../shared/words.ts';
import { standing } from '../api/actFault.ts';
import { useServices } from '../app/services.tsx';
import { useSession } from '../app/SessionProvider.tsx';
import { useAct, type Act } from './useAct.ts';

interface Options {
  readonly copies?: Copies;
  readonly onDone?: (result: ActResult) => void;
  readonly onFault?: () => void;
}

/** One of the connection's acts, with the state it leaves behind taken over at once. */
export function useConnectionAct(
  { id }: Connection,
  action: ConnectionAction,
  options: Options = {},
): Act<[]> {
  const { client } = useServices();
  const { updated } = useSession();
  const { copies, onDone, onFault } = options;
  return useAct(
    useCallback(async () => {
      try {
        const result = await client.call('act', {
          params: { id, action },
          body: copies === undefined ? {} : { copies },
        });
        if (result.connection !== null) updated(result.connection);
        onDone?.(standing(result));
      } catch (fault) {
        onFault?.();
        throw fault;
      }
    }, [action, client, copies, id, onDone, onFault, updated]),
  );
}
