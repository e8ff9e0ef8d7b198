import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '../../../../shared/api.ts';
import type { Connection } from '../../../../shared/connection.ts';
import type { LogEntry } from '../../../../shared/items.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { useAct, type Act } from '../../ui/useAct.ts';
import { useLoaded } from '../../ui/useLoaded.ts';

export const PAGE = 50;
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

export interface LogQuestion {
  /** The history of one item only. */
  readonly item: string | undefined;
  /** Only what was written before: the way to a day. */
  readonly until: Date | undefined;
  /** Without what lies outside the window: every occurrence of a long series would have a line. */
  readonly inWindow: boolean;
}

/** Newest first, page by page. New entries appear on top; what was loaded stays. */
export function useLog({ id }: Connection, { item, until, inWindow }: LogQuestion): LogLook {
  const { client } = useServices();
  const { language } = useWords();
  const { onChange } = useSession();
  const ask = useCallback(
    (after: string | undefined, signal?: AbortSignal, limit = PAGE) =>
      client.call('log', {
        params: { id },
        query: {
          limit,
          titles: 'true',
          language,
          ...(inWindow ? { inWindow: 'true' } : {}),
          ...(item === undefined ? {} : { item }),
          ...(until === undefined ? {} : { until: until.toISOString() }),
          ...(after === undefined ? {} : { after }),
        },
        ...(signal === undefined ? {} : { signal }),
      }),
    [client, id, inWindow, item, language, until],
  );
  const [olderOf, setOlder] = useState<{
    /** The question that they answer. */
    readonly of: unknown;
    readonly entries: readonly LogEntry[];
    readonly next: string | undefined;
  }>();
  const older = olderOf?.of === ask ? olderOf : undefined;
  const first = useLoaded(useCallback((signal: AbortSignal) => ask(undefined, signal), [ask]));
  const next = older === undefined ? first.value?.next : older.next;
  const keep = useCallback(
    (page: Answer<'log'>) =>
      setOlder((before) => {
        const known = before?.of === ask ? before.entries : [];
        return { of: ask, entries: [...known, ...page.items], next: page.next };
      }),
    [ask],
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
