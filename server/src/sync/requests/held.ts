import type { Hold } from '../../core/decisions.ts';
import type { SideName, Span } from '../../core/items.ts';
import type { Store } from '../ports/store.ts';
import { showItems, type ShowDeps, type Subject } from './shownItems.ts';

export interface HeldRow {
  linkId: string;
  side: SideName;
  item: string;
  span: Span;
  title: string | null;
}

const MOST = 200;
/** Links that are looked at for them. */
const MOST_LINKS = 1_000;

interface Copy {
  linkId: string;
  id: string;
  span: Span;
  unit: number;
}

const copiesOf = async (
  store: Pick<Store, 'links'>,
  connectionId: string,
  { linkIds, unitOf }: Hold,
): Promise<Copy[]> => {
  const links = await Promise.all(
    linkIds.slice(0, MOST_LINKS).map((id) => store.links.get(connectionId, id)),
  );
  return links.flatMap((link, index) =>
    (link?.mirrors ?? []).flatMap(({ id, base }) =>
      id === null
        ? []
        : [{ linkId: linkIds[index] ?? '', id, span: base.span, unit: unitOf?.[index] ?? index }],
    ),
  );
};

/** Of each unit the first in time, as the brake counts: a series is one. */
const firstOfEach = (copies: readonly Copy[]): Copy[] => {
  const known = new Set<number>();
  return [...copies]
    .sort((a, b) => a.span.start - b.span.start)
    .filter(({ unit }) => !known.has(unit) && known.add(unit))
    .slice(0, MOST);
};

/** The copies that the brake keeps from being deleted, in the order of time, of a series the first; at most 200. */
export const heldRows = async (deps: ShowDeps, subject: Subject): Promise<HeldRow[]> => {
  const { connection } = subject;
  const { hold } = connection;
  if (!hold) return [];
  const copies = firstOfEach(await copiesOf(deps.store, connection.id, hold));
  const shown = await showItems(deps, subject, {
    office: hold.side === 'office' ? copies.map(({ id }) => id) : [],
    timify: hold.side === 'timify' ? copies.map(({ id }) => id) : [],
  });
  return copies.map((copy) => ({
    linkId: copy.linkId,
    side: hold.side,
    item: copy.id,
    span: copy.span,
    title: shown[hold.side](copy).title,
  }));
};
