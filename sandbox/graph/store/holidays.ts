import { defaultContent } from '../events/defaults.ts';
import { hashHex, iCalUId } from '../ids.ts';
import type { Mailbox } from './mailbox.ts';
import { dayNumber, DAY } from '../time/dates.ts';
import { momentOfWall } from '../time/moments.ts';

const DAYS: readonly [name: string, month: number, day: number][] = [
  ["New Year's Day", 1, 1],
  ['Labour Day', 5, 1],
  ['Day of German Unity', 10, 3],
  ['Christmas Day', 12, 25],
  ['Boxing Day', 12, 26],
];

/** Yearly all-day series for the holidays calendar that Outlook offers: to be read, never written (facts: graph §6.2). */
export function addHolidays(mailbox: Mailbox, calendarId: string): void {
  for (const [subject, month, day] of DAYS) {
    const key = hashHex(`${mailbox.user.oid} holiday ${subject}`, 32);
    const wall = dayNumber(2020, month, day) * DAY;
    const like = { zone: mailbox.user.timeZone, iana: mailbox.user.timeZone };
    const content = defaultContent(mailbox.user, momentOfWall(wall, like), momentOfWall(wall + DAY, like));
    const createdAt = Date.UTC(2020, 0, 1);
    mailbox.add({
      key,
      calendarId,
      createdAt,
      modifiedAt: createdAt,
      transactionId: null,
      uid: iCalUId(key, createdAt),
      content: {
        ...content,
        subject,
        isAllDay: true,
        showAs: 'free',
        isReminderOn: false,
        isOrganizer: false,
      },
      recurrence: {
        pattern: {
          type: 'absoluteYearly',
          interval: 1,
          month,
          dayOfMonth: day,
          daysOfWeek: [],
          firstDayOfWeek: 'sunday',
          index: 'first',
        },
        range: {
          type: 'noEnd',
          startDate: new Date(wall).toISOString().slice(0, 10),
          endDate: '0001-01-01',
          recurrenceTimeZone: like.zone,
          numberOfOccurrences: 0,
        },
      },
      exceptions: {},
      deletedDates: [],
      extended: [],
    });
  }
}
