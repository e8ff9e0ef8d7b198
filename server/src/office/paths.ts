/** Graph paths, always of the mailbox owner by object id, so that a renamed user changes nothing. Ids are encoded. */
import type { Span } from '../core/items.ts';

export const segment = (id: string): string => encodeURIComponent(id);

/** `{ $top: 5 }` → `?$top=5`; values are encoded with `%20` for a blank, as extended-property filters need. */
export const query = (values: Record<string, string | number | undefined>): string => {
  const pairs = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
};

/** Both bounds in UTC, with the `Z`: without an offset they would mean UTC too ("event: delta", query parameters). */
export const range = (window: Span): { startDateTime: string; endDateTime: string } => ({
  startDateTime: new Date(window.start).toISOString(),
  endDateTime: new Date(window.end).toISOString(),
});

export interface Paths {
  calendars: string;
  calendar(calendarId: string): string;
  event(eventId: string): string;
  eventIn(calendarId: string, eventId: string): string;
  /** Where new events of a calendar go and its single events are listed. */
  events(calendarId: string | null): string;
}

export const pathsOf = (oid: string): Paths => {
  const user = `/users/${segment(oid)}`;
  return {
    calendars: `${user}/calendars`,
    calendar: (calendarId) => `${user}/calendars/${segment(calendarId)}`,
    event: (eventId) => `${user}/events/${segment(eventId)}`,
    eventIn: (calendarId, eventId) => `${user}/calendars/${segment(calendarId)}/events/${segment(eventId)}`,
    events: (calendarId) =>
      calendarId === null ? `${user}/events` : `${user}/calendars/${segment(calendarId)}/events`,
  };
};
