import type { Instant } from '../core/items.ts';
import { MINUTE } from '../core/spans.ts';
import { createRecent } from './ownWrites.ts';

const LIFE = 10 * MINUTE;

/**
 * Rows of shift plans that this process wrote or deleted in the last minutes. A webhook names a row and not its
 * resource (timify §1.10), so that our own echo would make every connection of the company read its window. Lost
 * without harm: what is not recognised is read.
 */
export interface OwnShifts {
  note(companyId: string, row: string, action: 'created' | 'deleted'): void;
  /** An action that is not told is taken for anybody's. */
  has(companyId: string, row: string, action: string | null): boolean;
}

export const createOwnShifts = (clock: { now(): Instant }): OwnShifts => {
  const rows = createRecent(clock, LIFE);
  return {
    note: (companyId, row, action) => rows.note(`${companyId}/${row}/${action}`),
    has: (companyId, row, action) => rows.has(`${companyId}/${row}/${action ?? ''}`),
  };
};
