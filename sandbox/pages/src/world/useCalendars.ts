import { useCallback, useEffect, useMemo, useState } from 'react';
import type { OfficeCalendar } from '../api/graph.ts';
import type { TimifyCalendar } from '../api/timify.ts';
import { coalesce } from '../model/coalesce.ts';
import type { Item, Side, Span } from '../model/items.ts';

export interface Calendars {
  items: Record<Side, Item[]>;
  /** Why a side could not be read last time; its items are then those of the time before. */
  problems: Record<Side, string | undefined>;
  refresh: () => Promise<void>;
  /** Shows `span` for the item until `write` is done and the calendars were read again. */
  moveOptimistically: (key: string, span: Span, write: () => Promise<void>) => Promise<void>;
}

interface Query {
  office: OfficeCalendar;
  timify: TimifyCalendar;
  marker: string | undefined;
  first: string;
  count: number;
  version: number;
  zone: string;
}

const NOTHING: Record<Side, Item[]> = { office: [], timify: [] };
const FINE: Record<Side, string | undefined> = { office: undefined, timify: undefined };

/** Both calendars of one person, read again whenever `version` grows. */
export function useCalendars({ office, timify, marker, first, count, version, zone }: Query): Calendars {
  const [items, setItems] = useState(NOTHING);
  const [problems, setProblems] = useState(FINE);
  const [pending, setPending] = useState<Readonly<Record<string, Span>>>({});

  const refresh = useMemo(() => {
    const read = async (side: Side, work: () => Promise<Item[]>): Promise<void> => {
      try {
        const found = await work();
        setItems((before) => ({ ...before, [side]: found }));
        setProblems((before) => ({ ...before, [side]: undefined }));
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        setProblems((before) => ({ ...before, [side]: problem }));
      }
    };
    return coalesce(async () => {
      await Promise.all([
        read('office', () => office.items(first, count, marker)),
        read('timify', () => timify.items(first, count, zone)),
      ]);
    });
  }, [office, timify, marker, first, count, zone]);

  useEffect(() => {
    void refresh();
  }, [refresh, version]);

  const moveOptimistically = useCallback(
    async (key: string, span: Span, write: () => Promise<void>) => {
      setPending((before) => ({ ...before, [key]: span }));
      try {
        await write();
        await refresh();
      } finally {
        setPending((before) => Object.fromEntries(Object.entries(before).filter(([moved]) => moved !== key)));
      }
    },
    [refresh],
  );

  const shown = useMemo(() => {
    const moved = (list: Item[]): Item[] => list.map((item) => ({ ...item, ...pending[item.key] }));
    return { office: moved(items.office), timify: moved(items.timify) };
  }, [items, pending]);
  return { items: shown, problems, refresh, moveOptimistically };
}
