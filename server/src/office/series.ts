/**
 * Series in a delta round. A deleted occurrence may leave no sign but its master (`microsoft-graph-docs#4501`), and a
 * shifted series gets new occurrence ids: so a touched series is read again, once, in full.
 */
import { isFault } from '../core/fault.ts';
import type { Span } from '../core/items.ts';
import { sendAll } from './batch.ts';
import { eventPath } from './mailbox.ts';
import type { Mailbox } from './mailbox.ts';
import { listAll } from './pages.ts';
import { query, range } from './paths.ts';
import { EVENT_SELECT } from './schemas.ts';
import type { GraphEvent } from './schemas.ts';
import { isMaster, readElement } from './toItem.ts';

export interface SeriesReading {
  seriesId: string;
  /** Null: the series does not exist any more. */
  instances: { events: GraphEvent[]; broken: { id: string | null; why: string }[] } | null;
}

/** Masters and members alike point at their series. */
export const touchedSeries = (events: Iterable<GraphEvent>): Set<string> => {
  const touched = new Set<string>();
  for (const event of events) {
    if (isMaster(event)) touched.add(event.id);
    else if (event.seriesMasterId) touched.add(event.seriesMasterId);
  }
  return touched;
};

/** Occurrences and exceptions inside `window`, complete, without the cancelled ones ("event: instances"). */
export const readSeries = async (
  mailbox: Mailbox,
  request: { calendarId: string; seriesId: string; window: Span },
): Promise<SeriesReading> => {
  const { graph, pageSize } = mailbox;
  const { calendarId, seriesId, window } = request;
  const path = `${eventPath(mailbox, seriesId, calendarId)}/instances${query({ ...range(window), $select: EVENT_SELECT, $top: pageSize })}`;
  try {
    const values = await listAll(graph, { path, target: 'event', prefer: `odata.maxpagesize=${pageSize}` });
    const events: GraphEvent[] = [];
    const broken: { id: string | null; why: string }[] = [];
    for (const read of values.map(readElement)) {
      if (read.kind === 'event') events.push({ ...read.event, seriesMasterId: seriesId });
      else if (read.kind === 'broken') broken.push({ id: read.id, why: read.why });
    }
    return { seriesId, instances: { events, broken } };
  } catch (error) {
    if (isFault(error, 'not-found')) return { seriesId, instances: null };
    throw error;
  }
};

export type Master = GraphEvent | 'gone' | 'unreadable';

/** The masters of bare occurrences that came without them (keeper.sh#409), twenty per request. */
export const readMasters = async (
  mailbox: Mailbox,
  calendarId: string,
  ids: readonly string[],
): Promise<Map<string, Master>> => {
  const outcomes = await sendAll(
    mailbox.graph,
    ids.map((id) => ({ method: 'GET', path: eventPath(mailbox, id, calendarId), target: 'event' })),
  );
  const masters = new Map<string, Master>();
  ids.forEach((id, index) => {
    const outcome = outcomes[index];
    if (outcome?.ok === true) {
      const read = readElement(outcome.answer.body);
      masters.set(id, read.kind === 'event' ? read.event : 'unreadable');
    } else if (outcome?.fault.kind === 'not-found') masters.set(id, 'gone');
    else if (outcome !== undefined) throw outcome.fault;
  });
  return masters;
};
