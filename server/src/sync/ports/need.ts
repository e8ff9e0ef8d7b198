/** In which order an admin looks at connections, and what those of a company come to. */
import type { Instant } from '../../core/items.ts';
import type { Connection, ConnectionState } from '../documents.ts';

/** The lower, the sooner; kept beside each row, so that a database can sort by it. */
export const NEED = { help: 0, none: 1, approval: 2, ended: 3 } as const;
export type Need = (typeof NEED)[keyof typeof NEED];

const FINE: readonly ConnectionState[] = ['in-step', 'syncing', 'importing', 'paused'];

export const needOf = ({ state, trouble }: Pick<Connection, 'state' | 'trouble'>): Need => {
  if (state === 'deactivated') return NEED.ended;
  if (state === 'awaiting-approval') return NEED.approval;
  return FINE.includes(state) && trouble === null ? NEED.none : NEED.help;
};

/** A place in the list, whether or not a row still stands there. */
export interface NeedPlace {
  need: number;
  id: string;
}

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
