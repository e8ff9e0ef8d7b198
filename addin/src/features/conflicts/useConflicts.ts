import { useCallback, useEffect } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Conflict } from '../../../../shared/items.ts';
import { pagesOf, type AskPage } from '../../api/pages.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { useLoaded, type Loaded } from '../../ui/useLoaded.ts';
import { usePages, type Pages } from '../../ui/usePages.ts';

/** What a page brings at most. */
export const CONFLICTS_PAGE = 100;

/** Every open one, by its time: they are counted and sorted as a whole. Asked again when the stream tells of a conflict. */
export function useConflicts(connection: Connection): Loaded<readonly Conflict[]> {
  const ask = useAskConflicts(connection, 'open');
  const loaded = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const { items } = await pagesOf(ask, signal);
        return [...items].sort((a, b) => a.span.start.localeCompare(b.span.start));
      },
      [ask],
    ),
  );
  useNews(connection, loaded.reload);
  return loaded;
}

/** Open and closed ones as they arose, newest first, page by page. */
export function useAllConflicts(connection: Connection): Pages<Conflict> {
  const pages = usePages(useAskConflicts(connection, 'all'));
  useNews(connection, pages.reload);
  return pages;
}

function useAskConflicts({ id }: Connection, state: 'open' | 'all'): AskPage<Conflict> {
  const { client } = useServices();
  const { language } = useWords();
  return useCallback(
    (after, signal) => {
      const query = { state, language, limit: CONFLICTS_PAGE, ...(after === undefined ? {} : { after }) };
      return client.call('conflicts', { params: { id }, query, ...(signal === undefined ? {} : { signal }) });
    },
    [client, id, language, state],
  );
}

function useNews({ id }: Connection, reload: () => void): void {
  const { onChange } = useSession();
  useEffect(
    () =>
      onChange(({ kind, connectionId }) => {
        if (kind === 'back' || (connectionId === id && (kind === 'conflict' || kind === 'log'))) reload();
      }),
    [id, onChange, reload],
  );
}
