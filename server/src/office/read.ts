/** Events by id and by marker, with our marker. An event tells its calendar only where this run has seen it before. */
import type { OfficeEvent } from '../core/items.ts';
import { sendAll } from './batch.ts';
import type { Outcome } from './batch.ts';
import { eventPath } from './mailbox.ts';
import type { Mailbox } from './mailbox.ts';
import { EXPAND_MARKER, markerFilter } from './marker.ts';
import { listAll } from './pages.ts';
import { query } from './paths.ts';
import { isMaster, readElement, toItem } from './toItem.ts';
import { calendarOf } from './whereabouts.ts';

interface ReadEvents {
  items: OfficeEvent[];
  gone: string[];
  series: string[];
}

const sort = (id: string, outcome: Outcome, calendarId: string, result: ReadEvents): void => {
  if (!outcome.ok) {
    if (outcome.fault.kind !== 'not-found') throw outcome.fault;
    result.gone.push(id);
    return;
  }
  const read = readElement(outcome.answer.body);
  if (read.kind !== 'event') return;
  if (isMaster(read.event)) result.series.push(id);
  else result.items.push(toItem(read.event, calendarId));
};

/** Each where this run has seen it, else in `elsewhere`; empty: the mailbox itself. */
const readIn = async (mailbox: Mailbox, ids: readonly string[], elsewhere: string): Promise<ReadEvents> => {
  const { graph, seen } = mailbox;
  const placed = ids.map((id) => ({ id, calendarId: calendarOf(seen, id) || elsewhere }));
  const outcomes = await sendAll(
    graph,
    placed.map(({ id, calendarId }) => ({
      method: 'GET',
      path: `${eventPath(mailbox, id, calendarId)}${query({ $expand: EXPAND_MARKER })}`,
      target: 'event',
    })),
  );
  const result: ReadEvents = { items: [], gone: [], series: [] };
  placed.forEach(({ id, calendarId }, index) => {
    const outcome = outcomes[index];
    if (outcome !== undefined) sort(id, outcome, calendarId, result);
  });
  return result;
};

/**
 * An event that can't be understood is in no list. What the mailbox does not know may be of a
 * shared calendar: it is gone only when the calendar is there and does not know it either.
 */
export const readByIds = async (mailbox: Mailbox, ids: readonly string[]): Promise<ReadEvents> => {
  const { graph, paths, shared } = mailbox;
  const result = await readIn(mailbox, [...new Set(ids)], '');
  for (const calendarId of shared) {
    if (result.gone.length === 0) break;
    await graph.call({ method: 'GET', path: paths.calendar(calendarId), target: 'calendar' });
    const found = await readIn(mailbox, result.gone, calendarId);
    result.items.push(...found.items);
    result.series.push(...found.series);
    result.gone = found.gone;
  }
  return result;
};

/**
 * Which of these none of `calendars` knows, although the mailbox does: each is asked for within the calendar ("Get event").
 * A path that is refused tells nothing.
 */
export const readElsewhere = async (
  { graph, paths }: Mailbox,
  ids: readonly string[],
  calendars: readonly string[],
): Promise<string[]> => {
  let left = [...new Set(ids)];
  for (const calendarId of calendars) {
    if (left.length === 0) break;
    const outcomes = await sendAll(
      graph,
      left.map((id) => ({
        method: 'GET',
        path: `${paths.eventIn(calendarId, id)}${query({ $select: 'id' })}`,
        target: 'event',
      })),
    );
    left = left.filter((_, index) => isUnknown(outcomes[index]));
  }
  return left;
};

const isUnknown = (outcome: Outcome | undefined): boolean => {
  if (outcome === undefined || outcome.ok) return false;
  const { kind, status } = outcome.fault;
  // An id that this path does not take is no event that it does not know.
  if (kind === 'not-found' || kind === 'invalid') return status === 404;
  throw outcome.fault;
};

/** `events` lists single events and masters; our own are always single. Values match without case, so we look again. */
export const findMarked = async (
  { graph, paths, pageSize }: Mailbox,
  request: { marker: string; containerId: string | null },
): Promise<OfficeEvent[]> => {
  const { marker, containerId } = request;
  const prefer = `odata.maxpagesize=${pageSize}`;
  const path = `${paths.events(containerId)}${query({ $filter: markerFilter(marker), $expand: EXPAND_MARKER })}`;
  const values = await listAll(graph, {
    path,
    target: containerId === null ? 'mailbox' : 'calendar',
    prefer,
  });
  return values
    .map(readElement)
    .flatMap((read) => (read.kind === 'event' && !isMaster(read.event) ? [read.event] : []))
    .map((event) => toItem(event, containerId ?? ''))
    .filter((item) => item.marker === null || item.marker === marker)
    .map((item) => ({ ...item, marker }));
};
