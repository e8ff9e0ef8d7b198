import type { Draft, Item } from './items.ts';
import { addDays, dateOf, instantOf, MINUTE, timeOf, wholeDays } from './time.ts';

export function draftOf(item: Item, zone: string): Draft {
  const whole = item.allDay ? 'UTC' : zone;
  const start = item.side === 'timify' ? item.wholeStart : item.start;
  return {
    title: item.title,
    date: dateOf(start, whole),
    time: item.allDay ? '09:00' : timeOf(start, zone),
    minutes: item.allDay
      ? 60
      : Math.round(item.side === 'timify' ? item.wholeMinutes : (item.end - item.start) / MINUTE),
    allDay: item.allDay,
    days: item.allDay ? wholeDays(item.start, item.end) : 1,
    showAs: item.showAs,
    private: item.private,
    serviceId: item.serviceId,
    customerId: item.customerId,
  };
}

export const emptyDraft = (date: string, minuteOfDay: number): Draft => ({
  title: '',
  date,
  time: `${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}`,
  minutes: 60,
  allDay: false,
  days: 1,
  showAs: 'busy',
  private: false,
  serviceId: '',
  customerId: '',
});

const pad = (value: number): string => value.toString().padStart(2, '0');

/** Instants of a timed draft; for an all-day one the floating midnights of its first day and the day after its last. */
export function spanOf(draft: Draft, zone: string): { start: number; end: number } {
  if (!draft.allDay) {
    const start = instantOf(draft.date, draft.time, zone);
    return { start, end: start + draft.minutes * MINUTE };
  }
  const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`);
  return { start: midnight(draft.date), end: midnight(addDays(draft.date, draft.days)) };
}
