import type { SideName, Span } from '../core/items.ts';
import type { Store } from './ports/store.ts';
import { showItems, type ShowDeps, type Subject } from './shownItems.ts';

export interface HeldRow {
  linkId: string;
  side: SideName;
  item: string;
  span: Span;
  title: string | null;
}

const MOST = 200;

const linksOf = async (store: Pick<Store, 'links'>, connectionId: string, ids: readonly string[]) => {
  const links = await Promise.all(ids.slice(0, MOST).map((id) => store.links.get(connectionId, id)));
  return links.flatMap((link) => link ?? []);
};

/** The copies that the brake keeps from being deleted, in the order of time; at most 200 of them. */
export const heldRows = async (deps: ShowDeps, subject: Subject): Promise<HeldRow[]> => {
  const { connection } = subject;
  const { hold } = connection;
  if (!hold) return [];
  const links = await linksOf(deps.store, connection.id, hold.linkIds);
  const copies = links.flatMap((link) =>
    link.mirrors.flatMap(({ id, base }) => (id === null ? [] : [{ linkId: link.id, id, span: base.span }])),
  );
  const shown = await showItems(deps, subject, {
    office: hold.side === 'office' ? copies.map(({ id }) => id) : [],
    timify: hold.side === 'timify' ? copies.map(({ id }) => id) : [],
  });
  return copies
    .map((copy) => ({
      linkId: copy.linkId,
      side: hold.side,
      item: copy.id,
      span: copy.span,
      title: shown[hold.side](copy).title,
    }))
    .sort((a, b) => a.span.start - b.span.start);
};
