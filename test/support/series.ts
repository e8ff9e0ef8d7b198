/** Series as people make them in Outlook. */
import type { GraphEvent } from './answers.ts';
import type { Person } from './person.ts';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface Pattern {
  type: 'daily' | 'weekly' | 'absoluteMonthly' | 'relativeMonthly' | 'absoluteYearly' | 'relativeYearly';
  interval: number;
  daysOfWeek?: Weekday[];
  firstDayOfWeek?: Weekday;
  dayOfMonth?: number;
  index?: 'first' | 'second' | 'third' | 'fourth' | 'last';
  month?: number;
}

export interface Series {
  /** The first day, `yyyy-MM-dd`, and clock times of it. */
  day: string;
  from: string;
  to: string;
  timeZone?: string;
  pattern: Pattern;
  /** How often, or until which day; neither: without end. */
  times?: number;
  until?: string;
}

export const rangeOf = ({ day, times, until, timeZone = 'UTC' }: Series): Record<string, unknown> => ({
  startDate: day,
  recurrenceTimeZone: timeZone,
  ...(times !== undefined
    ? { type: 'numbered', numberOfOccurrences: times }
    : until === undefined
      ? { type: 'noEnd' }
      : { type: 'endDate', endDate: until }),
});

/** The members of a Graph event that make it this series. Ends before it starts: it ends on the next day. */
export const seriesBody = (series: Series): Record<string, unknown> => {
  const { day, from, to, timeZone = 'UTC', pattern } = series;
  const last = to > from ? day : nextDay(day);
  return {
    start: { dateTime: `${day}T${from}:00`, timeZone },
    end: { dateTime: `${last}T${to}:00`, timeZone },
    recurrence: { pattern, range: rangeOf(series) },
  };
};

export const nextDay = (day: string, by = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

export const weekdayOf = (day: string): Weekday =>
  WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'sunday';

export const makeSeries = (
  person: Person,
  subject: string,
  series: Series,
  more: Record<string, unknown> = {},
): Promise<GraphEvent> =>
  person.graph('POST', `/calendars/${encodeURIComponent(person.calendarId)}/events`, {
    subject,
    ...seriesBody(series),
    ...more,
  });
