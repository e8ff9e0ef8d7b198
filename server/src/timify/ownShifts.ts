import type { Instant } from '../core/items.ts';
import { MINUTE } from '../core/spans.ts';

const LIFE = 10 * MINUTE;
const KEPT = 5_000;

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
  const rows = new Map<string, Instant>();
  return {
    note: (companyId, row, action) => {
      const key = `${companyId}/${row}/${action}`;
      rows.delete(key);
      rows.set(key, clock.now());
      for (const [oldest, at] of rows) {
        if (rows.size <= KEPT && at + LIFE > clock.now()) break;
        rows.delete(oldest);
      }
    },
    has: (companyId, row, action) =>
      (rows.get(`${companyId}/${row}/${action ?? ''}`) ?? -LIFE) + LIFE > clock.now(),
  };
};
