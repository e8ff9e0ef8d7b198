import { useCallback, useEffect, useRef } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { AgendaRow } from '../../../../shared/items.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';

const DAYS = 14;
const DAY_MS = 24 * 60 * 60_000;
/** A burst of changes is one look. */
const GATHER_MS = 1500;

export const startOf = (row: AgendaRow): string => (row[row.origin] ?? row.office ?? row.timify)?.start ?? '';

export interface AgendaLook {
  readonly rows: readonly AgendaRow[] | undefined;
  readonly fault: unknown;
  readonly reload: () => void;
}

/** From now on, kept up to date by the stream. */
export function useAgenda({ id, lastRunAt }: Connection): AgendaLook {
  const { client, now } = useServices();
  const { onChange } = useSession();
  const { value, fault, reload } = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const from = now();
        const query = {
          connection: id,
          from: from.toISOString(),
          to: new Date(from.getTime() + DAYS * DAY_MS).toISOString(),
        };
        const { items } = await client.call('agenda', { query, signal });
        return [...items].sort((a, b) => startOf(a).localeCompare(startOf(b)));
      },
      [client, id, now],
    ),
  );

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const stop = onChange(({ connectionId }) => {
      if (connectionId !== undefined && connectionId !== id) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(reload, GATHER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer.current);
    };
  }, [id, onChange, reload]);

  const firstRun = useRef(lastRunAt);
  useEffect(() => {
    if (firstRun.current !== lastRunAt) reload();
    firstRun.current = lastRunAt;
  }, [lastRunAt, reload]);
  return { rows: value, fault, reload };
}
