import { tomorrow } from './answers.ts';
import type { Person } from './person.ts';

const stamp = (iso: string): string => iso.replaceAll(/[-:]/g, '');

/** Half an hour each, four a day from tomorrow on, as an exported calendar. */
export const fill = async ({ town, oid }: Person, count: number): Promise<void> => {
  const events = Array.from({ length: count }, (_, index) => {
    const [day, hour] = [Math.floor(index / 4), 7 + (index % 4) * 2];
    return [
      'BEGIN:VEVENT',
      `UID:many-${index}`,
      `DTSTART:${stamp(tomorrow(hour, 0, day))}`,
      `DTEND:${stamp(tomorrow(hour, 30, day))}`,
      `SUMMARY:Event ${index}`,
      'END:VEVENT',
    ].join('\r\n');
  });
  const ics = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR'].join('\r\n');
  await town.control('POST', '/calendars', { user: oid, ics });
};
