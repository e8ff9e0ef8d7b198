/** Events by id and by marker, with our marker. An event tells its calendar only where this run has seen it before. */
import type { OfficeEvent } from '../core/model.ts';
import { sendAll } from './batch.ts';
import type { Outcome } from './batch.ts';
import type { Mailbox } from './mailbox.ts';
import { EXPAND_MARKER, markerFilter } from './marker.ts';
import { listAll } from './pages.ts';
import { query } from './paths.ts';
import { isMaster, readElement, toItem } from './toItem.ts';
import { calendarOf } from './whereabouts.ts';
import type { Whereabouts } from './whereabouts.ts';

const sort = (
  id: string,
  outcome: Outcome,
  seen: Whereabouts,
  result: { items: OfficeEvent[]; gone: string[] },
): void => {
  if (!outcome.ok) {
    if (outcome.fault.kind !== 'not-found') throw outcome.fault;
    result.gone.push(id);
    return;
  }
  const read = readElement(outcome.answer.body);
  if (read.kind !== 'event' || isMaster(read.event)) return;
  result.items.push(toItem(read.event, calendarOf(seen, id)));
};

/** A series master and an event that can't be understood are in neither list. */
export const readByIds = async (
  { graph, paths, seen }: Mailbox,
  ids: readonly string[],
): Promise<{ items: OfficeEvent[]; gone: string[] }> => {
  const unique = [...new Set(ids)];
  const outcomes = await sendAll(
    graph,
    unique.map((id) => ({
      method: 'GET',
      path: `${paths.event(id)}${query({ $expand: EXPAND_MARKER })}`,
      target: 'event',
    })),
  );
  const result: { items: OfficeEvent[]; gone: string[] } = { items: [], gone: [] };
  unique.forEach((id, index) => {
    const outcome = outcomes[index];
    if (outcome !== undefined) sort(id, outcome, seen, result);
  });
  return result;
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
