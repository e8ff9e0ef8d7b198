import { eventGuard } from './judgement.ts';
import type { DeleteWrite } from './planned.ts';
import type { Direction, Instant } from './items.ts';
import type { Link } from './links.ts';
import { otherSide, writesTo } from './items.ts';
import { spanOf } from './normalise.ts';
import { coveredBy, outward } from './spans.ts';

export type Copies = 'keep' | 'remove' | 'plain';

/** What leaving means for a set of links: what to delete, and what must stay because guests would get mail (rule 4). */
export interface Departure {
  deletes: { link: Link; writes: DeleteWrite[] }[];
  /** Whose mirrors lose our mark and stay, as a person's own. */
  releases: Link[];
  /** Mirrors left in place and listed. */
  left: { link: Link; reason: 'would-notify-guests' | 'not-writable' | 'adopted' }[];
}

/**
 * Deactivating, or a direction that excludes a side. `remove` deletes what we made and only that; originals, adopted
 * items and mirrors with guests stay. `plain` takes our mark from the same ones instead; `keep` writes nothing.
 */
export const departure = (links: readonly Link[], copies: Copies): Departure => {
  const result: Departure = { deletes: [], releases: [], left: [] };
  if (copies === 'keep') return result;
  for (const link of links.filter((one) => one.mirrors.length > 0)) {
    if (!link.madeByUs && !isKept(link)) {
      result.left.push({ link, reason: 'adopted' });
      continue;
    }
    const side = otherSide(link.origin.side);
    const guard =
      side === 'office'
        ? link.mirrors.map((mirror) => eventGuard(mirror.base, null, true)).find((one) => one !== null)
        : null;
    if (guard === 'would-notify-guests' || guard === 'not-writable') {
      result.left.push({ link, reason: guard });
      continue;
    }
    if (copies === 'plain') {
      result.releases.push(link);
      continue;
    }
    const writes = link.mirrors.flatMap<DeleteWrite>((mirror) =>
      mirror.id === null
        ? []
        : {
            op: 'delete',
            linkId: link.id,
            side,
            why: 'deactivated',
            target: mirror.marker,
            id: mirror.id,
            containerId: mirror.containerId,
            version: mirror.base.version,
            notify: false,
          },
    );
    result.deletes.push({ link, writes });
  }
  return result;
};

/** What a connection keeps in step. */
export interface Reach {
  direction: Direction;
  calendars: readonly { id: string }[];
}

/** What no longer reaches this link's copies; null where they are kept in step. */
export const leftOutBy = (
  { origin }: Pick<Link, 'origin'>,
  reach: Reach,
): 'direction' | 'calendar' | null => {
  if (!writesTo(reach.direction, otherSide(origin.side))) return 'direction';
  const isChosen = origin.side === 'timify' || reach.calendars.some(({ id }) => id === origin.containerId);
  return isChosen ? null : 'calendar';
};

const KEPT = {
  direction: { reason: 'direction', rule: 'copies-kept', setting: 'direction' },
  calendar: { reason: 'other-calendar', rule: 'calendar-given-up', setting: null },
} as const;

/** Turned into plain entries they are a person's own, and stay so. */
const PLAIN = 'made-plain';

/**
 * Copies that a person kept when the direction left their side or their calendar was given up. They are nobody's: neither
 * changed nor deleted, and never taken for an item of its own, since the link still knows them. Reached again they are
 * ours; as plain entries they are what a person made on both sides.
 */
export const kept = (link: Link, by: keyof typeof KEPT, at: Instant, copies: Copies = 'keep'): Link => ({
  ...link,
  madeByUs: false,
  decision: { kind: 'skipped', ...KEPT[by], ...(copies === 'plain' ? { rule: PLAIN } : {}), at },
});

type KeptRule = (typeof KEPT)[keyof typeof KEPT]['rule'] | typeof PLAIN;

/** The rule by which these copies became nobody's, and its setting; null where they are ours. */
export const keptBy = ({
  decision: { kind, rule, setting },
}: Pick<Link, 'decision'>): { rule: KeptRule; setting: string | null } | null => {
  const known = ([KEPT.direction.rule, KEPT.calendar.rule, PLAIN] as const).find((one) => one === rule);
  return kind === 'skipped' && known ? { rule: known, setting } : null;
};

/** Kept, and ours again when the direction and the calendars reach them. */
export const isKept = (link: Pick<Link, 'decision'>): boolean => {
  const by = keptBy(link);
  return by !== null && by.rule !== PLAIN;
};

/** Whether the entries beside an event hold its time. */
const isHeld = ({ origin, mirrors }: Link, zone: string): boolean =>
  origin.side === 'timify' ||
  coveredBy(
    outward(spanOf(origin.base, zone)),
    mirrors.map(({ base }) => base.span),
  );

/**
 * A link as direction and calendars leave it. What no direction reaches any more is never deleted by a plan, whoever has
 * not been asked about it yet; plain entries that are reached again are a pair of a person's own, unless the event went
 * elsewhere meanwhile: then it stands for itself.
 */
export const asReached = (link: Link, reach: Reach, at: Instant, zone: string): Link => {
  const by = leftOutBy(link, reach);
  if (by === 'direction' && link.madeByUs && link.mirrors.length > 0) return kept(link, by, at);
  if (by !== null || !keptBy(link)) return link;
  if (isKept(link)) return { ...link, madeByUs: true };
  const made = { reason: null, setting: null, at } as const;
  return isHeld(link, zone)
    ? { ...link, decision: { kind: 'adopted', rule: 'adopted', ...made } }
    : { ...link, mirrors: [], madeByUs: true, decision: { kind: 'mirrored', rule: 'new-item', ...made } };
};
