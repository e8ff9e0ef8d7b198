/** What a run knows about where events are. */
import type { OfficeEvent } from '../core/model.ts';

/** Calendars that this run has to do with, and where it has seen an event. */
export interface Whereabouts {
  calendars: Set<string>;
  events: Map<string, string>;
}

export const createWhereabouts = (): Whereabouts => ({ calendars: new Set(), events: new Map() });

export const noteItems = (seen: Whereabouts, items: readonly OfficeEvent[]): void => {
  for (const item of items) {
    if (item.calendarId === '') continue;
    seen.calendars.add(item.calendarId);
    seen.events.set(item.id, item.calendarId);
  }
};

/**
 * An event does not name its calendar unless it is expanded, and for a single event that answer has been seen to name an
 * id that no calendar has (`microsoft-graph-docs#6699`): so only ids of calendars we know count. Empty: unknown.
 */
export const calendarOf = (seen: Whereabouts, id: string, expanded: string | undefined): string =>
  expanded !== undefined && seen.calendars.has(expanded) ? expanded : (seen.events.get(id) ?? '');
