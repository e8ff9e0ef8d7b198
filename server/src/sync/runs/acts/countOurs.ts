import { isFault } from '../../../core/fault.ts';
import { otherSide, type Item, type SideName, type Span } from '../../../core/items.ts';
import type { Link, Mirror } from '../../../core/links.ts';
import { overlaps } from '../../../core/spans.ts';
import { slicesOf } from '../../../core/window.ts';
import { watchedCalendars, type Desk } from '../../desk.ts';
import type { RunDeps } from '../../runDeps.ts';

/** Slices looked at side by side, as an import does. */
const LANES = 4;

/** Copies that are to be looked for, and what became of them. */
export interface Ended {
  /** Whose copies were there before. */
  links: readonly Link[];
  /** Links whose copies were deleted. */
  removed: ReadonlySet<string>;
  /** Links whose copies were made plain entries. */
  released: ReadonlySet<string>;
}

/** Counted on each side; null where that side can't be read (any more). */
export interface Counted {
  ofOurs: Record<SideName, number | null>;
  /** Copies that were to be plain and carry our mark still: TIMIFY can't take it off a time shift. */
  marked: number;
}

interface Copy {
  linkId: string;
  mirror: Mirror;
}

const copiesOn = (side: SideName, links: readonly Link[]): Copy[] =>
  links
    .filter(({ origin, madeByUs }) => madeByUs && otherSide(origin.side) === side)
    .flatMap(({ id, mirrors }) => mirrors.map((mirror) => ({ linkId: id, mirror })));

/** Our copies as the window shows them now. Null: it can't be read, a calendar may be gone. */
const readWindow = async (desk: Desk, side: SideName, slices: readonly Span[]): Promise<Item[] | null> => {
  const containers = watchedCalendars(desk).map(({ id }) => id);
  const read = async (slice: Span): Promise<Item[]> =>
    (side === 'office' ? await desk.office.window(slice, containers) : await desk.timify.window(slice, []))
      .items;
  const items: Item[] = [];
  try {
    for (let at = 0; at < slices.length; at += LANES)
      items.push(...(await Promise.all(slices.slice(at, at + LANES).map(read))).flat());
    return items;
  } catch (error) {
    if (!isFault(error)) throw error;
    return null;
  }
};

const isInsideWindow = (desk: Desk, { base, containerId }: Mirror): boolean =>
  overlaps(base.span, desk.window) &&
  (containerId === null || watchedCalendars(desk).some(({ id }) => id === containerId));

/**
 * A copy that the window doesn't show is asked for by its id, save where it was deleted and stood inside. One that has
 * no id was being made when a process died: it is known by its mark.
 */
const findAll = async (
  desk: Desk,
  side: SideName,
  copies: readonly Copy[],
  { slices, removed }: { slices: readonly Span[]; removed: ReadonlySet<string> },
): Promise<{ copy: Copy; item: Item }[]> => {
  if (copies.length === 0) return [];
  const shown = await readWindow(desk, side, slices);
  const byId = new Map((shown ?? []).map((item) => [item.id, item]));
  const byMark = new Map((shown ?? []).map((item) => [item.marker, item]));
  const wanted = copies.flatMap(({ linkId, mirror }) => {
    if (mirror.id === null || byId.has(mirror.id)) return [];
    return shown && removed.has(linkId) && isInsideWindow(desk, mirror) ? [] : mirror.id;
  });
  const read = wanted.length > 0 ? await desk[side].read(wanted) : { items: [] };
  for (const item of read.items) byId.set(item.id, item);
  return copies.flatMap((copy) => {
    const { id, marker } = copy.mirror;
    const item = id === null ? byMark.get(marker) : byId.get(id);
    return item ? { copy, item } : [];
  });
};

/**
 * Looks at both sides once more and counts what of ours is there: the copies of these links, by id. Adopted items are
 * a person's own; a plain one is ours only as long as it carries our mark. The mark alone proves nothing: a person may
 * have copied it together with an event.
 */
export const countOurs = async (
  deps: Pick<RunDeps, 'clock'>,
  desk: Desk,
  { links, removed, released }: Ended,
): Promise<Counted> => {
  const slices = slicesOf(desk.window, deps.clock.now(), desk.timify.longestWindow);
  const counted: Counted = { ofOurs: { office: 0, timify: 0 }, marked: 0 };
  for (const side of ['office', 'timify'] as const) {
    try {
      const found = await findAll(desk, side, copiesOn(side, links), { slices, removed });
      const ours = found.filter(({ copy, item }) => !released.has(copy.linkId) || item.marker !== null);
      counted.ofOurs[side] = ours.length;
      counted.marked += ours.filter(({ copy }) => released.has(copy.linkId)).length;
    } catch (error) {
      if (!isFault(error)) throw error;
      counted.ofOurs[side] = null;
    }
  }
  return counted;
};
