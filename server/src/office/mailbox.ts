import type { Graph } from './http.ts';
import type { Paths } from './paths.ts';
import type { Whereabouts } from './whereabouts.ts';

/** What is not documented about Graph, and what it has shown since; shared by all mailboxes of a process. */
export interface Dialect {
  /** Whether a calendar view takes `$expand`, which brings our markers; true until it is refused. */
  expandsViews: boolean;
}

/** What all calls about one mailbox in one run share. */
export interface Mailbox {
  graph: Graph;
  paths: Paths;
  oid: string;
  pageSize: number;
  dialect: Dialect;
  seen: Whereabouts;
  /** Calendars of others, as far as this connection reads them: their ids here. */
  shared: ReadonlySet<string>;
}

/**
 * Where an event is asked for. Events of a shared calendar are known within its path alone ("Get Outlook events in a shared or
 * delegated calendar"); those of the mailbox are asked for without their calendar, which they may have left.
 */
export const eventPath = (
  { paths, shared }: Pick<Mailbox, 'paths' | 'shared'>,
  id: string,
  calendarId: string,
): string => (shared.has(calendarId) ? paths.eventIn(calendarId, id) : paths.event(id));
