/** The calendars of the mailbox ("List calendars"): 10 per page unless asked for more, shared ones among them. */
import type { Calendar } from '../sync/ports/sides.ts';
import type { Graph } from './http.ts';
import { listAll } from './pages.ts';
import { query } from './paths.ts';
import type { Paths } from './paths.ts';
import { graphCalendar } from './schemas.ts';

const PAGE = 100;

/** `hexColor` is empty where Outlook chooses ("calendar resource type"). */
const colorOf = (hex: string | null | undefined): string | null =>
  /^#[0-9a-f]{6}$/i.exec(hex ?? '')?.[0].toLowerCase() ?? null;

export const listCalendars = async (graph: Graph, paths: Paths): Promise<Calendar[]> => {
  const values = await listAll(graph, {
    path: `${paths.calendars}${query({ $top: PAGE })}`,
    target: 'mailbox',
    prefer: `odata.maxpagesize=${PAGE}`,
  });
  const read = values.flatMap((value) => {
    const parsed = graphCalendar.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
  // A shared calendar names another owner; one without an owner is the mailbox's own.
  const mine = read.find((calendar) => calendar.isDefaultCalendar === true)?.owner?.address?.toLowerCase();
  return read.map((calendar) => {
    const address = calendar.owner?.address ?? '';
    return {
      id: calendar.id,
      name: calendar.name ?? '',
      color: colorOf(calendar.hexColor),
      isDefault: calendar.isDefaultCalendar ?? false,
      canEdit: calendar.canEdit ?? false,
      isOwn: calendar.isDefaultCalendar === true || address === '' || address.toLowerCase() === mine,
      owner: { name: calendar.owner?.name ?? '', address },
    };
  });
};
