import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '../../../../shared/api.ts';
import type { Connection } from '../../../../shared/connection.ts';
import type { LogEntry } from '../../../../shared/items.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { useAct, type Act } from '../../ui/useAct.ts';
import { useLoaded } from '../../ui/useLoaded.ts';

const PAGE = 50;
/** As many as the server gives at once, where all of them are wanted. */
const LARGE_PAGE = 200;

export interface LogLook {
  readonly entries: readonly LogEntry[] | undefined;
  readonly fault: unknown;
  readonly reload: () => void;
  /** Undefined on the last page. */
  readonly earlier: Act<[]> | undefined;
  /** Loads page after page, each shown at once, and comes to all entries; to none where nobody waits any more. */
  readonly loadRest: () => Promise<readonly LogEntry[] | undefined>;
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
    (after: string | undefined, signal?: AbortSignal, limit = PAGE) =>
      client.call('log', {
        params: { id },
        query: {
          limit,
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
  const keep = useCallback(
    (page: Answer<'log'>) =>
      setOlder((before) => {
        const known = before !== undefined && before.until === until ? before.entries : [];
        return { until, entries: [...known, ...page.items], next: page.next };
      }),
    [until],
  );
  const earlier = useAct(useCallback(async () => keep(await ask(next)), [ask, keep, next]));
  const entries = first.value && unique([...first.value.items, ...(older?.entries ?? [])]);
  const isWanted = useWanted(ask);
  const loadRest = async (): Promise<readonly LogEntry[] | undefined> => {
    const all = [...(entries ?? [])];
    for (let after = next; after !== undefined;) {
      const page = await ask(after, undefined, LARGE_PAGE);
      if (!isWanted()) return undefined;
      keep(page);
      all.push(...page.items);
      after = page.next;
    }
    return unique(all);
  };
  const { reload } = first;
  useEffect(
    () =>
      onChange(({ kind, connectionId }) => {
        if (kind === 'back' || (kind === 'log' && connectionId === id)) reload();
      }),
    [id, onChange, reload],
  );
  return {
    entries,
    fault: first.fault,
    reload,
    earlier: next === undefined ? undefined : earlier,
    loadRest,
  };
}

/** Whether this question is still the one that is asked: another day, or another page of the pane, ends it. */
function useWanted(question: unknown): () => boolean {
  const present = useRef<unknown>(undefined);
  useEffect(() => {
    present.current = question;
    return () => {
      present.current = undefined;
    };
  }, [question]);
  return () => present.current === question;
}

const unique = (entries: readonly LogEntry[]): LogEntry[] => [
  ...new Map(entries.map((entry) => [entry.id, entry])).values(),
];
