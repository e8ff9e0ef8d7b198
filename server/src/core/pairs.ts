import { differenceOf, type Difference, type Hash } from './fingerprint.ts';
import type { Appointment, Item, OfficeEvent, SideName, Snapshot, Span } from './items.ts';
import type { Link, Mirror } from './links.ts';
import { spanOf } from './normalise.ts';
import { overlaps } from './spans.ts';

/**
 * One end of a link as this run sees it. `unseen`: nothing was said, so it is as it was. `silent`: it should have been
 * in what was read in full and was not; only a read by id may turn that into `gone` (design §4, rule 2).
 */
export interface End<T extends Item = Item> {
  state: 'unseen' | 'same' | 'changed' | 'gone' | 'silent';
  item: T | null;
  difference: Difference;
  /** Gone, because a person made a series of it: its days are items of their own, and its id is no item's any more. */
  isSeries?: boolean;
}

export interface Pair {
  link: Link;
  /** Day events are their days in this zone. */
  zone: string;
  origin: End;
  mirrors: { mirror: Mirror; end: End }[];
}

/** A snapshot with its ids indexed once. */
export interface View {
  side: SideName;
  items: Map<string, Item>;
  removed: Set<string>;
  scope: Snapshot<Item>['scope'];
  window: Span;
  containers: Set<string> | null;
  /** What is a series and no item: that to which some occurrence belongs, and what a read by id told to be one. */
  series: Set<string>;
}

/** The series that an item is an occurrence of, in either calendar. */
export const seriesOf = (item: Item): string | null => {
  if (item.side === 'office') return item.seriesId;
  return item.isConnectedSeries ? item.appointmentId : null;
};

const seriesIn = (items: readonly Item[]): string[] => items.flatMap((item) => seriesOf(item) ?? []);

export const viewOf = (side: SideName, snapshot: Snapshot<OfficeEvent> | Snapshot<Appointment>): View => ({
  side,
  // The same id twice in one round: the last one wins.
  items: new Map((snapshot.items as Item[]).map((item) => [item.id, item])),
  removed: new Set(snapshot.removed),
  scope: snapshot.scope,
  window: snapshot.window,
  containers: snapshot.containers ? new Set(snapshot.containers) : null,
  series: new Set([...seriesIn(snapshot.items), ...(snapshot.series ?? [])]),
});

const UNTOUCHED: Difference = { time: false, meaning: false, fields: [] };

interface Known {
  id: string;
  containerId: string | null;
  base: Mirror['base'];
}

const observe = (view: View, known: Known, role: 'origin' | 'mirror', hash: Hash, zone: string): End => {
  const item = view.items.get(known.id);
  if (item) {
    const difference = differenceOf(item, known.base, { role, hash });
    const changed =
      difference.time || difference.fields.length > 0 || (role === 'origin' && difference.meaning);
    return { state: changed ? 'changed' : 'same', item, difference };
  }
  if (view.series.has(known.id)) return { state: 'gone', item: null, difference: UNTOUCHED, isSeries: true };
  if (view.removed.has(known.id)) return { state: 'gone', item: null, difference: UNTOUCHED };
  return { state: isSilent(view, known, zone) ? 'silent' : 'unseen', item: null, difference: UNTOUCHED };
};

const isSilent = (view: View, known: Known, zone: string): boolean => {
  if (view.scope !== 'full') return false;
  if (view.containers && known.containerId !== null && !view.containers.has(known.containerId)) return false;
  return overlaps(spanOf(known.base, zone), view.window);
};

/** The link with both its ends looked at. Pending creates (no id yet) are not ends; see `recover.ts`. */
export const pairOf = (link: Link, views: Record<SideName, View>, hash: Hash, zone: string): Pair => {
  const there = link.origin.side === 'office' ? 'timify' : 'office';
  return {
    link,
    zone,
    origin: observe(views[link.origin.side], link.origin, 'origin', hash, zone),
    mirrors: link.mirrors.flatMap((mirror) =>
      mirror.id === null
        ? []
        : {
            mirror,
            end: observe(
              views[there],
              { id: mirror.id, containerId: mirror.containerId, base: mirror.base },
              'mirror',
              hash,
              zone,
            ),
          },
    ),
  };
};

/** A booking of customers, as this run sees it: what was agreed may be older than the customer. */
export const hasCustomers = ({ link, origin: { item } }: Pair): boolean =>
  item?.side === 'timify' ? item.hasCustomers : link.origin.hasCustomers;

/** A group booking, as this run sees it. */
export const isGroup = ({ link, origin: { item } }: Pair): boolean =>
  item?.side === 'timify' ? item.isGroup : link.origin.isGroup;

export const isObserved = (pair: Pair): boolean =>
  pair.origin.state !== 'unseen' || pair.mirrors.some(({ end }) => end.state !== 'unseen');

export type OriginState = 'same' | 'changed' | 'gone';
export type MirrorState = 'same' | 'moved' | 'gone';

export const originState = (pair: Pair): OriginState =>
  pair.origin.state === 'changed' || pair.origin.state === 'gone' ? pair.origin.state : 'same';

/** Text edits on a mirror stand and are no state of their own; times and absence are. */
export const mirrorState = (pair: Pair): MirrorState => {
  if (pair.mirrors.some(({ end }) => end.state === 'gone')) return 'gone';
  return pair.mirrors.some(({ end }) => end.difference.time) ? 'moved' : 'same';
};

/** There were copies, and none of them stands any more. */
export const isWhollyGone = ({ mirrors }: Pair): boolean =>
  mirrors.length > 0 && mirrors.every(({ end }) => end.state === 'gone');
