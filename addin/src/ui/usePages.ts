import { useCallback, useRef, useState } from 'react';
import { pagesOf, type AskPage } from '../api/pages.ts';
import type { More } from './ListEnd.tsx';
import { useAct } from './useAct.ts';
import { useLoaded } from './useLoaded.ts';

export interface Pages<T> {
  readonly items: readonly T[] | undefined;
  readonly fault: unknown;
  readonly reload: () => void;
  readonly more: More | undefined;
}

/** A row that moved down the list while it was read is there as it was first seen. */
const onceEach = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] => {
  const seen = new Set<string>();
  return items.filter(({ id }) => !seen.has(id) && seen.add(id));
};

/** A list that comes page by page. Asked again, it comes as far as it had come. `ask` must be stable (useCallback). */
export function usePages<T extends { readonly id: string }>(ask: AskPage<T>): Pages<T> {
  const wanted = useRef(1);
  const first = useLoaded(
    useCallback((signal: AbortSignal) => pagesOf(ask, signal, () => wanted.current), [ask]),
  );
  const { value: base } = first;
  const [added, setAdded] = useState<{
    /** What they come after. */
    readonly to: unknown;
    readonly items: readonly T[];
    readonly next: string | undefined;
  }>();
  const later = added?.to === base ? added : undefined;
  const next = later === undefined ? base?.next : later.next;
  const more = useAct(
    useCallback(async () => {
      wanted.current += 1;
      const page = await ask(next);
      setAdded((before) => ({
        to: base,
        items: [...(before !== undefined && before.to === base ? before.items : []), ...page.items],
        next: page.next,
      }));
    }, [ask, base, next]),
  );
  return {
    items: base && onceEach([...base.items, ...(later?.items ?? [])]),
    fault: first.fault,
    reload: first.reload,
    more: next === undefined ? undefined : more,
  };
}
