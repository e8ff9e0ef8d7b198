import { useCallback, useEffect } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Conflict } from '../../../../shared/items.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { useLoaded, type Loaded } from '../../ui/useLoaded.ts';

/** Open ones, or all; asked again when the stream tells of a conflict. */
export function useConflicts({ id }: Connection, state: 'open' | 'all'): Loaded<readonly Conflict[]> {
  const { client } = useServices();
  const { language } = useWords();
  const { onChange } = useSession();
  const loaded = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const query = { state, language, limit: 100 } as const;
        const { items } = await client.call('conflicts', { params: { id }, query, signal });
        return [...items].sort((a, b) => a.span.start.localeCompare(b.span.start));
      },
      [client, id, language, state],
    ),
  );
  const { reload } = loaded;
  useEffect(
    () =>
      onChange(({ kind, connectionId }) => {
        if (kind === 'back' || (connectionId === id && (kind === 'conflict' || kind === 'log'))) reload();
      }),
    [id, onChange, reload],
  );
  return loaded;
}
