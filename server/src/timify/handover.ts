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
  /** It was written meanwhile: what was read before is old, also where it comes later. */
  wrote(companyId: string, answer: AppointmentAnswer): void;
  take(companyId: string, id: string, wanted: string): AppointmentAnswer | null;
}

/** Stamps are epoch milliseconds as text; anything else can only be the same. */
const isAtLeast = (version: string, wanted: string): boolean =>
  version === wanted || (/^\d+$/.test(version) && /^\d+$/.test(wanted) && BigInt(version) >= BigInt(wanted));

export const createHandover = (clock: { now(): Instant }): Handover => {
  const copies = new Map<string, { answer: AppointmentAnswer | null; version: string; at: Instant }>();
  const keep = (companyId: string, id: string, version: string, answer: AppointmentAnswer | null): void => {
    const key = `${companyId}/${id}`;
    const present = copies.get(key);
    if (present && present.version !== version && isAtLeast(present.version, version)) return;
    copies.delete(key);
    copies.set(key, { answer, version, at: clock.now() });
    for (const [oldest, copy] of copies) {
      if (copies.size <= KEPT && copy.at + LIFE > clock.now()) break;
      copies.delete(oldest);
    }
  };
  return {
    put: (companyId, answer) => keep(companyId, answer.id, versionOf(answer), answer),
    wrote: (companyId, answer) => keep(companyId, answer.id, versionOf(answer), null),
    take: (companyId, id, wanted) => {
      const copy = copies.get(`${companyId}/${id}`);
      if (!copy?.answer || wanted === '' || copy.at + LIFE <= clock.now()) return null;
      return isAtLeast(copy.version, wanted) ? copy.answer : null;
    },
  };
};
