/** Everything inside a window ("user: list calendarView"): occurrences expanded with all their properties, no masters. */
import type { OfficeEvent, Snapshot, Span } from '../core/items.ts';
import type { Mailbox } from './mailbox.ts';
import { EXPAND_MARKER } from './marker.ts';
import { pagesOf } from './pages.ts';
import { query, range } from './paths.ts';
import { EVENT_SELECT } from './schemas.ts';
import { isMaster, readElement, toItem } from './toItem.ts';

/** `$top` may be up to 1,000; half of it keeps answers with long bodies well inside the time-out. */
const PAGE_SIZE = 500;

export const readWindow = async (
  { graph, paths, expandMarkers }: Mailbox,
  request: { window: Span; containers: readonly string[] },
): Promise<Snapshot<OfficeEvent>> => {
  const { window, containers } = request;
  const items = new Map<string, OfficeEvent>();
  const broken: Snapshot<OfficeEvent>['broken'] = [];
  const options = query({
    ...range(window),
    $top: PAGE_SIZE,
    $select: EVENT_SELECT,
    $expand: expandMarkers ? EXPAND_MARKER : undefined,
  });
  await Promise.all(
    containers.map(async (calendarId) => {
      const path = `${paths.calendar(calendarId)}/calendarView${options}`;
      const prefer = `odata.maxpagesize=${PAGE_SIZE}`;
      for await (const page of pagesOf(graph, { path, target: 'calendar', prefer })) {
        for (const read of page.value.map(readElement)) {
          if (read.kind === 'broken') broken.push({ id: read.id, why: read.why });
          else if (read.kind === 'event' && !isMaster(read.event)) {
            items.set(read.id, toItem(read.event, calendarId));
          }
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
