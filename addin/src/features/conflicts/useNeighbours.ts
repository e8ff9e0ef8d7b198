import { useCallback } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Conflict, ShownItem } from '../../../../shared/items.ts';
import type { Side } from '../../../../shared/words.ts';
import { useServices } from '../../app/services.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';

const REACH_MS = 12 * 60 * 60_000;

export interface Neighbour {
  readonly side: Side;
  readonly item: ShownItem;
}

const NONE: readonly Neighbour[] = [];

/** What else stands in both calendars around the conflict. Empty until it is read, and where it can't be read. */
export function useNeighbours({ id }: Connection, conflict: Conflict): readonly Neighbour[] {
  const { client } = useServices();
  const { start, end } = conflict.span;
  const [event, booking] = [conflict.office?.id, conflict.timify?.id];
  const { value } = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const query = {
          connection: id,
          from: new Date(Date.parse(start) - REACH_MS).toISOString(),
          to: new Date(Date.parse(end) + REACH_MS).toISOString(),
        };
        const { items } = await client.call('agenda', { query, signal });
        return items.flatMap((row) =>
          (['office', 'timify'] as const).flatMap((side) => {
            const item = row[side];
            if (item === null || item.allDay || item.id === event || item.id === booking) return [];
            return [{ side, item }];
          }),
        );
      },
      [booking, client, end, event, id, start],
    ),
  );
  return value ?? NONE;
}
