import type { Item } from '../model/items.ts';
import { instantOf, MINUTE } from '../model/time.ts';

/** Facts timify §1.8: whole ranges per day, in the company's local time; `24:00` ends a day, `to` is inclusive. */
export interface Timeshift {
  id: string;
  from: string;
  to: string;
  denialReason: 'VACATION' | 'SICK' | 'BLOCKER' | null;
  denialTimes: { begin: string; end: string }[];
}

/**
 * Blockers and absences on the days shown. They are part of TIMIFY's plan, not bookings, so the page only shows them.
 * A blocker counts as a copy: the sync makes them where it is told to block with timeshifts.
 */
export function absencesOf(
  { id, from, to, denialReason, denialTimes }: Timeshift,
  days: readonly string[],
  zone: string,
): Item[] {
  if (denialReason === null) return [];
  return days
    .filter((day) => from <= day && day <= to)
    .flatMap((day) =>
      denialTimes.map(({ begin, end }): Item => {
        const span = { start: instantOf(day, begin, zone), end: instantOf(day, end, zone) };
        return {
          ...span,
          key: `${id} ${day} ${begin}`,
          id,
          side: 'timify',
          title: denialReason === 'BLOCKER' ? '' : denialReason,
          detail: '',
          allDay: false,
          copy: denialReason === 'BLOCKER',
          private: false,
          editable: false,
          showAs: 'busy',
          wholeStart: span.start,
          wholeMinutes: (span.end - span.start) / MINUTE,
          serviceId: '',
          customerId: '',
        };
      }),
    );
}
