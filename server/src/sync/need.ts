/** In which order an admin looks at connections. Pure. */
import type { Instant } from '../core/items.ts';
import type { Connection, ConnectionState } from './documents.ts';
import { invalid } from './refusal.ts';

/** The lower, the sooner; kept beside each row, so that a database can sort by it. */
export const NEED = { help: 0, none: 1, approval: 2, ended: 3 } as const;
export type Need = (typeof NEED)[keyof typeof NEED];

const FINE: readonly ConnectionState[] = ['in-step', 'syncing', 'importing', 'paused'];

export const needOf = ({ state, trouble }: Pick<Connection, 'state' | 'trouble'>): Need => {
  if (state === 'deactivated') return NEED.ended;
  if (state === 'awaiting-approval') return NEED.approval;
  return FINE.includes(state) && trouble === null ? NEED.none : NEED.help;
};

export const needsHelp = (connection: Pick<Connection, 'state' | 'trouble'>): boolean =>
  needOf(connection) === NEED.help;

/** A place in the list, whether or not a row still stands there. */
export interface NeedPlace {
  need: number;
  id: string;
}

export const needCursor = (last: Pick<Connection, 'id' | 'state' | 'trouble'>): string =>
  `${needOf(last)}.${last.id}`;

export const needPlaceAt = (cursor: string | null): NeedPlace | null => {
  if (cursor === null) return null;
  const [, need, id] = /^([01])\.(.+)$/.exec(cursor) ?? [];
  if (need === undefined || id === undefined) throw invalid('after', 'This is no cursor of this list.');
  return { need: Number(need), id };
};

/** What all connections of a company come to. */
export interface Tally {
  /** Live and approved. */
  live: number;
  needHelp: number;
  awaiting: number;
  /** Pairs of all live ones. */
  linked: number;
  /** The earliest of their last proofs; null as long as one was never proven equal. */
  provenEqualAt: Instant | null;
}
