/**
 * One delta round of one calendar ("event: delta", "Use delta query to track changes"): pages until the delta link, the
 * last arrival of an id wins, but for one that is older by its own word. First pages may be empty (`microsoft-graph-docs#2839`), an id may come several times.
 */
import type { Span } from '../core/items.ts';
import { Fault } from '../core/fault.ts';
import type { Mailbox } from './mailbox.ts';
import { pagesOf } from './pages.ts';
import { query, range } from './paths.ts';
import type { Paths } from './paths.ts';
import { readElement } from './toItem.ts';
import type { GraphEvent } from './schemas.ts';

export interface Round {
  events: Map<string, GraphEvent>;
  removed: Set<string>;
  broken: { id: string | null; why: string }[];
  /** The delta link, as it came. */
  cursor: string;
  calls: number;
}

/** The window is fixed by the first call and lives on in the links; later calls add nothing to them. */
export const firstDeltaPath = (paths: Paths, calendarId: string, window: Span): string =>
  `${paths.calendar(calendarId)}/calendarView/delta${query(range(window))}`;

/** False where either does not tell when it was changed, as bare occurrences don't. */
const isOlder = (event: GraphEvent, held: GraphEvent | undefined): boolean =>
  Date.parse(event.lastModifiedDateTime ?? '') < Date.parse(held?.lastModifiedDateTime ?? '');

const collect = (round: Round, raw: unknown): void => {
  const read = readElement(raw);
  // A replay that comes after what it was changed to.
  if (read.kind === 'event' && isOlder(read.event, round.events.get(read.id))) return;
  if (read.id !== null) {
    round.events.delete(read.id);
    round.removed.delete(read.id);
    round.broken = round.broken.filter((entry) => entry.id !== read.id);
  }
  if (read.kind === 'event') round.events.set(read.id, read.event);
  else if (read.kind === 'removed') round.removed.add(read.id);
  else round.broken.push({ id: read.id, why: read.why });
};

/**
 * @param cursor a stored delta link; null for a full round over `window`
 * @throws Fault `cursor-expired` when Graph no longer knows the link, also in the middle of a round, or when it leads to
 *   another host than the configured one; then a full round is due
 */
export const readRound = async (
  { graph, paths, pageSize }: Mailbox,
  request: { calendarId: string; cursor: string | null; window: Span },
): Promise<Round> => {
  const { calendarId, cursor, window } = request;
  if (cursor !== null && !graph.owns(cursor)) {
    throw new Fault({ kind: 'cursor-expired', service: 'graph', code: 'ForeignLink' });
  }
  const round: Round = { events: new Map(), removed: new Set(), broken: [], cursor: '', calls: 0 };
  const pages = pagesOf(graph, {
    path: cursor ?? firstDeltaPath(paths, calendarId, window),
    target: 'delta',
    prefer: `odata.maxpagesize=${pageSize}`,
  });
  for await (const page of pages) {
    round.calls += 1;
    for (const raw of page.value) collect(round, raw);
    round.cursor = page['@odata.deltaLink'] ?? '';
    if (round.cursor !== '') break;
  }
  if (round.cursor === '' || !graph.owns(round.cursor)) {
    throw new Fault({ kind: 'unavailable', service: 'graph', code: 'NoDeltaLink' });
  }
  return round;
};
