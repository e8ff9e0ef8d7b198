import { useEffect, useState } from 'react';
import type { OfficeCalendar } from '../api/graph.ts';
import type { TimifyCalendar } from '../api/timify.ts';
import { firstDayWith } from '../model/firstDay.ts';

/** How far ahead something is looked for. */
const DAYS_AHEAD = 14;

interface Question {
  office: OfficeCalendar;
  timify: TimifyCalendar;
  today: string;
  zone: string;
}

/**
 * Where the calendars open: today if it has anything on either side, else the next day that has. Asked once for each person
 * and day, so that what happens later does not move the days away.
 */
export function useFirstDay({ office, timify, today, zone }: Question): string {
  const [found, setFound] = useState<{ today: string; day: string }>();
  useEffect(() => {
    let current = true;
    const none = (): [] => [];
    Promise.all([
      office.items(today, DAYS_AHEAD, undefined).catch(none),
      timify.items(today, DAYS_AHEAD, zone).catch(none),
    ])
      .then(([events, bookings]) => {
        const day = firstDayWith([...events, ...bookings], { today, count: DAYS_AHEAD, zone });
        if (current) setFound({ today, day });
      })
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [office, timify, today, zone]);
  return found?.today === today ? found.day : today;
}
