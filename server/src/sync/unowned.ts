/** Copies that a change would leave without a rule that owns them (design §4, rule 3; scenario S-166). */
import { writesTo, type Direction } from '../core/items.ts';
import { type Link } from '../core/links.ts';
import type { Connection } from './documents.ts';
import type { Store } from './ports/store.ts';
import { Refusal } from './refusal.ts';

export interface Shape {
  direction: Direction;
  calendars: readonly string[];
  writeCalendarId: string | null;
}

const PAGE = 500;

/** Whether this link's copies had a rule before and have none after. */
const loses = (link: Link, before: Shape, after: Shape): boolean => {
  if (link.mirrors.length === 0) return false;
  const { origin } = link;
  if (origin.side === 'office') {
    const gone =
      before.calendars.includes(origin.containerId) && !after.calendars.includes(origin.containerId);
    return gone || (writesTo(before.direction, 'timify') && !writesTo(after.direction, 'timify'));
  }
  const movedAway = link.mirrors.some(
    ({ containerId }) => containerId === before.writeCalendarId && containerId !== after.writeCalendarId,
  );
  return movedAway || (writesTo(before.direction, 'office') && !writesTo(after.direction, 'office'));
};

const mayLose = (before: Shape, after: Shape): boolean =>
  before.direction !== after.direction ||
  before.writeCalendarId !== after.writeCalendarId ||
  before.calendars.some((id) => !after.calendars.includes(id));

/** How many copies would be left; counted from the links, nothing is read from Microsoft or TIMIFY. */
export const countUnowned = async (
  store: Pick<Store, 'links'>,
  connectionId: string,
  before: Shape,
  after: Shape,
): Promise<number> => {
  if (!mayLose(before, after)) return 0;
  let count = 0;
  for (let last: string | null = null; ;) {
    const page: Link[] = await store.links.page(connectionId, last, PAGE);
    for (const link of page) if (loses(link, before, after)) count += link.mirrors.length;
    last = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return count;
  }
};

export const shapeOf = (connection: Connection, direction: Direction): Shape => ({
  direction,
  calendars: connection.calendars.map(({ id }) => id),
  writeCalendarId: connection.writeCalendarId,
});

export const copiesRequired = (count: number): Refusal =>
  new Refusal('copies_required', 'Copies would be left that no rule owns; say what happens with them.', {
    field: 'copies',
    counts: { create: 0, update: 0, delete: count, skip: 0, conflict: 0 },
  });
