/** Where a page of conflicts ends: a position, not a row, so that it stands when that conflict closes or goes. */
import type { Conflict } from '../core/decisions.ts';
import type { Instant } from '../core/items.ts';
import { invalid } from './refusal.ts';

export interface ConflictPlace {
  openedAt: Instant;
  id: string;
}

/** Earlier before later, and of the same instant by id: the order of open conflicts. */
export const inOrder = (a: ConflictPlace, b: ConflictPlace): number =>
  a.openedAt - b.openedAt || (a.id === b.id ? 0 : a.id < b.id ? -1 : 1);

/** The cursor that a client gets and sends back unread. */
export const cursorAt = ({ openedAt, id }: Pick<Conflict, 'openedAt' | 'id'>): string => `${openedAt}.${id}`;

/** Null: from the beginning. A cursor that is none of ours is refused, since the list would begin anew unseen. */
export const placeAt = (cursor: string | null): ConflictPlace | null => {
  if (cursor === null) return null;
  const [, openedAt, id] = /^(-?\d{1,15})\.(.+)$/.exec(cursor) ?? [];
  if (openedAt === undefined || id === undefined) throw invalid('after', 'This is no cursor of this list.');
  return { openedAt: Number(openedAt), id };
};
