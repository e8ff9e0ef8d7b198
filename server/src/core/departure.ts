import { eventGuard } from './judgement.ts';
import type { DeleteWrite } from './planned.ts';
import type { Direction, Instant } from './items.ts';
import type { Link } from './links.ts';
import { otherSide, writesTo } from './items.ts';

export type Copies = 'keep' | 'remove' | 'plain';

/** What leaving means for a set of links: what to delete, and what must stay because guests would get mail (rule 4). */
export interface Departure {
  deletes: { link: Link; writes: DeleteWrite[] }[];
  /** Mirrors left in place and listed. */
  left: { link: Link; reason: 'would-notify-guests' | 'not-writable' | 'adopted' }[];
}

/**
 * Deactivating, or a direction that excludes a side. `remove` deletes what we made and only that; originals, adopted
 * items and mirrors with guests stay. `keep` and `plain` delete nothing.
 */
export const departure = (links: readonly Link[], copies: Copies): Departure => {
  const result: Departure = { deletes: [], left: [] };
  if (copies !== 'remove') return result;
  for (const link of links.filter((one) => one.mirrors.length > 0)) {
    if (!link.madeByUs) {
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

/**
 * Copies that a person kept when the direction left their side. They are nobody's: neither changed nor deleted, and never
 * taken for an item of its own, since the link still knows them. Under a direction that writes there again they are ours.
 */
export const kept = (link: Link, at: Instant): Link => ({
  ...link,
  madeByUs: false,
  decision: { kind: 'skipped', reason: 'direction', rule: 'copies-kept', setting: 'direction', at },
});

export const isKept = ({ decision }: Pick<Link, 'decision'>): boolean => decision.rule === 'copies-kept';

/** Whether the direction leaves out the side that this link's copies stand on. */
export const isLeftOut = ({ origin }: Pick<Link, 'origin'>, direction: Direction): boolean =>
  !writesTo(direction, otherSide(origin.side));
