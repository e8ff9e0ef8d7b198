/** Everything inside a window ("user: list calendarView"): occurrences expanded with all their properties, no masters. */
import { isFault } from '../core/fault.ts';
import type { OfficeEvent, Snapshot, Span } from '../core/items.ts';
import type { Mailbox } from './mailbox.ts';
import { EXPAND_MARKER } from './marker.ts';
import { listAll } from './pages.ts';
import { query, range } from './paths.ts';
import { EVENT_SELECT } from './schemas.ts';
import { isMaster, readElement, toItem } from './toItem.ts';

/** `$top` may be up to 1,000; half of it keeps answers with long bodies well inside the time-out. */
const PAGE_SIZE = 500;

const listView = (
  { graph, paths }: Mailbox,
  calendarId: string,
  window: Span,
  withMarkers: boolean,
): Promise<unknown[]> =>
  listAll(graph, {
    path: `${paths.calendar(calendarId)}/calendarView${query({
      ...range(window),
      $top: PAGE_SIZE,
      $select: EVENT_SELECT,
      $expand: withMarkers ? EXPAND_MARKER : undefined,
    })}`,
    target: 'calendar',
    prefer: `odata.maxpagesize=${PAGE_SIZE}`,
  });

/** That a view takes `$expand` is not documented (graph §3.6 K): where it is refused, it is read without, from then on. */
const viewOf = async (mailbox: Mailbox, calendarId: string, window: Span): Promise<unknown[]> => {
  const { dialect } = mailbox;
  if (!dialect.expandsViews) return listView(mailbox, calendarId, window, false);
  try {
    return await listView(mailbox, calendarId, window, true);
  } catch (error) {
    if (!isFault(error, 'invalid')) throw error;
    const values = await listView(mailbox, calendarId, window, false);
    dialect.expandsViews = false;
    return values;
  }
};

export const readWindow = async (
  mailbox: Mailbox,
  request: { window: Span; containers: readonly string[] },
): Promise<Snapshot<OfficeEvent>> => {
  const { window, containers } = request;
  const items = new Map<string, OfficeEvent>();
  const broken: Snapshot<OfficeEvent>['broken'] = [];
  await Promise.all(
    containers.map(async (calendarId) => {
      for (const read of (await viewOf(mailbox, calendarId, window)).map(readElement)) {
        if (read.kind === 'broken') broken.push({ id: read.id, why: read.why });
        else if (read.kind === 'event' && !isMaster(read.event)) {
          items.set(read.id, toItem(read.event, calendarId));
        }
      }
    }),
  );
  return {
    scope: 'full',
    window,
    items: [...items.values()],
    removed: [],
    broken,
    containers: [...containers],
  };
};
