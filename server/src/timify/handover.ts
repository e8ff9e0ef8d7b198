import type { Instant } from '../core/items.ts';
import { MINUTE } from '../core/spans.ts';
import type { AppointmentAnswer } from './schemas.ts';
import { versionOf } from './toItem.ts';

const KEPT = 2000;
const LIFE = 2 * MINUTE;

/**
 * What a company's run has just read, for the runs of its connections in this process: so one changed booking costs
 * one read. Bounded in number and time; a copy is given out for its own version or an older one, never for a newer.
 */
export interface Handover {
  put(companyId: string, answer: AppointmentAnswer): void;
  take(companyId: string, id: string, wanted: string): AppointmentAnswer | null;
}

/** Stamps are epoch milliseconds as text; anything else can only be the same. */
const isAtLeast = (version: string, wanted: string): boolean =>
  version === wanted || (/^\d+$/.test(version) && /^\d+$/.test(wanted) && BigInt(version) >= BigInt(wanted));

export const createHandover = (clock: { now(): Instant }): Handover => {
  const copies = new Map<string, { answer: AppointmentAnswer; at: Instant }>();
  return {
    put: (companyId, answer) => {
      const key = `${companyId}/${answer.id}`;
      copies.delete(key);
      copies.set(key, { answer, at: clock.now() });
      for (const [oldest, copy] of copies) {
        if (copies.size <= KEPT && copy.at + LIFE > clock.now()) break;
        copies.delete(oldest);
      }
    },
    take: (companyId, id, wanted) => {
      const copy = copies.get(`${companyId}/${id}`);
      if (!copy || wanted === '' || copy.at + LIFE <= clock.now()) return null;
      return isAtLeast(versionOf(copy.answer), wanted) ? copy.answer : null;
    },
  };
};
