/** What a run knows about where events are. */
import type { OfficeEvent } from '../core/items.ts';

/** Where this run has seen an event: its calendar, by the event's id. */
export type Whereabouts = Map<string, string>;

export const createWhereabouts = (): Whereabouts => new Map();

export const noteItems = (seen: Whereabouts, items: readonly OfficeEvent[]): void => {
  for (const item of items) if (item.calendarId !== '') seen.set(item.id, item.calendarId);
};

/** An event does not name its calendar (expanded, it has been seen to name a wrong one: `microsoft-graph-docs#6699`). Empty: unknown. */
export const calendarOf = (seen: Whereabouts, id: string): string => seen.get(id) ?? '';
