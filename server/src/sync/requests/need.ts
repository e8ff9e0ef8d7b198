import type { Connection } from '../documents.ts';
import { NEED, needOf, type NeedPlace } from '../ports/need.ts';
import { invalid } from '../refusal.ts';

export const needsHelp = (connection: Pick<Connection, 'state' | 'trouble'>): boolean =>
  needOf(connection) === NEED.help;

export const needCursor = (last: Pick<Connection, 'id' | 'state' | 'trouble'>): string =>
  `${needOf(last)}.${last.id}`;

export const needPlaceAt = (cursor: string | null): NeedPlace | null => {
  if (cursor === null) return null;
  const [, need, id] = /^([01])\.(.+)$/.exec(cursor) ?? [];
  if (need === undefined || id === undefined) throw invalid('after', 'This is no cursor of this list.');
  return { need: Number(need), id };
};
