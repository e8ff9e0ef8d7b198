/** Copies that a change would leave without a rule that owns them (design §4, rule 3; scenario S-166). */
import { writesTo, type Direction, type SideName } from '../core/items.ts';
import { type Link } from '../core/links.ts';
import type { Connection } from './documents.ts';
import type { Store } from './ports/store.ts';
import { Refusal } from './refusal.ts';
import type { RequestDeps } from './requestDeps.ts';
import type { Copies } from '../core/departure.ts';

export interface Shape {
  direction: Direction;
  calendars: readonly string[];
  writeCalendarId: string | null;
}

const PAGE = 500;
const SIDES: readonly SideName[] = ['office', 'timify'];

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
  SIDES.some((side) => writesTo(before.direction, side) && !writesTo(after.direction, side)) ||
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

/**
 * Whether a run has made such copies after they were counted, or may still make some: one that is under way has read the
 * shape as it was. Asked once the change is stored.
 */
const areLeftMeanwhile = async (
  { store, clock }: Pick<RequestDeps, 'store' | 'clock'>,
  connectionId: string,
  before: Shape,
  after: Shape,
): Promise<boolean> => {
  if (!mayLose(before, after)) return false;
  const work = await store.work.get(connectionId);
  const isUnderWay = (work?.lease?.until ?? 0) > clock.now();
  return isUnderWay || (await countUnowned(store, connectionId, before, after)) > 0;
};

/**
 * Releases the copies that a change leaves, once it is stored. Nobody was asked about those that came into being
 * meanwhile: they go, as if they had never been made.
 */
export const releaseLeft = async (
  deps: Pick<RequestDeps, 'store' | 'clock' | 'releaseCopies'>,
  connection: Connection,
  by: string,
  left: { before: Shape; after: Shape; count: number; copies: Copies | null },
): Promise<void> => {
  const { before, after, count, copies } = left;
  if (count > 0 || (await areLeftMeanwhile(deps, connection.id, before, after)))
    await deps.releaseCopies(connection, by, copies ?? 'remove');
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
