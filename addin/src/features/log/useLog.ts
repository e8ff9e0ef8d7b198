import { useCallback, useEffect, useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { LogEntry } from '../../../../shared/items.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { useAct, type Act } from '../../ui/useAct.ts';
import { useLoaded } from '../../ui/useLoaded.ts';

const PAGE = 50;

export interface LogLook {
  readonly entries: readonly LogEntry[] | undefined;
  readonly fault: unknown;
  readonly reload: () => void;
  /** Undefined on the last page. */
  readonly earlier: Act<[]> | undefined;
}

/**
 * Newest first, page by page. New entries appear on top; what was loaded stays. `until`: only what was written before,
 * the way to a day.
 */
export function useLog({ id }: Connection, item: string | undefined, until: Date | undefined): LogLook {
  const { client } = useServices();
  const { language } = useWords();
  const { onChange } = useSession();
  const [olderOf, setOlder] = useState<{
    readonly until: Date | undefined;
    readonly entries: readonly LogEntry[];
    readonly next: string | undefined;
  }>();
  const older = olderOf?.until === until ? olderOf : undefined;

  const ask = useCallback(
    (after: string | undefined, signal?: AbortSignal) =>
      client.call('log', {
        params: { id },
        query: {
          limit: PAGE,
          titles: 'true',
          language,
          ...(item === undefined ? {} : { item }),
          ...(until === undefined ? {} : { until: until.toISOString() }),
          ...(after === undefined ? {} : { after }),
        },
        ...(signal === undefined ? {} : { signal }),
      }),
    [client, id, item, language, until],
  );
  const first = useLoaded(useCallback((signal: AbortSignal) => ask(undefined, signal), [ask]));
  const next = older === undefined ? first.value?.next : older.next;
  const earlier = useAct(
    useCallback(async () => {
      const page = await ask(next);
      setOlder((before) => {
        const known = before !== undefined && before.until === until ? before.entries : [];
        return { until, entries: [...known, ...page.items], next: page.next };
      });
    }, [ask, next, until]),
  );
  const { reload } = first;
  useEffect(
    () =>
      onChange(({ kind, connectionId }) => {
        if (kind === 'back' || (kind === 'log' && connectionId === id)) reload();
      }),
    [id, onChange, reload],
  );
  return {
    entries: first.value && unique([...first.value.items, ...(older?.entries ?? [])]),
    fault: first.fault,
    reload,
    earlier: next === undefined ? undefined : earlier,
  };
}

const unique = (entries: readonly LogEntry[]): LogEntry[] => [
  ...new Map(entries.map((entry) => [entry.id, entry])).values(),
];
